import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type Append, appendEntry } from "../../src/store/append-entry.js";
import type { IntentFields, ReplyFields } from "../../src/store/exchange-records.js";
import { openRun } from "../../src/store/runs.js";
import { openStore, type Store } from "../../src/store/store.js";

export const emptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
export const time = { wall: "2026-01-01T00:00:00.000Z", monoNs: "0" };

export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "teacherprint-store-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export async function aStore(path = join(folder(), "study.db")): Promise<Store> {
  const store = await openStore(path, { create: true });
  onTestFinished(() => store.close());
  return store;
}

/** The entry that freezes a plan without content. */
export const frozen: Append = {
  ...time,
  kind: "plan.frozen",
  actor: "test",
  run: null,
  fields: { planSha256: emptySha256 },
  blobs: [new Uint8Array()],
};

/** Freezes a plan (entry 0 of an empty ledger) and opens a run under it (entry 1). */
export function aRun(store: Store): string {
  appendEntry(store, frozen);
  return openRun(store, "main", { planSha256: emptySha256 }, "test", time);
}

export function note(text: string): Append {
  return { ...time, kind: "note", actor: "test", run: null, fields: { text } };
}

export function intent(slot: string, changes: Partial<IntentFields> = {}): Append {
  const [model, pack, probe] = slot.split("/") as [string, string, string];
  const fields: IntentFields = {
    slot,
    target: model,
    probe: { pack, item: probe, rep: 0 },
    sampling: { temperature: "0.7", topP: null, maxTokens: 100, systemPrompt: 0 },
    sentinel: null,
    block: 0,
    attempt: 1,
    retryOf: null,
    request: {
      method: "POST",
      url: "http://127.0.0.1/v1",
      headersSha256: emptySha256,
      bodySha256: emptySha256,
      bodySize: 0,
    },
    worst: { tokens: 150, nanoUsd: 1000 },
    sdk: "test 0",
    redacted: [],
    ...changes,
  };
  return { ...time, kind: "exchange.intent", actor: "test", run: "R0001", fields, blobs: [new Uint8Array()] };
}

export function reply(intentSeq: number, slot: string, changes: Partial<ReplyFields> = {}): Append {
  const fields: ReplyFields = {
    intent: intentSeq,
    slot,
    target: slot.split("/")[0]!,
    attempt: 1,
    status: 200,
    headers: {},
    headersSha256: emptySha256,
    body: { sha256: emptySha256, size: 0, complete: true, decoded: false },
    requestId: null,
    returned: { model: "m", systemFingerprint: null, responseId: null, stopReason: "stop" },
    usage: { inputTokens: 10, outputTokens: 5, reasoningTokens: null, cachedInputTokens: null },
    costNanoUsd: 15,
    timing: { startMonoNs: "0", endMonoNs: "1000", headersUs: 1, totalUs: 1, clientLimited: false },
    sdk: "test 0",
    fault: null,
    answer: { status: "ok", stopReason: "end", returnedModel: "m", contentSha256: null },
    redacted: [],
    illFormed: [],
    ...changes,
  };
  return { ...time, kind: "exchange.reply", actor: "test", run: "R0001", fields, blobs: [new Uint8Array()] };
}
