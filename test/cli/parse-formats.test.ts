import { expect, test } from "vitest";
import { parseFormats } from "../../src/cli/parse-formats.js";

test.each([
  ["html", ["html"]],
  ["html,md", ["html", "md"]],
  [" md , json ", ["md", "json"]],
  ["md,", ["md"]],
  ["html,pdf", ["html", "pdf"]],
])("%j", (text, expected) => {
  expect(parseFormats(text)).toEqual(expected);
});

test.each([
  ["docx", '--format docx: "docx" is no report format.'],
  ["html,doc,odt", '--format html,doc,odt: "doc", "odt" is no report format.'],
  ["HTML", '--format HTML: "HTML" is no report format.'],
  [",", "--format ,: nothing is no report format."],
])("%j is refused with the formats that there are", (text, happened) => {
  expect(() => parseFormats(text)).toThrow(
    expect.objectContaining({ code: "FORMAT_UNKNOWN", happened, fix: expect.stringContaining("html, pdf, json, md") }),
  );
});
