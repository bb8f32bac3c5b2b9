import { rawView } from "../../text/raw-view.js";
import { meanAndSpread, numbersAPattern, writePatterns } from "../styles/pattern-features.js";
import { type CodeInAnswer, findCode } from "./find-code.js";
import { codePatterns } from "./patterns.js";

const shapes = 14;
export const codeFeatureCount = codePatterns.length * numbersAPattern + shapes;

const commentLine = /^[ \t]*(?:#|\/\/|--|\*|\/\*)/;
const word = /[A-Za-z_]\w*/g;

/**
 * Writes the features of one answer's code into `into`: three numbers for each pattern, then share of comment lines, mean
 * and standard deviation of line length, mean length of identifiers, share of long ones, definitions (ln), blocks (ln),
 * share of labelled blocks, shares of the answer that are prose before, between and after the code, whether the code opens
 * with an import, whether it opens with a comment, and 1. Without code: zeros.
 */
export function codeFeatures(text: string, into: Float32Array): void {
  into.fill(0);
  const raw = rawView(text);
  const found = findCode(raw);
  if (found === null) return;
  writePatterns(found.code, found.code.length, codePatterns, into);
  into.set(shapeOf(found), codePatterns.length * numbersAPattern);
}

function shapeOf({ code, blocks, labelled, before, between, after }: CodeInAnswer): number[] {
  const lines = code.split("\n").filter((line) => line.trim() !== "");
  const length = meanAndSpread(lines.map((line) => line.length));
  const names = (code.match(word) ?? []).map((name) => name.length);
  const whole = code.length + before + between + after;
  return [
    lines.filter((line) => commentLine.test(line)).length / lines.length,
    length.mean,
    length.sd,
    meanAndSpread(names).mean,
    names.filter((size) => size >= 8).length / Math.max(1, names.length),
    Math.log1p(code.match(/\b(?:def|function|fn|func|class)\b/g)?.length ?? 0),
    Math.log(blocks),
    labelled / blocks,
    before / whole,
    between / whole,
    after / whole,
    /^(?:import|from|#include|use|using)\b/.test(code) ? 1 : 0,
    commentLine.test(code) ? 1 : 0,
    1,
  ];
}
