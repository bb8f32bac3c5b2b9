import { type Endpoint, EndpointFailure } from "../../endpoints/endpoint.js";
import { retryAfterMs } from "../../endpoints/retry-after.js";
import { TeacherprintError } from "../../errors.js";
import type { JsonObject } from "../../store/canonical.js";
import type { AskedSlot } from "../../store/exchange-records.js";
import { attemptOutcome } from "../decisions/attempt-outcome.js";
import { costOf } from "../money/cost.js";
import { expectCall, type OpenCall, type RecordedRequest } from "../recording/recording-fetch.js";
import { type Taken, takeFailure, takeReply } from "../recording/taken-reply.js";
import type { Arrival } from "../recording/transport.js";
import { askedSlot } from "./asked-slot.js";
import type { Cell } from "./cell.js";
import type { AskingParts, EndedAttempt } from "./ended-attempt.js";

/**
 * Asks one question once: intent on disk, then the socket, then the bytes read to their end. Throws what is no fault of
 * the network: a ledger that cannot be written, or an SDK that did not send (`EndpointFailure` with fault `not-sent`).
 */
export async function askSlot(parts: AskingParts, cell: Cell, controller: AbortController): Promise<EndedAttempt> {
  const asked = askedSlot(cell);
  let intent = -1;
  const call: OpenCall = {
    controller,
    arrival: null,
    redactedReply: [],
    async commitIntent(request) {
      intent = await parts.writer.append({
        kind: "exchange.intent",
        run: parts.run,
        fields: intentFields(parts, cell, asked, request),
        blobs: [request.headers, request.body],
      });
      cell.attempts += 1;
      cell.lastIntent = intent;
      await parts.turn();
    },
  };
  expectCall(call);
  const lagBefore = parts.lag.totalMs();
  let taken: Taken;
  try {
    taken = takeReply(await parts.endpoint.ask(cell.question, controller.signal), parts.redactor);
  } catch (error) {
    taken = takeFailure(failureOf(error, call.arrival), parts.redactor);
  }
  const { arrival } = call;
  if (arrival === null) throw notRecorded(parts.endpoint);
  const { reply, usage, illFormed } = taken;
  const redacted = [...call.redactedReply, ...taken.redacted];
  const totalMs = Number(arrival.endNs - arrival.startNs) / 1e6;
  return {
    intent,
    arrival,
    reply,
    illFormed,
    usage,
    outcome: attemptOutcome(arrival, taken.failure, parts.wallMs()),
    costNanoUsd: costOf(usage, parts.price),
    clientLimited: parts.lag.totalMs() - lagBefore > totalMs * 0.1,
    exhaustedForMs: reply === null ? null : retryAfterMs(arrival.headers, parts.wallMs()),
    redacted,
    secretInReply: redacted.length > 0,
  };
}

/** A reply that makes an SDK stumble is unreadable; everything else that is not the network's goes on up. */
function failureOf(error: unknown, arrival: Arrival | null): EndpointFailure {
  if (arrival === null || error instanceof TeacherprintError) throw error;
  if (error instanceof EndpointFailure) return error;
  const what = error instanceof Error ? error.message : String(error);
  return new EndpointFailure("unreadable", arrival.status, "unreadable", `the reply could not be read: ${what}`);
}

function intentFields(parts: AskingParts, cell: Cell, asked: AskedSlot, request: RecordedRequest): JsonObject {
  return {
    ...asked,
    attempt: cell.attempts + 1,
    retryOf: cell.lastIntent,
    request: {
      method: request.method,
      url: request.url,
      headersSha256: request.headers.sha256,
      bodySha256: request.body.sha256,
      bodySize: request.body.bytes.byteLength,
    },
    worst: parts.worst(cell),
    sdk: parts.endpoint.sdk,
    redacted: request.redacted,
  };
}

function notRecorded(endpoint: Endpoint): EndpointFailure {
  const { provider, model } = endpoint.address;
  return new EndpointFailure(
    "no-response",
    null,
    "not-recorded",
    `${provider} model "${model}": the SDK answered without using the recording fetch`,
  );
}
