import { expect, test } from "vitest";
import { commandAgain } from "../../src/cli/command-again.js";

test("the documented example holds", () => {
  expect(commandAgain(["compare", { place: "path of study.yaml" }])).toBe("teacherprint compare <path of study.yaml>");
});

test("words that a shell would take apart are quoted", () => {
  expect(commandAgain(["compare", "--suspect", "it's", "--teachers", " a,b", "--seed", "1"])).toBe(
    "teacherprint compare --suspect 'it'\\''s' --teachers ' a,b' --seed 1",
  );
});
