import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { collect } from "../../../src/collection/collect.js";
import { readAnswers } from "../../../src/store/read-answers.js";
import { verifyChain } from "../../../src/store/verify-chain.js";
import { filesWith, testFolder, testStore } from "../collecting.js";
import { smallPlan } from "../small-plan.js";
import { batchDependencies } from "./batch-collecting.js";

/** A server that others wrote; of the three protocols of batches it speaks OpenAI's. */
const mock = new LLMock({ port: 0 });
const key = "sk-foreign-0123456789abcdef";

beforeAll(() => mock.start());
afterAll(() => mock.stop());

for (const provider of ["openai", "openai-responses"] as const) {
  test(`${provider}: batches at a server of others: file up, batch through, answers down`, async () => {
    const folder = testFolder();
    const store = await testStore(folder);
    const small = smallPlan({ probes: 3 });
    const address = {
      provider,
      model: "model-1",
      baseUrl: `${mock.url}/v1`,
      apiKeyVariable: "FOREIGN_KEY",
    };
    const plan = { ...small, suspect: { ...small.suspect, address, lane: "batch" as const } };
    const summary = await collect(plan, store, batchDependencies({ environment: { FOREIGN_KEY: key } }));
    expect(summary.reasons).toEqual([]);
    expect(summary).toMatchObject({ status: "complete", answered: 3 });
    const answers = [...readAnswers(store)];
    expect(new Set(answers.map(({ slot }) => slot)).size).toBe(3);
    // It gives the same words to all questions of a batch.
    expect(answers.every(({ status, text }) => status === "ok" && text !== "")).toBe(true);
    expect(filesWith(folder, key)).toEqual([]);
    expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
  });
}
