import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { recogniseFormat } from "../../src/imports/recognise-format.js";
import { alpacaEval, anthropicBatch, inspectLog, openAiBatch, plainLines, promptfooResults } from "./examples.js";
import { jsonl, useTemporaryFolder } from "./temporary-folder.js";

const folder = useTemporaryFolder();

test.each([
  ["alpaca-eval", JSON.stringify(alpacaEval)],
  ["alpaca-eval", JSON.stringify(alpacaEval, null, 2)],
  ["jsonl", jsonl(...plainLines)],
  ["jsonl", jsonl({ id: 3, output: "Blue." })],
  ["jsonl", jsonl({ prompt: "p1", sample: 0, text: "x".repeat(2_000_000) })],
  ["openai-batch", jsonl(...openAiBatch)],
  ["openai-batch", jsonl({ id: "b", custom_id: "p1", response: null, error: { code: "batch_expired" } })],
  ["anthropic-batch", jsonl(...anthropicBatch)],
  ["promptfoo", JSON.stringify(promptfooResults)],
  ["promptfoo", JSON.stringify(promptfooResults, null, 2)],
  ["promptfoo", JSON.stringify(promptfooResults.results)],
  ["inspect", JSON.stringify(inspectLog)],
  ["inspect", JSON.stringify(inspectLog, null, 2)],
])("%s", async (format, text) => {
  expect(await recogniseFormat(await folder.write("answers", text))).toBe(format);
});

test("UTF-16 is called by its name, packed or not", async () => {
  const bytes = Buffer.from('\uFEFF{"prompt": "a", "text": "b"}', "utf16le");
  for (const content of [bytes, gzipSync(bytes)])
    await expect(recogniseFormat(await folder.write("wide", content))).rejects.toThrow("is UTF-16, not UTF-8");
});

test("a folder with a panel.json is a panel", async () => {
  await folder.write("panel/panel.json", {});
  expect(await recogniseFormat(`${folder.path}/panel`)).toBe("panel");
  await expect(recogniseFormat(folder.path)).rejects.toThrow("is a folder without a panel.json");
});

test.each([
  ["nothing", " \n", "IMPORT_EMPTY"],
  ["a table", "prompt,text\n1,2\n", "does not begin with a JSON object"],
  ["other objects", '{"question": 1, "reply": 2}', 'the keys "question", "reply"'],
  ["a list of other objects", '[{"prompt": "a", "text": "b"}]', 'a list of objects with the keys "prompt", "text"'],
  ["a list of numbers", "[1, 2]", "IMPORT_FORMAT_UNKNOWN"],
  ["an empty object", "{}", "an object with no keys"],
])("%s is refused with what was seen and what is possible", async (_, text, words) => {
  await expect(recogniseFormat(await folder.write("unknown", text))).rejects.toThrow(words);
});
