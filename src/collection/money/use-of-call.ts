import type { EndedAttempt } from "../lanes/ended-attempt.js";
import type { Use } from "./budget.js";

/** Faults before the endpoint could read the request, or ran it. */
const neverArrived = new Set(["refused", "dns", "unreachable", "tls", "not-sent", "not-run"]);

/**
 * What a call has used: what its reply says; nothing when it was turned away or never arrived; else its worst case,
 * since a call that was cut or timed out may have been billed. The same rule as in store/totals.ts.
 */
export function useOfCall(ended: Pick<EndedAttempt, "arrival" | "usage" | "costNanoUsd">, worst: Use): Use {
  const { arrival, usage, costNanoUsd } = ended;
  const unbilled = arrival.status === null ? neverArrived.has(arrival.fault ?? "") : arrival.status >= 300;
  if (unbilled) return { requests: 1, tokens: 0, nanoUsd: 0 };
  return {
    requests: 1,
    tokens: usage.outputTokens === null ? worst.tokens : (usage.inputTokens ?? 0) + usage.outputTokens,
    nanoUsd: costNanoUsd ?? worst.nanoUsd,
  };
}
