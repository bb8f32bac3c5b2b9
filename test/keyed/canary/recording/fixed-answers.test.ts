import { expect, test } from "vitest";
import { differenceOf, type FixedModel, refusalOf } from "../../../../src/keyed/canary/recording/fixed-answers.js";

const model = (name: string, change: Partial<FixedModel> = {}): FixedModel => ({
  model: name,
  role: name === "acme" ? "suspect" : "control",
  planned: 40,
  received: 40,
  answeredItems: 40,
  answersSha256: `of ${name}`,
  answers: { packDigestSha256: "a pack" },
  ...change,
});
const fixed = [model("acme"), model("c1"), model("c2")];

test("the same answers, in whatever order, do not differ", () => {
  expect(differenceOf(fixed, [...fixed].reverse())).toBeNull();
});

test.each<[string, FixedModel[], string[]]>([
  ["other answers", [model("acme", { answersSha256: "others" }), model("c1"), model("c2")], ["acme"]],
  ["one item less is answered", [model("acme"), model("c1", { answeredItems: 39 }), model("c2")], ["c1"]],
  ["a reply less", [model("acme"), model("c1", { received: 39 }), model("c2")], ["c1"]],
  ["a model less", [model("acme"), model("c1")], ["c2"]],
  ["a model more", [...fixed, model("c3")], ["c3"]],
])("%s: the models are named", (_, now, answersOf) => {
  const difference = differenceOf(fixed, now)!;
  expect(difference).toEqual({ pack: null, suspect: null, answersOf });
  const refusal = refusalOf(difference, "here", "and so on");
  expect(refusal.message).toContain(
    `The answers of ${answersOf.join()} are not those that were fixed here, and so on.`,
  );
  expect(refusal.code).toBe("CANARY_ANSWERS_CHANGED");
});

test("another suspect is no change of the answers", () => {
  const now = [model("acme", { role: "control" }), model("c1", { role: "suspect" }), model("c2")];
  const difference = differenceOf(fixed, now)!;
  expect(difference).toEqual({ pack: null, suspect: { fixed: "acme", now: "c1" }, answersOf: [] });
  expect(refusalOf(difference, "here", "and so on").code).toBe("SUSPECT_FIXED");
});

test("answers that another pack reads cannot be compared: the pack alone is told", () => {
  const now = fixed.map((one) => ({ ...one, answersSha256: "others", answers: { packDigestSha256: "another" } }));
  const difference = differenceOf(fixed, now)!;
  expect(difference).toEqual({ pack: { fixed: "a pack", now: "another" }, suspect: null, answersOf: [] });
  expect(refusalOf(difference, "here", "and so on").code).toBe("CANARY_PACK_ALTERED");
});
