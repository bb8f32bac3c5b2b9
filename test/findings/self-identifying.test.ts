import { expect, test } from "vitest";
import { selfIdentifyingPrompts } from "../../src/findings/self-identifying.js";
import { answer, model, panelOf, prompt } from "./small-panel.js";

const ids = (count: number) => Array.from({ length: count }, (_, place) => `p${place}`);

function found(
  texts: readonly string[],
  names: readonly string[] = [],
  role: "teacher" | "control" = "teacher",
): number[] {
  const listed = ids(texts.length);
  const panel = panelOf(
    [model("one", role === "teacher" ? { group: "g", vendor: "v" } : {})],
    listed.map((id) => prompt(id)),
    { one: texts.map((text, place) => answer(listed[place]!, text)) },
  );
  return [...selfIdentifyingPrompts(panel, names)];
}

test("a reference that speaks of itself, in the usual turns", () => {
  const says = [
    "As an AI language model, I have no hobbies.",
    "I'm just a large language model, so I cannot taste it.",
    "I’m an artificial intelligence.",
    "Sure! My name is Oriole and I was trained by Oriole Labs.",
    "well, i am a chatbot",
  ];
  expect(found(says, ["oriole labs"])).toEqual([0, 1, 2, 3, 4]);
});

test("texts about such things, and words that only contain the names, are not meant", () => {
  const does = [
    "The aim of the said plan is rain.",
    "I am aiming at Aila, as an aid to the main idea.",
    "Language models are trained on text.",
    "I am at home. An AI wrote this.",
    "As an editor I read what was made by orioles.",
  ];
  expect(found(does, ["oriole", "oriole labs"])).toEqual([]);
});

test("names are words, not patterns", () => {
  expect(found(["I am model-3.5.", "I am model-345."], ["model-3.5"])).toEqual([0]);
  expect(found(["I am (."], ["("])).toEqual([0]);
});

test("only references, and only prompts that text traits read", () => {
  expect(found(["As an AI, I have no hobbies."], [], "control")).toEqual([]);
  const panel = panelOf([model("one", { group: "g", vendor: "v" })], [prompt("p0", { kind: "identity" })], {
    one: [answer("p0", "I am an AI.")],
  });
  expect(selfIdentifyingPrompts(panel, []).size).toBe(0);
});
