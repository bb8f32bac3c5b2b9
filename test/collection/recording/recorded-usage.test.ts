import { expect, test } from "vitest";
import { recordedUsage } from "../../../src/collection/recording/recorded-usage.js";

test("counts stay as they came; what is no count of tokens is absent", () => {
  const counts = { inputTokens: 10, outputTokens: 0, reasoningTokens: null, cachedInputTokens: 1e9 };
  expect(recordedUsage({ ...counts, costUsd: 0.1 })).toEqual(counts);
  expect(
    recordedUsage({ inputTokens: 1.5, outputTokens: -1, reasoningTokens: 4e15, cachedInputTokens: Number.NaN }),
  ).toEqual({ inputTokens: null, outputTokens: null, reasoningTokens: null, cachedInputTokens: null });
});
