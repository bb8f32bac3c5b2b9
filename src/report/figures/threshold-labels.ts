import type { Markup } from "../markup.js";
import { scoreText } from "../numbers.js";
import { label } from "./svg.js";

/** Widest that a letter of these labels (`fig-threshold-text`, 11 px) is on average, in any of the fonts of a figure. */
const letterWidth = 6.4;
const gap = 3;
const lineHeight = 12;

/**
 * The 5 % label left of its line and the 1 % label right of its own, so that they never meet, however close the lines are.
 * At an edge of the figure a label stays inside and stands over its line; where it would then meet the other one, it
 * stands a line higher.
 * @param x maps a score to its place
 * @param room right edge of the figure, which begins at 0, and baseline of the labels
 */
export function thresholdLabels(
  thresholds: { readonly threshold05: number | null; readonly threshold01: number | null },
  x: (score: number) => number,
  room: { readonly right: number; readonly bottom: number },
): Markup {
  const { threshold05, threshold01 } = thresholds;
  const lower = threshold05 === null ? "" : `5 % threshold: ${scoreText(threshold05)}`;
  const upper = threshold01 === null ? "" : `1 %: ${scoreText(threshold01)}`;
  const widthOf = (words: string) => letterWidth * words.length;
  const lowerEnd = threshold05 === null ? 0 : Math.max(x(threshold05) - gap, widthOf(lower));
  const upperStart = threshold01 === null ? room.right : Math.min(x(threshold01) + gap, room.right - widthOf(upper));
  const meet = threshold05 !== null && threshold01 !== null && lowerEnd + gap > upperStart;
  const look = "fig-threshold-text";
  return [
    threshold05 === null
      ? []
      : label(lowerEnd, meet ? room.bottom - lineHeight : room.bottom, lower, { anchor: "end", look }),
    threshold01 === null ? [] : label(upperStart, room.bottom, upper, { look }),
  ];
}
