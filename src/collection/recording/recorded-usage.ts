import type { Usage } from "../../endpoints/endpoint.js";
import type { RecordedUsage } from "../../store/exchange-records.js";

/** Usage of a call that says nothing of it. */
export const noUsage: RecordedUsage = {
  inputTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  cachedInputTokens: null,
};

/** No call comes near. A larger count is a fault of the endpoint, and would spoil every sum of the study for good. */
const mostTokens = 1e9;

/** Counts as returned; what is no count of tokens (a fraction, a negative or absurd number) is as good as absent. */
export function recordedUsage(usage: Usage): RecordedUsage {
  return {
    inputTokens: count(usage.inputTokens),
    outputTokens: count(usage.outputTokens),
    reasoningTokens: count(usage.reasoningTokens),
    cachedInputTokens: count(usage.cachedInputTokens),
  };
}

function count(value: number | null): number | null {
  return value !== null && Number.isInteger(value) && value >= 0 && value <= mostTokens ? value : null;
}
