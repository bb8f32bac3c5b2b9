import { expect, test } from "vitest";
import { splitReasoning } from "../../src/panel/reasoning.js";

test.each([
  ["plain answer", "plain answer", null, true],
  ["<think>why</think>\n\nBecause.", "Because.", "why", true],
  ["\n<THINK>a</think>b", "b", "a", true],
  ["<think>no end", "", "no end", false],
  ["<think>a<think>b</think>still a</think>Answer.", "Answer.", "a<think>b</think>still a", true],
  ["<think>a</think>\n<think>b</think>\nAnswer.", "Answer.", "a\n\nb", true],
  ["<think>a</think><think>no end", "", "a\n\nno end", false],
  ["<think>The tag <think> opens it.</think>Answer.", "Answer.", "The tag <think> opens it.", true],
  ["steps without opening tag</think>\nThe answer.", "The answer.", "steps without opening tag", true],
  ["The tag <think> is written <think>so</think>.", "The tag <think> is written <think>so</think>.", null, true],
])("%j", (answer, text, reasoning, closed) => {
  expect(splitReasoning(answer)).toEqual({ text, reasoning, closed });
});

test("any number of tags is read, in time that grows with it", () => {
  for (const [piece, closed] of [
    ["<think></think>", true],
    ["<think><think></think>", true],
    ["<think>", false],
    ["</think>", true],
    ["<reasoning>a</reasoning><think>b</think>", true],
  ] as const)
    expect(splitReasoning(piece.repeat(50_000)).closed).toBe(closed);
  const nested = `${"<think>".repeat(50_000)}${"</think>".repeat(50_000)}Answer.`;
  expect(splitReasoning(nested)).toMatchObject({ text: "Answer.", closed: true });
});
