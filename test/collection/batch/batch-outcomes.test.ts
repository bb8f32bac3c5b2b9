import fc from "fast-check";
import { expect, test } from "vitest";
import { MockBatchServer, type MockItem, type MockOutcome } from "../../../bench/mock-batches.js";
import { collect } from "../../../src/collection/collect.js";
import { openStore } from "../../../src/store/store.js";
import { verifyChain } from "../../../src/store/verify-chain.js";
import { testFolder } from "../collecting.js";
import { batchDependencies, batchPlan, entriesOf } from "./batch-collecting.js";

const questions = 5;
const mostTries = 3;
const kinds = ["answer", "refused", "broken", "expired", "missing", "garbage", "twice", "strange"] as const;
type Kind = (typeof kinds)[number];

function outcomeOf(kind: Kind, google: boolean): MockOutcome {
  const error = (status: number, code: number, type: string) => ({
    error: { status: google ? code : status, type, message: kind },
  });
  switch (kind) {
    case "answer":
      return {};
    case "refused":
      return error(400, 3, "invalid_request_error");
    case "broken":
      return error(500, 13, "api_error");
    case "expired":
      return { notRun: "expired" };
    case "missing":
      return { missing: true };
    case "garbage":
      return { raw: '{"half' };
    case "twice":
      return { twice: true };
    case "strange":
      return { raw: '{"custom_id":"x-1","key":"x-1"}' };
  }
}

/** What a question comes to when its batches go as listed: the rules of the guide, said once more. */
function expected(tries: readonly Kind[]): { end: "ok" | "error" | "none"; calls: number } {
  for (const [index, kind] of tries.slice(0, mostTries).entries()) {
    if (kind === "answer" || kind === "twice") return { end: "ok", calls: index + 1 };
    if (kind === "refused") return { end: "error", calls: index + 1 };
  }
  return { end: tries[mostTries - 1] === "broken" ? "error" : "none", calls: mostTries };
}

test("whatever comes back: each call has one outcome, each question the end that the rules say, nothing is asked in vain", async () => {
  const folder = testFolder();
  let round = 0;
  const row = fc.array(fc.constantFrom(...kinds), { minLength: mostTries, maxLength: mostTries });
  const table = fc.array(row, { minLength: questions, maxLength: questions });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("openai", "anthropic", "google"),
      table,
      fc.boolean(),
      async (name, fate, back) => {
        const provider = name as "openai" | "anthropic" | "google";
        round += 1;
        const batchesOf = new Map<number, string[]>();
        const item = ({ question, batch }: MockItem): MockOutcome => {
          const number = Number(/number (\d+)\./.exec(question)![1]) - 1;
          const seen = batchesOf.get(number) ?? [];
          batchesOf.set(number, seen);
          if (!seen.includes(batch.id)) seen.push(batch.id);
          return outcomeOf(fate[number]![seen.indexOf(batch.id)] ?? "answer", provider === "google");
        };
        const server = await new MockBatchServer({ item, reversed: back }).start();
        const store = await openStore(`${folder}/study-${round}.db`, { create: true });
        try {
          const plan = batchPlan(server, provider, { probes: questions });
          const summary = await collect(plan, store, batchDependencies());
          expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
          const ends = fate.map(expected);
          expect(summary.totals.ok).toBe(ends.filter(({ end }) => end === "ok").length);
          expect(summary.totals.error).toBe(ends.filter(({ end }) => end === "error").length);
          expect(summary.totals.attempts).toBe(ends.reduce((sum, { calls }) => sum + calls, 0));
          const outcomes = [...entriesOf(store, "exchange.reply"), ...entriesOf(store, "exchange.failure")];
          expect(new Set(outcomes.map(({ intent }) => intent)).size).toBe(summary.totals.attempts);
          expect(outcomes).toHaveLength(summary.totals.attempts);
        } finally {
          store.close();
          await server.pause();
        }
      },
    ),
    { numRuns: 25 },
  );
});
