import type { EndpointFailure } from "../../endpoints/endpoint.js";
import { retryAfterMs } from "../../endpoints/retry-after.js";
import type { Arrival } from "../recording/transport.js";
import { whatCame } from "./what-came.js";

/** What an attempt came to, as far as going on is concerned. */
export type AttemptOutcome =
  | { readonly kind: "answer" }
  /** The endpoint is there and asks us to come later. */
  | {
      readonly kind: "turned-away";
      readonly retryAfterMs: number | null;
      /** It has too much to do (503, 529), whoever asks; otherwise we ask too often (429). */
      readonly overloaded: boolean;
      readonly reason: string;
    }
  /** The endpoint is there and has a fault of its own. */
  | { readonly kind: "server-fault"; readonly retryAfterMs: number | null; readonly reason: string }
  | { readonly kind: "no-response"; readonly fault: string; readonly reason: string }
  /** HTTP said yes, but there is no answer in what came. */
  | { readonly kind: "unreadable"; readonly fault: string; readonly reason: string }
  /** The same request will be refused again; `forAll` when every other request will be, too. */
  | { readonly kind: "rejected"; readonly status: number; readonly forAll: boolean; readonly reason: string }
  /** We ended the call ourselves. */
  | { readonly kind: "stopped"; readonly reason: string };

/** Statuses with which a server asks to come again later; 529 is Anthropic's "overloaded". */
const laterStatuses = new Set([429, 503, 529]);
const passingStatuses = new Set([408, 409, 425]);
/** Wrong key, no credit, no right, no such model or address, proxy wants a password: true of every question. */
const hopelessStatuses = new Set([401, 402, 403, 404, 407, 410, 451]);

/**
 * Reads an attempt: what came over the wire decides, the endpoint's failure only explains. `wallMs` is the local wall
 * clock in milliseconds, for Retry-After headers that give a date.
 */
export function attemptOutcome(arrival: Arrival, failure: EndpointFailure | null, wallMs: number): AttemptOutcome {
  const reason = failure?.message ?? "";
  if (arrival.fault === "aborted") return { kind: "stopped", reason: "stopped by the user or the run" };
  if (arrival.status === null) {
    const fault = arrival.fault ?? "network";
    return { kind: "no-response", fault, reason: reason || fault };
  }
  const { status } = arrival;
  const wait = retryAfterMs(arrival.headers, wallMs);
  if (status === 429 && isUsedUp(arrival.body)) return { kind: "rejected", status, forAll: true, reason };
  if (laterStatuses.has(status))
    return { kind: "turned-away", retryAfterMs: wait, overloaded: status !== 429, reason: reason || `HTTP ${status}` };
  if (status >= 500 || passingStatuses.has(status))
    return { kind: "server-fault", retryAfterMs: wait, reason: reason || `HTTP ${status}` };
  if (status >= 300)
    return {
      kind: "rejected",
      status,
      forAll: status < 400 || hopelessStatuses.has(status),
      reason: reason || `HTTP ${status}`,
    };
  if (arrival.fault !== null) return { kind: "unreadable", fault: arrival.fault, reason: reason || arrival.fault };
  if (failure === null) return { kind: "answer" };
  const came = whatCame(arrival.body);
  return { kind: "unreadable", fault: failure.fault, reason: came === null ? reason : `it sent ${came}: ${reason}` };
}

/** A used-up account answers 429 like a busy one, but waiting does not help. */
function isUsedUp(body: Buffer): boolean {
  return body.includes("insufficient_quota") || body.includes("billing_hard_limit_reached");
}
