import { expect, test } from "vitest";
import { whatCame } from "../../../src/collection/decisions/what-came.js";

test.each<[string, string | null]>([
  ["<!DOCTYPE html><title>Sign in</title>", "an HTML page"],
  ["\uFEFF\n<HTML>busy", "an HTML page"],
  ["<htmlx>", null],
  ['{"id": "chatcmpl-1", "cho', "cut-off JSON"],
  ['{"id": "chatcmpl-1", "choices": [', "cut-off JSON"],
  ['{"id": "a brace } in a text', "cut-off JSON"],
  ['{"id": "a quote \\"', "cut-off JSON"],
  ['[{"id": 1}', "cut-off JSON"],
  ['{"id": "a brace { in a text"}', null],
  ['{"a quote \\" and a brace {": 1}', null],
  ['{"id": 1} and more', null],
  ["data: {", null],
  ["", null],
])("%j is %s", (body, expected) => {
  expect(whatCame(Buffer.from(body))).toBe(expected);
});
