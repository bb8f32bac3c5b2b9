import type { CanaryResult } from "./canary-result.js";

/**
 * Whether planted text can have been in the suspect's training at all. Months are compared, because releases are known to
 * the month: the same month leaves it open.
 * @param plantedFrom RFC 3339 time of the first planting, or null when the owner states none
 * @param committed RFC 3339 time of the commitment; planting cannot be older
 * @param released `YYYY-MM` of the suspect, or null when unknown
 */
export function freshnessOf(
  plantedFrom: string | null,
  committed: string | null,
  released: string | null,
): CanaryResult["freshness"] {
  const from = plantedFrom ?? committed;
  const facts = { released, plantedFrom: from, plantedFromIsCommitment: plantedFrom === null && from !== null };
  if (from === null || released === null) return { state: "unknown", ...facts };
  const month = new Date(from).toISOString().slice(0, 7);
  if (released < month) return { state: "suspect-earlier", ...facts };
  return { state: released === month ? "same-month" : "fresh", ...facts };
}
