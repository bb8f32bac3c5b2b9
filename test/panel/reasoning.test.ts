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
