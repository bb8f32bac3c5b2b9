import { describe, expect, test } from "vitest";
import { reasoningPatterns } from "../../../src/traits/reasoning-style/patterns.js";
import { reasoningFeatureCount, reasoningFeatures } from "../../../src/traits/reasoning-style/reasoning-features.js";

function read(text: string): Float32Array {
  const into = new Float32Array(reasoningFeatureCount);
  reasoningFeatures(text, into);
  return into;
}

function count(text: string, id: string): number {
  const at = reasoningPatterns.findIndex((pattern) => pattern.id === id);
  expect(at, id).toBeGreaterThanOrEqual(0);
  return Math.round(Math.expm1(read(text)[at * 3 + 2]!));
}

const shape = (text: string) => [...read(text).subarray(reasoningFeatureCount - 10)];

const stepped = `Let's go step by step.

**Step 1:** We know that 6 + 4 = 10.
**Step 2:** Therefore, if 3 rolls go, then 7 stay.

Let me check: 7 + 3 = 10, which works.

**Answer:** 7`;
const plain = "Suppose you have 7. But wait, is that so? Alternatively, call it x. So the answer is 7.";

describe("reasoningFeatures", () => {
  test.each([
    ["namedStep", 2, 0],
    ["stepByStep", 1, 0],
    ["lets", 1, 0],
    ["given", 1, 0],
    ["therefore", 1, 0],
    ["so", 0, 1],
    ["ifThen", 1, 0],
    ["suppose", 0, 1],
    ["alternatively", 0, 1],
    ["check", 1, 0],
    ["wait", 0, 1],
    ["we", 1, 0],
    ["you", 0, 1],
    ["answerLabel", 1, 0],
    ["theAnswerIs", 0, 1],
    ["equation", 2, 0],
    ["bold", 3, 0],
  ] as const)("%s: %d times in a stepped solution, %d times in a plain one", (id, inStepped, inPlain) => {
    expect([count(stepped, id), count(plain, id)]).toEqual([inStepped, inPlain]);
  });

  test("shape: sentences, steps, lines with equations, places of the first number and of the answer", () => {
    // 4 words, 3 words, and 5 words in three sentences; two of three lines are steps, one has an equation.
    const text = "Look at the numbers.\n1. One = two.\n2. The answer is here now?";
    const [mean, sd, words, , steps, equations, number, answer, question, one] = shape(text);
    // The split leaves "1." and "2." standing as sentences of their own beside those of 4, 3 and 5 words.
    expect(mean).toBeCloseTo((4 + 1 + 3 + 1 + 5) / 5, 5);
    expect(sd).toBeCloseTo(Math.sqrt((1.2 ** 2 + 1.8 ** 2 + 0.2 ** 2 + 1.8 ** 2 + 2.2 ** 2) / 5), 5);
    expect(words).toBeCloseTo(Math.sqrt(5), 5);
    expect([steps, equations].map((value) => value!.toFixed(4))).toEqual(["0.6667", "0.3333"]);
    expect(number).toBeCloseTo(text.indexOf("1") / text.length, 5);
    expect(answer).toBeCloseTo(text.indexOf("answer") / text.length, 5);
    expect([question, one]).toEqual([1, 1]);
  });

  test("capitals and kinds of apostrophe change nothing; an empty answer gives zeros", () => {
    expect(read(stepped.toUpperCase())).toEqual(read(stepped));
    expect(read(stepped.replaceAll("'", "\u2019"))).toEqual(read(stepped));
    expect(read(" \n ").every((value) => value === 0)).toBe(true);
  });

  test("the same solution told twice has the same shares, so that length is no feature of its own", () => {
    const [once, twice] = [shape(plain), shape(`${plain} ${plain}`)];
    for (const feature of [0, 4, 5]) expect(twice[feature]).toBeCloseTo(once[feature]!, 5);
  });

  test("every pattern has a name of its own and is global; long runs are read in time that grows with them", () => {
    expect(new Set(reasoningPatterns.map(({ id }) => id)).size).toBe(reasoningPatterns.length);
    for (const { id, regex } of reasoningPatterns) expect(regex.global, id).toBe(true);
    for (const piece of ["#", "if ", "*", " ", "1. ", "|", "$", "\n"]) read(`x${piece.repeat(5000)}`);
  });
});
