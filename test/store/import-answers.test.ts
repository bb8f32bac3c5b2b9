import { expect, test } from "vitest";
import { appendEntry } from "../../src/store/append-entry.js";
import { type ImportedAnswer, recordImportedAnswers } from "../../src/store/import-answers.js";
import { readAnswers } from "../../src/store/read-answers.js";
import { readTotals } from "../../src/store/totals.js";
import { verifyChain } from "../../src/store/verify-chain.js";
import { aStore, frozen, time } from "./a-store.js";

const source = { name: "answers.jsonl", format: "jsonl", sha256: "ab".repeat(32) };

function imported(probe: string, changes: Partial<ImportedAnswer> = {}): ImportedAnswer {
  return {
    model: "m1",
    pack: "p",
    probe,
    sample: 0,
    temperature: 0.7,
    systemPrompt: 0,
    slot: `m1/p/${probe}/0.7/0/0`,
    text: `Answer to ${probe}`,
    reasoning: null,
    status: "ok",
    stopReason: "end",
    returnedModel: null,
    usage: null,
    ...changes,
  };
}

test("answers of others enter as one import run and are read like our own, marked as imported", async () => {
  const store = await aStore();
  appendEntry(store, frozen);
  const answers = Array.from({ length: 1203 }, (_, index) => imported(`q${index}`));
  expect(recordImportedAnswers(store, source, answers, "test", time)).toEqual({ run: "R0001", count: 1203 });
  const read = [...readAnswers(store)];
  expect(read).toHaveLength(1203);
  expect(read[7]).toMatchObject({ slot: "m1/p/q7/0.7/0/0", text: "Answer to q7", source: "import", temperature: 0.7 });
  expect(await readTotals(store)).toMatchObject({ ok: 1203, imported: 1203, attempts: 0 });
  expect((await verifyChain(store)).faults).toEqual([]);
  const kinds = store.sqlite.prepare("SELECT kind FROM ledger ORDER BY seq").pluck().all();
  expect(kinds).toEqual(["plan.frozen", "run.open", "note", "note", "note", "run.close"]);
});

test("repeated answers are refused with their count, and nothing is imported", async () => {
  const store = await aStore();
  recordImportedAnswers(store, source, [imported("q1")], "test", time);
  const answers = [imported("q1"), imported("q2"), imported("q2"), imported("q3")];
  expect(() => recordImportedAnswers(store, source, answers, "test", time)).toThrow(
    expect.objectContaining({
      code: "IMPORT_DUPLICATES",
      happened:
        "answers.jsonl: of 4 answers 1 occur more than once in the file and 1 are in the study already. Nothing was imported.",
    }),
  );
  expect([...readAnswers(store)]).toHaveLength(1);
});

test("odd answers keep what can be kept: half a surrogate pair, reasoning, an error without text", async () => {
  const store = await aStore();
  recordImportedAnswers(
    store,
    source,
    [
      imported("q1", { text: "broken \ud83d here", reasoning: "because", temperature: null }),
      imported("q2", { status: "error", text: "" }),
      imported("q3", {
        text: "",
        status: "empty",
        usage: { inputTokens: 3, outputTokens: 0, reasoningTokens: null, cachedInputTokens: null },
      }),
    ],
    "test",
    time,
  );
  const [first, second, third] = [...readAnswers(store)];
  expect(first).toMatchObject({ text: "broken \ufffd here", reasoning: "because", temperature: null });
  expect(second).toMatchObject({ status: "error", text: "" });
  expect(third).toMatchObject({ status: "empty", usage: { inputTokens: 3, outputTokens: 0 } });
});
