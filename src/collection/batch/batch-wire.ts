import { createHash } from "node:crypto";
import type { BatchCallName, BatchEndpoint, BatchWire, BatchWireOptions } from "../../endpoints/batches.js";
import { EndpointFailure } from "../../endpoints/endpoint.js";
import { errorWords } from "../../endpoints/error-in-body.js";
import { firstWords } from "../../endpoints/json-body.js";
import { TeacherprintError } from "../../errors.js";
import { nameBlob } from "../../store/digest.js";
import { type AttemptOutcome, attemptOutcome } from "../decisions/attempt-outcome.js";
import type { ExchangeLimits } from "../recording/exchange-limits.js";
import { headerFacts, requestIdOf } from "../recording/header-facts.js";
import type { LedgerWriter } from "../recording/ledger-writer.js";
import { headerList, type OpenCall, withinCall } from "../recording/recording-fetch.js";
import type { Redactor } from "../recording/redactor.js";
import type { Arrival } from "../recording/transport.js";

/** A call about a batch that was not answered with a success. */
export class BatchCallFailure extends Error {
  override readonly name = "BatchCallFailure";
  constructor(readonly outcome: Exclude<AttemptOutcome, { kind: "answer" }>) {
    super(outcome.reason);
  }
}

export interface WireParts {
  readonly endpoint: BatchEndpoint;
  readonly model: string;
  readonly run: string;
  readonly writer: LedgerWriter;
  readonly redactor: Redactor;
  /** The recording fetch. */
  readonly fetch: typeof fetch;
  readonly wallMs: () => number;
  /** A loaded secret stood in a reply. */
  readonly secretSeen: () => void;
}

/** Files of hundreds of megabytes take their time; a result file may be larger than what went up. */
const largeCall: Partial<ExchangeLimits> = { totalMs: 3_600_000, largestBody: 4 * 1024 ** 3 };
const largeCalls: ReadonlySet<BatchCallName> = new Set(["upload", "create", "download"]);

/**
 * Makes the calls that a batch needs. Each stands in the ledger as `batch.call` before its socket opens and as
 * `batch.reply` after its last byte, with all bytes but those of result files: their lines are kept one by one, and the
 * digest of the whole stands in the reply.
 *
 * @param lane aborted when no call may go on; the time limits of a call end that call alone
 */
export function batchWire(parts: WireParts, batch: string, lane: AbortSignal): BatchWire {
  return async (what, call, options = {}) => {
    const made: { arrival: Arrival | null; failure: EndpointFailure | null } = { arrival: null, failure: null };
    let broken: unknown = null;
    const send = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      try {
        const once = await exchangeOnce(parts, batch, what, { input, init, lane, options });
        made.arrival = once.arrival;
        made.failure = once.failure;
        if (once.response === null) throw once.failure ?? new Error("no response");
        // The bytes alone decide, so the SDK is handed an empty answer unless its next request depends on this one.
        if (options.passOn === true) return once.response;
        return new Response("{}", { headers: { "content-type": "application/json" } });
      } catch (error) {
        if (!(error instanceof EndpointFailure)) broken = error;
        throw error;
      }
    };
    let thrown: unknown = null;
    try {
      // An SDK that is to send a form asks its fetch for this class, by a request of its own if it is not there.
      await call(Object.assign(send as typeof fetch, { Response }));
    } catch (error) {
      thrown = error;
    }
    // A ledger that cannot be written must reach the user as itself.
    if (broken !== null) throw broken;
    if (made.arrival === null) throw notSent(parts, what, thrown);
    const outcome = attemptOutcome(made.arrival, made.failure, parts.wallMs());
    if (outcome.kind !== "answer") throw new BatchCallFailure(outcome);
    if (options.passOn === true && thrown !== null) throw unfinished(thrown);
    return made.arrival.body.toString("utf8");
  };
}

interface OneExchange {
  readonly input: string | URL | Request;
  readonly init: RequestInit | undefined;
  readonly lane: AbortSignal;
  readonly options: BatchWireOptions;
}

async function exchangeOnce(parts: WireParts, batch: string, what: BatchCallName, one: OneExchange) {
  const { writer, run, endpoint } = parts;
  const controller = new AbortController();
  const link = { batch, target: parts.model, what };
  const stream = one.options.sink === undefined ? null : streamed(one.options.sink);
  let seq = -1;
  const call: OpenCall = {
    controller,
    arrival: null,
    redactedReply: [],
    ...(stream === null ? {} : { sink: stream.sink }),
    ...(largeCalls.has(what) ? { limits: largeCall } : {}),
    async commitIntent(request) {
      const fields = {
        ...link,
        request: {
          method: request.method,
          url: request.url,
          headersSha256: request.headers.sha256,
          bodySha256: request.body.sha256,
          bodySize: request.body.bytes.byteLength,
        },
        sdk: endpoint.sdk,
        redacted: request.redacted,
      };
      seq = await writer.append({ kind: "batch.call", run, fields, blobs: [request.headers, request.body] });
    },
  };
  const dressed = await endpoint.dress(one.init);
  // What is not sent must not stand in the ledger as a call.
  if (one.lane.aborted) throw new BatchCallFailure({ kind: "stopped", reason: "stopped by the user or the run" });
  const follow = () => controller.abort(one.lane.reason);
  one.lane.addEventListener("abort", follow, { once: true });
  let response: Response | null = null;
  let failure: EndpointFailure | null = null;
  try {
    response = await withinCall(call, () => parts.fetch(one.input, dressed));
  } catch (error) {
    if (!(error instanceof EndpointFailure)) throw error;
    failure = error;
  } finally {
    one.lane.removeEventListener("abort", follow);
  }
  // What the sink could not take (a full disk) is no fault of the network.
  if (stream !== null && stream.failure() !== null) throw stream.failure();
  const { arrival } = call;
  if (arrival === null) throw failure ?? new Error("the recorder kept nothing");
  await recordReply(parts, link, seq, call, arrival, stream?.summary() ?? null);
  if (call.redactedReply.length > 0) parts.secretSeen();
  if (arrival.status !== null && (arrival.status < 200 || arrival.status >= 300)) failure = refused(arrival);
  return { arrival, failure, response };
}

/** A sink that also counts and digests, and remembers why it failed. */
function streamed(take: NonNullable<BatchWireOptions["sink"]>) {
  const digest = createHash("sha256");
  let size = 0;
  let failure: unknown = null;
  const sink = (piece: Uint8Array): Promise<void> | null => {
    digest.update(piece);
    size += piece.byteLength;
    try {
      return (
        take(piece)?.catch((error: unknown) => {
          failure = error;
          throw error;
        }) ?? null
      );
    } catch (error) {
      failure = error;
      return Promise.reject(error);
    }
  };
  return { sink, failure: () => failure, summary: () => ({ size, digest: `sha256:${digest.digest("hex")}` }) };
}

async function recordReply(
  parts: WireParts,
  link: { readonly batch: string; readonly target: string; readonly what: string },
  call: number,
  { redactedReply }: OpenCall,
  arrival: Arrival,
  stream: { readonly size: number; readonly digest: string } | null,
): Promise<void> {
  const headers = parts.redactor.headers(arrival.headers);
  const headerBlob = nameBlob(headerList(headers.value));
  const bodyBlob = nameBlob(arrival.body);
  const { startNs, headersNs, endNs } = arrival;
  const fields = {
    ...link,
    call,
    status: arrival.status,
    headers: headerFacts(headers.value),
    headersSha256: headerBlob.sha256,
    body: {
      sha256: bodyBlob.sha256,
      size: arrival.body.byteLength,
      complete: arrival.fault === null,
      decoded: arrival.decoded,
    },
    streamed: stream,
    requestId: requestIdOf(headers.value),
    fault: arrival.fault,
    code: arrival.code,
    timing: {
      startMonoNs: startNs.toString(),
      endMonoNs: endNs.toString(),
      headersUs: headersNs === null ? null : Number((headersNs - startNs) / 1000n),
      totalUs: Number((endNs - startNs) / 1000n),
    },
    redacted: [...headers.redacted, ...redactedReply],
  };
  await parts.writer.append({ kind: "batch.reply", run: parts.run, fields, blobs: [headerBlob, bodyBlob] });
}

function refused({ status, body }: Arrival): EndpointFailure {
  const text = body.toString("utf8");
  let words: string | null = null;
  try {
    words = errorWords(JSON.parse(text));
  } catch {
    // Not JSON: the text itself is what the server said.
  }
  const said = words ?? (firstWords(text) || "no body");
  return new EndpointFailure("rejected", status, `http-${status}`, `HTTP ${status}: ${said}`);
}

function notSent(parts: WireParts, what: BatchCallName, thrown: unknown): unknown {
  if (thrown instanceof TeacherprintError) return thrown;
  const words = parts.redactor.text(thrown instanceof Error ? thrown.message : "no reason given");
  const reason = `the SDK did not send the request (${what}) through the recorder: ${words}`;
  return new BatchCallFailure({ kind: "rejected", status: 0, forAll: true, reason });
}

function unfinished(thrown: unknown): BatchCallFailure {
  const reason = `the SDK could not finish it: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  return new BatchCallFailure({ kind: "unreadable", fault: "unexpected-shape", reason });
}

/** What went wrong with a call; throws on what is no fault of the network or the provider. */
export function failedOutcome(error: unknown): BatchCallFailure["outcome"] {
  if (error instanceof BatchCallFailure) return error.outcome;
  // A success in which stands something else than was asked for.
  if (error instanceof EndpointFailure) return { kind: "unreadable", fault: error.fault, reason: error.message };
  throw error;
}
