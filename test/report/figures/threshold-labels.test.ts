import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LineUpInput, lineUpFigure } from "../../../src/report/figures/line-up.js";
import { type FigureWidth, standaloneSvg } from "../../../src/report/figures/svg.js";
import { launchBrowser } from "../browser.js";

type Browser = Awaited<ReturnType<typeof launchBrowser>>;
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
interface Drawn {
  readonly figure: Box;
  readonly labels: readonly (Box & { readonly words: string })[];
}

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** Boxes of the labels as a browser draws them, letters only: the line box of 11 px letters reaches above and below. */
async function drawn(thresholds: readonly [number | null, number | null], width: FigureWidth): Promise<Drawn> {
  const input: LineUpInput = {
    id: "line-up",
    suspect: "acme-7b",
    rows: [{ group: "tidal-kelp", state: "inconclusive", standsOut: false, suspect: 0.2, controls: [] }],
    domain: [-4, 8],
    threshold05: thresholds[0],
    threshold01: thresholds[1],
    title: "Where the suspect stands",
    description: "One strip.",
  };
  const page = await browser.newPage();
  await page.setContent(standaloneSvg(lineUpFigure(input, width)));
  const found = (await page.evaluate(`(() => {
    const box = (element, inset = 0) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { left, right, top: top + inset, bottom: bottom - inset };
    };
    return {
      figure: box(document.querySelector("svg")),
      labels: [...document.querySelectorAll(".fig-threshold-text")].map((text) => ({ ...box(text, 3), words: text.textContent })),
    };
  })()`)) as Drawn;
  await page.close();
  return found;
}

const near: [number, number] = [4.05, 4.07];
const pairs: readonly [string, readonly [number | null, number | null]][] = [
  ["near each other", near],
  ["the same", [4, 4]],
  ["far apart", [-1, 6]],
  ["both at the left edge", [-4, -3.98]],
  ["both at the right edge", [7.99, 8]],
  ["one at each edge", [-4, 8]],
  ["long numbers", [1234.56, 1234.57]],
  ["the first alone, at the left edge", [-4, null]],
  ["the second alone, at the right edge", [null, 8]],
];

describe.each(["wide", "narrow"] as const)("labels of thresholds in the %s line-up", (width) => {
  test.each(pairs)("%s: none is left out, none meets another or leaves the figure", async (_, thresholds) => {
    const { figure, labels } = await drawn(thresholds, width);
    expect(labels).toHaveLength(thresholds.filter((threshold) => threshold !== null).length);
    for (const label of labels) {
      expect(label.left).toBeGreaterThanOrEqual(figure.left);
      expect(label.right).toBeLessThanOrEqual(figure.right);
      expect(label.top).toBeGreaterThanOrEqual(figure.top);
    }
    const [first, second] = labels;
    if (first === undefined || second === undefined) return;
    const beside = first.right < second.left || second.right < first.left;
    const above = first.bottom <= second.top;
    expect(beside || above).toBe(true);
  });

  test("with room, the 5 % label ends before its line and the 1 % label begins behind its own", async () => {
    const { labels } = await drawn(near, width);
    expect(labels.map(({ words }) => words)).toEqual(["5 % threshold: 4.05", "1 %: 4.07"]);
    expect(labels[0]!.bottom).toBe(labels[1]!.bottom);
    // Two gaps of 3 px and the lines between them.
    expect(labels[1]!.left - labels[0]!.right).toBeGreaterThanOrEqual(6);
    expect(labels[1]!.left - labels[0]!.right).toBeLessThan(9);
  });
});
