import { expect, test } from "vitest";
import { anthropicBatches } from "../../../src/endpoints/anthropic/batches.js";
import type { Question } from "../../../src/endpoints/endpoint.js";
import { openBatches } from "../../../src/endpoints/open-batches.js";
import { openEndpoint } from "../../../src/endpoints/open-endpoint.js";
import { openAiBatches } from "../../../src/endpoints/openai/batches.js";
import { useProviderServer } from "../provider-server.js";

const server = useProviderServer();

const question: Question = {
  messages: [
    { role: "system", content: "Be brief." },
    { role: "user", content: 'Say "a",\nthen b.' },
  ],
  temperature: 0.7,
  topP: null,
  maxTokens: 20,
};

for (const provider of ["openai", "openai-responses", "anthropic"] as const) {
  test(`${provider}: a question in a batch is what the SDK would send live, at the same address`, async () => {
    const baseUrl = provider === "anthropic" ? server.origin : `${server.origin}/v1`;
    const address = { provider, model: "model-x", baseUrl, apiKeyVariable: null };
    const endpoint = await openEndpoint(address, { fetch, apiKey: null, userAgent: "test" });
    const connection = { apiKey: null, userAgent: "test" };
    const batches =
      provider === "anthropic" ? anthropicBatches(address, connection) : openAiBatches(address, connection);
    server.reply("{}", 400);
    await endpoint.ask(question, AbortSignal.timeout(5000)).catch(() => undefined);
    const [live] = server.requests;
    expect(JSON.parse(batches.questionBody(question))).toEqual(live!.body);
    expect(batches.questionUrl).toBe(`${server.origin}${live!.path}`);
    const line = JSON.parse(batches.line('id-"1"', batches.questionBody(question))) as Record<string, unknown>;
    expect(line.custom_id).toBe('id-"1"');
    expect(line.body ?? line.params).toEqual(live!.body);
    if (provider !== "anthropic") expect(line).toMatchObject({ method: "POST", url: live!.path });
    expect(batches.line("a", batches.questionBody(question))).not.toContain("\n");
  });
}

test("a compatible server has no batches that are known", async () => {
  const address = { provider: "openai-compatible", model: "m", baseUrl: server.origin, apiKeyVariable: null } as const;
  await expect(openBatches(address, { apiKey: null, userAgent: "test" })).rejects.toMatchObject({ code: "NO_BATCHES" });
});
