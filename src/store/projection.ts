import type { JsonObject } from "./canonical.js";
import type { EntryKind } from "./entry.js";
import type {
  ExchangeTiming,
  FailureFields,
  FinalAnswer,
  ImportedFields,
  IntentFields,
  OrphanFields,
  RecordedUsage,
  ReplyFields,
} from "./exchange-records.js";
import type { Statements } from "./statements.js";

/** Keeps the read tables in step with one entry, inside the transaction that appends it. */
export function project(
  statements: Statements,
  seq: number,
  kind: EntryKind,
  run: string | null,
  wall: string,
  fields: JsonObject,
): void {
  switch (kind) {
    case "exchange.intent":
      projectIntent(statements, seq, run, fields as unknown as IntentFields);
      break;
    case "exchange.reply":
      projectReply(statements, seq, wall, fields as unknown as ReplyFields);
      break;
    case "exchange.failure":
      projectFailure(statements, seq, wall, fields as unknown as FailureFields);
      break;
    case "exchange.orphan":
      closeExchange(statements, seq, "orphan", (fields as unknown as OrphanFields).intent, {});
      break;
    case "note":
      projectImports(statements, seq, wall, fields);
      break;
    case "batch.planned":
      statements.insertBatch.run({ name: fields.batch, model: fields.target, run, planned: seq, wall });
      break;
    case "batch.call":
      if (fields.what === "create") statements.batchCreateCall.run({ name: fields.batch, seq, wall });
      break;
    case "batch.created":
      statements.batchCreated.run({ name: fields.batch, id: fields.id, wall });
      break;
    case "batch.seen":
      statements.batchSeen.run({ name: fields.batch, state: fields.state, done: fields.done });
      break;
    case "batch.closed":
      statements.batchClosed.run({ name: fields.batch, state: fields.state, seq, wall });
      break;
    default:
  }
}

function projectReply(statements: Statements, seq: number, wall: string, reply: ReplyFields): void {
  closeExchange(statements, seq, "reply", reply.intent, {
    status: reply.status,
    fault: reply.fault,
    usage: reply.usage,
    costNanoUsd: reply.costNanoUsd,
    ...(reply.timing === null ? {} : { timing: reply.timing }),
  });
  putAnswer(statements, seq, wall, reply.intent, reply.answer);
}

function projectFailure(statements: Statements, seq: number, wall: string, failure: FailureFields): void {
  closeExchange(statements, seq, "failure", failure.intent, {
    fault: failure.fault,
    ...(failure.timing === null ? {} : { timing: failure.timing }),
  });
  putAnswer(statements, seq, wall, failure.intent, failure.answer);
}

function projectIntent(statements: Statements, seq: number, run: string | null, intent: IntentFields): void {
  statements.insertExchange.run({
    intent: seq,
    run,
    slot: intent.slot,
    model: intent.target,
    pack: intent.probe.pack,
    probe: intent.probe.item,
    sample: intent.probe.rep,
    temperature: intent.sampling.temperature,
    systemPrompt: intent.sampling.systemPrompt,
    sentinel: intent.sentinel,
    attempt: intent.attempt,
    worstTokens: intent.worst.tokens,
    worstNanoUsd: intent.worst.nanoUsd,
    batch: intent.batch ?? null,
  });
}

interface Outcome {
  readonly status?: number;
  readonly fault?: string | null;
  readonly usage?: RecordedUsage;
  readonly costNanoUsd?: number | null;
  readonly timing?: ExchangeTiming;
}

function closeExchange(statements: Statements, seq: number, kind: string, intent: number, outcome: Outcome): void {
  statements.closeExchange.run({
    intent,
    outcome: seq,
    kind,
    status: outcome.status ?? null,
    fault: outcome.fault ?? null,
    inputTokens: outcome.usage?.inputTokens ?? null,
    outputTokens: outcome.usage?.outputTokens ?? null,
    reasoningTokens: outcome.usage?.reasoningTokens ?? null,
    cachedTokens: outcome.usage?.cachedInputTokens ?? null,
    costNanoUsd: outcome.costNanoUsd ?? null,
    headersUs: outcome.timing?.headersUs ?? null,
    totalUs: outcome.timing?.totalUs ?? null,
    clientLimited: outcome.timing?.clientLimited === true ? 1 : 0,
  });
}

function putAnswer(statements: Statements, seq: number, wall: string, intent: number, answer: FinalAnswer | null) {
  if (answer === null) return;
  statements.putLiveAnswer.run({
    intent,
    seq,
    wall,
    status: answer.status,
    stopReason: answer.stopReason,
    returnedModel: answer.returnedModel,
    content: digestOrNull(answer.contentSha256),
  });
}

function projectImports(statements: Statements, seq: number, wall: string, fields: JsonObject): void {
  if (!Array.isArray(fields.imported)) return;
  for (const imported of fields.imported as ImportedFields[]) {
    statements.putImportedAnswer.run({
      slot: imported.slot,
      model: imported.target,
      pack: imported.probe.pack,
      probe: imported.probe.item,
      sample: imported.probe.rep,
      temperature: imported.temperature,
      systemPrompt: imported.systemPrompt,
      status: imported.answer.status,
      stopReason: imported.answer.stopReason,
      returnedModel: imported.answer.returnedModel,
      inputTokens: imported.usage.inputTokens,
      outputTokens: imported.usage.outputTokens,
      reasoningTokens: imported.usage.reasoningTokens,
      cachedTokens: imported.usage.cachedInputTokens,
      content: digestOrNull(imported.answer.contentSha256),
      seq,
      wall,
    });
  }
}

function digestOrNull(hex: string | null): Buffer | null {
  return hex === null ? null : Buffer.from(hex, "hex");
}
