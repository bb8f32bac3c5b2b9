import { TeacherprintError } from "../../errors.js";
import { nameBlob } from "../../store/digest.js";
import { askedSlot } from "../lanes/asked-slot.js";
import type { Cell } from "../lanes/cell.js";
import { costOfTokens } from "../money/cost.js";
import { headerList } from "../recording/recording-fetch.js";
import { longestCustomId } from "./batch-name.js";
import type { BatchLaneParts } from "./batch-parts.js";
import type { BatchQuestions } from "./batch-questions.js";
import { type BatchSize, emptyBatch, fitsInBatch, grown } from "./decisions/fits-in-batch.js";

export interface PlannedBatch {
  readonly requests: number;
  /** Why it holds no more: the budget, in words; null when it was full or nothing was left. */
  readonly budget: string | null;
  /** The budget may have room once calls in flight have ended. */
  readonly wait: boolean;
}

/** Where the questions come from. */
export type SlotSource = Pick<BatchQuestions, "peek" | "take" | "earlier">;

/** Intents on their way to the disk; more would only wait in memory. */
const mostUnwritten = 200;

/**
 * Writes down a batch before anything of it is sent: `batch.planned`, then an intent for each question, as many as fit in
 * it and in the budget at their worst. When it returns all of that is on disk.
 */
export async function planBatch(
  parts: BatchLaneParts,
  name: string,
  limits: BatchSize,
  source: SlotSource,
): Promise<PlannedBatch> {
  const { host, writer, run, model } = parts;
  let size = emptyBatch;
  let unwritten: Promise<number>[] = [];
  const done = (rest: Omit<PlannedBatch, "requests">) => ({ requests: size.requests, ...rest });
  let end: PlannedBatch | null = null;
  while (end === null) {
    const slot = source.peek();
    if (slot === null) {
      end = done({ budget: null, wait: false });
      break;
    }
    const cell = host.makeCell(slot);
    const earlier = source.earlier(slot.slot);
    if (earlier !== null) {
      cell.attempts = earlier.attempt;
      cell.lastIntent = earlier.intent;
    }
    const body = parts.endpoint.questionBody(cell.question);
    const bytes = Buffer.byteLength(parts.endpoint.line("x".repeat(longestCustomId), body), "utf8") + 1;
    if (!fitsInBatch(size, bytes, limits)) {
      end = done({ budget: null, wait: false });
      break;
    }
    refuseSecret(parts, body);
    const verdict = host.reserve(cell);
    if (verdict.kind !== "send") {
      end = done({ budget: verdict.kind === "stop" ? verdict.reason : null, wait: verdict.kind === "wait" });
      break;
    }
    source.take();
    if (size.requests === 0) {
      const fields = { batch: name, target: model, sdk: parts.endpoint.sdk };
      unwritten.push(writer.append({ kind: "batch.planned", run, fields }));
    }
    size = grown(size, bytes);
    unwritten.push(writeIntent(parts, name, cell, body));
    if (unwritten.length >= mostUnwritten) {
      await Promise.all(unwritten);
      unwritten = [];
    }
  }
  await Promise.all(unwritten);
  return end;
}

const noHeaders = nameBlob(headerList([]));

function writeIntent(parts: BatchLaneParts, batch: string, cell: Cell, text: string): Promise<number> {
  const { estimate } = cell;
  const body = nameBlob(Buffer.from(text, "utf8"));
  const fields = {
    ...askedSlot(cell),
    retryOf: cell.lastIntent,
    // As the call would be made by itself; the headers of the calls that carry the batch stand with those.
    request: {
      method: "POST",
      url: parts.endpoint.questionUrl,
      headersSha256: noHeaders.sha256,
      bodySha256: body.sha256,
      bodySize: body.bytes.byteLength,
    },
    worst: { tokens: estimate.inputWorst + estimate.outputWorst, nanoUsd: worstNanoUsd(parts, cell) },
    sdk: parts.endpoint.sdk,
    redacted: [],
    batch,
  };
  return parts.writer.append({ kind: "exchange.intent", run: parts.run, fields, blobs: [noHeaders, body] });
}

function worstNanoUsd({ price }: BatchLaneParts, { estimate }: Cell): number | null {
  return costOfTokens(estimate.inputWorst, estimate.outputWorst, price);
}

function refuseSecret({ redactor }: BatchLaneParts, body: string): void {
  if (redactor.text(body) === body) return;
  throw new TeacherprintError(
    "SECRET_IN_REQUEST",
    "The value of an API key stands in the text of a question. Nothing was sent.",
    "Remove the key from the probe or system prompt, and replace the key: it may have been seen.",
  );
}
