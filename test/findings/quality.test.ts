import fc from "fast-check";
import { expect, test } from "vitest";
import { isReadable, modelQuality } from "../../src/findings/quality.js";
import type { AnswerStatus } from "../../src/panel/panel.js";
import { answer, model, panelOf, prompt } from "./small-panel.js";

const prompts = ["p1", "p2", "p3", "p4"].map((id) => prompt(id));

test("every outcome has its count", () => {
  const panel = panelOf([model("m")], prompts, {
    m: [
      answer("p1", "four"),
      answer("p1", "again!!!", "truncated", 1),
      answer("p2", "No.", "refused"),
      answer("p3", "", "empty"),
      answer("p4", "", "error"),
      answer("p4", "", "invalid", 1),
    ],
  });
  expect(modelQuality(panel, new Map())).toEqual([
    {
      model: "m",
      role: "control",
      expected: 6,
      answered: 3,
      refused: 1,
      truncated: 1,
      empty: 1,
      invalid: 1,
      errors: 1,
      missing: 0,
      meanCharacters: (4 + 8 + 3) / 3,
    },
  ]);
});

test("answers that were cut on purpose are whole, and say nothing of how long answers are", () => {
  const asked = [prompt("p1"), prompt("o1", { kind: "opening" }), prompt("o2", { kind: "opening" })];
  const cut = [answer("o1", "Of course. Let us", "truncated"), answer("o2", "Sure! Here", "truncated")];
  const panel = panelOf([model("both"), model("short")], asked, {
    both: [answer("p1", "twelve chars", "truncated"), ...cut],
    short: cut,
  });
  const [both, short] = modelQuality(panel, new Map());
  expect(both).toMatchObject({ answered: 3, truncated: 1, meanCharacters: 12 });
  expect(short).toMatchObject({ answered: 2, truncated: 0, missing: 1, meanCharacters: (17 + 10) / 2 });
});

test("without a plan one answer to each prompt is expected", () => {
  const panel = panelOf([model("m"), model("silent")], prompts, {
    m: [answer("p1", "a"), answer("p1", "b", "ok", 1), answer("p2", "c")],
  });
  const [m, silent] = modelQuality(panel, new Map());
  expect(m).toMatchObject({ expected: 5, answered: 3, missing: 2 });
  expect(silent).toMatchObject({ expected: 4, answered: 0, missing: 4, meanCharacters: 0 });
});

test("a plan that asks some prompts more often than others says what is expected", () => {
  const panel = panelOf([model("m")], prompts, { m: [answer("p1", "a"), answer("p2", "b")] });
  expect(modelQuality(panel, new Map([["m", 11]]))[0]).toMatchObject({ expected: 11, answered: 2, missing: 9 });
});

test("expected is always the sum of what came and what did not", () => {
  const status = fc.constantFrom<AnswerStatus>("ok", "refused", "truncated", "empty", "invalid", "error");
  const given = fc.record({ prompt: fc.nat(3), text: fc.constantFrom("a", "bb", "ccc"), status });
  fc.assert(
    fc.property(fc.array(given, { maxLength: 20 }), fc.option(fc.nat(30), { nil: undefined }), (answers, planned) => {
      const collected = answers.map((one, sample) => answer(`p${one.prompt + 1}`, one.text, one.status, sample));
      const panel = panelOf([model("m")], prompts, { m: collected });
      const [one] = modelQuality(panel, planned === undefined ? new Map() : new Map([["m", planned]]));
      const { expected, answered, empty, invalid, errors, missing } = one!;
      expect(answered + empty + invalid + errors + missing).toBe(expected);
      expect(missing).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("traits read answers, refusals and what was cut off", () => {
  const readable = (["ok", "refused", "truncated", "empty", "invalid", "error"] as const).filter((status) =>
    isReadable({ prompt: 0, sample: 0, text: "", status }),
  );
  expect(readable).toEqual(["ok", "refused", "truncated"]);
});
