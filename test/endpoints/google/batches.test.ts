import { expect, test } from "vitest";
import type { Question } from "../../../src/endpoints/endpoint.js";
import { googleBatches } from "../../../src/endpoints/google/batches.js";
import { openEndpoint } from "../../../src/endpoints/open-endpoint.js";
import { useProviderServer } from "../provider-server.js";

const server = useProviderServer();

const questions: Question[] = [
  { messages: [{ role: "user", content: "Name a colour." }], temperature: null, topP: null, maxTokens: 10 },
  {
    messages: [
      { role: "system", content: "Be brief." },
      { role: "system", content: "Be kind." },
      { role: "user", content: "Name a colour." },
      { role: "assistant", content: "Blue." },
      { role: "user", content: "Another." },
    ],
    temperature: 0.7,
    topP: 0.9,
    maxTokens: 20,
  },
];

test("a question in a batch is word for word what the SDK would send live", async () => {
  const address = { provider: "google", model: "gemini-x", baseUrl: server.origin, apiKeyVariable: null } as const;
  const endpoint = await openEndpoint(address, { fetch, apiKey: null, userAgent: "test" });
  const batches = googleBatches(address, { apiKey: null, userAgent: "test" });
  server.reply({ candidates: [{ content: { parts: [{ text: "Red." }] }, finishReason: "STOP" }] });
  for (const question of questions) await endpoint.ask(question, AbortSignal.timeout(5000));
  expect(server.requests.map(({ body }) => body)).toEqual(
    questions.map((question) => JSON.parse(batches.questionBody(question)) as unknown),
  );
  expect(`${server.origin}${server.requests[0]!.path}`).toBe(batches.questionUrl);
});
