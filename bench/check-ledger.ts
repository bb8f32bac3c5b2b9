import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomStream } from "../src/statistics/random-stream.js";
import { type Append, appendEntries } from "../src/store/append-entry.js";
import { contentBytes, parseContent, unpackBlob } from "../src/store/blobs.js";
import { nameBlob } from "../src/store/digest.js";
import { readAnswers } from "../src/store/read-answers.js";
import { requireSoundLedger } from "../src/store/require-sound-ledger.js";
import { openRun } from "../src/store/runs.js";
import { openStore, type Store } from "../src/store/store.js";
import { verifyChain } from "../src/store/verify-chain.js";

/** What it costs to check a ledger of 10,000 answers of 1.5 KB before they are read: `npx tsx bench/check-ledger.ts`. */
const count = 10_000;
const time = { wall: "2026-01-01T00:00:00.000Z", monoNs: "0" };
const random = randomStream("bench", "check-ledger");
const words = Array.from({ length: 4000 }, (_, index) => `word${index.toString(36)}`);
const someText = () => Array.from({ length: 200 }, () => words[random.below(words.length)]).join(" ");
const headers = nameBlob(Buffer.from("[]"));

function fill(store: Store): void {
  const plan = nameBlob(Buffer.from("{}"));
  const frozen = {
    ...time,
    kind: "plan.frozen",
    actor: "bench",
    run: null,
    fields: { planSha256: plan.sha256 },
  } as const;
  appendEntries(store, [{ ...frozen, blobs: [plan] }]);
  const run = openRun(store, "main", { planSha256: plan.sha256 }, "bench", time);
  for (let index = 0; index < count; index += 1) {
    const [slot, target] = [`model-${index % 10}/pack/probe-${index}/0.7/0/0`, `model-${index % 10}`];
    const text = someText();
    const content = nameBlob(contentBytes({ text, reasoning: null }));
    const request = nameBlob(Buffer.from(JSON.stringify({ model: target, question: `question ${index}` })));
    const body = nameBlob(Buffer.from(JSON.stringify({ id: `r-${index}`, choices: [{ message: { content: text } }] })));
    const link = { slot, target, attempt: 1, sdk: "bench 1.0.0", redacted: [] };
    const intent = {
      ...link,
      probe: { pack: "pack", item: `probe-${index}`, rep: 0 },
      sampling: { temperature: "0.7", topP: null, maxTokens: 100, systemPrompt: 0 },
      sentinel: null,
      block: 0,
      retryOf: null,
      request: {
        method: "POST",
        url: "http://127.0.0.1/v1/chat/completions",
        headersSha256: headers.sha256,
        bodySha256: request.sha256,
        bodySize: request.bytes.byteLength,
      },
      worst: { tokens: 150, nanoUsd: 1000 },
    };
    const reply = {
      ...link,
      intent: index * 2 + 2,
      status: 200,
      headers: { "content-type": "application/json", date: "Thu, 01 Jan 2026 00:00:00 GMT" },
      headersSha256: headers.sha256,
      body: { sha256: body.sha256, size: body.bytes.byteLength, complete: true, decoded: false },
      requestId: `r-${index}`,
      returned: { model: target, systemFingerprint: null, responseId: `r-${index}`, stopReason: "stop" },
      usage: { inputTokens: 20, outputTokens: 260, reasoningTokens: null, cachedInputTokens: null },
      costNanoUsd: 900,
      timing: { startMonoNs: "0", endMonoNs: "1000", headersUs: 1, totalUs: 1, clientLimited: false },
      fault: null,
      answer: { status: "ok", stopReason: "end", returnedModel: target, contentSha256: content.sha256 },
      illFormed: [],
    };
    const appends: Append[] = [
      { ...time, kind: "exchange.intent", actor: "bench", run, fields: intent, blobs: [headers, request] },
      { ...time, kind: "exchange.reply", actor: "bench", run, fields: reply, blobs: [headers, body, content] },
    ];
    appendEntries(store, appends);
  }
}

async function timed(name: string, work: () => unknown): Promise<void> {
  const runs: { wall: number; processor: number }[] = [];
  for (let run = 0; run < 5; run += 1) {
    const started = performance.now();
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    runs.push({ wall: performance.now() - started, processor: (user + system) / 1000 });
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[2]!.toFixed(0);
  console.log(
    `${name}: median ${median(runs.map((run) => run.wall))} ms (${median(runs.map((run) => run.processor))} ms of processor)`,
  );
}

const folder = await mkdtemp(join(tmpdir(), "teacherprint-bench-"));
const store = await openStore(join(folder, "study.db"), { create: true });
store.sqlite.pragma("synchronous = OFF");
fill(store);
const rows = store.sqlite.prepare("SELECT answer.*, enc, data FROM answer JOIN blob ON sha256 = content");
await timed(`read ${count} answers, nothing checked`, () => {
  for (const row of rows.iterate() as IterableIterator<{ enc: string; data: Buffer }>)
    parseContent(unpackBlob(row.enc, row.data));
});
await timed(`read ${count} answers, their bytes checked`, () => [...readAnswers(store)].length);
await timed("check entries and tables before that", () => requireSoundLedger(store));
await timed("all of collect --check", async () => {
  const { faults } = await verifyChain(store);
  if (faults.length > 0) throw new Error(faults[0]!.what);
});
store.close();
await rm(folder, { recursive: true });
