import { rawView } from "../../text/raw-view.js";
import { splitSentences } from "../../text/sentences.js";
import { meanAndSpread, numbersAPattern, writePatterns } from "../styles/pattern-features.js";
import { reasoningPatterns } from "./patterns.js";

const shapes = 10;
export const reasoningFeatureCount = reasoningPatterns.length * numbersAPattern + shapes;

/**
 * Writes the features of one visible solution into `into`: three numbers for each pattern, then mean and standard deviation
 * of sentence length in words, mean words a step and its spread, share of lines that are steps, share of lines with an
 * equation, where the first number and the announced answer stand (0 first, 1 last or never), whether the answer ends with a
 * question, and 1. An empty text gives zeros.
 */
export function reasoningFeatures(text: string, into: Float32Array): void {
  into.fill(0);
  const plain = rawView(text)
    .replace(/[\u2018\u2019]/g, "'")
    .toLowerCase()
    .trim();
  if (plain === "") return;
  writePatterns(plain, plain.length, reasoningPatterns, into);
  into.set(shapeOf(plain), reasoningPatterns.length * numbersAPattern);
}

const stepLine = /^[ \t#*_>-]*(?:step \d+|\d+[.)] |[-*\u2022] )/;
const announced = /\b(?:answer|solution|result|conclusion)\b[^\n]{0,20}?(?:\bis\b|:)|\\boxed/;

function shapeOf(plain: string): number[] {
  const sentences = meanAndSpread(splitSentences(plain).map(countWords));
  const lines = plain.split("\n").filter((line) => line.trim() !== "");
  const steps = lines.filter((line) => stepLine.test(line));
  const words = meanAndSpread(steps.map(countWords));
  return [
    sentences.mean,
    sentences.sd,
    Math.sqrt(words.mean),
    Math.sqrt(words.sd),
    steps.length / lines.length,
    lines.filter((line) => line.includes("=")).length / lines.length,
    placeOf(plain, /\d/),
    placeOf(plain, announced),
    plain.endsWith("?") ? 1 : 0,
    1,
  ];
}

function placeOf(plain: string, what: RegExp): number {
  const at = plain.search(what);
  return at < 0 ? 1 : at / plain.length;
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== "").length;
}
