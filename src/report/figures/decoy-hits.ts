import { element, exempt, type Markup, type MarkupElement } from "../markup.js";
import { countText } from "../numbers.js";
import { fixedScale, linearScale } from "./scale.js";
import { type FigureWidth, figure, figureWidths, fixed, label, line, mark } from "./svg.js";

export interface DecoyHitsInput {
  readonly id: string;
  readonly suspect: { readonly model: string; readonly hits: number };
  /** Negative controls; others are not drawn. */
  readonly controls: readonly { readonly model: string; readonly hits: number }[];
  /** Decoy keys with 0, 1, 2 ... hits. */
  readonly decoys: readonly number[];
  readonly title: Markup;
  readonly description: Markup;
}

const top = 16;
const barArea = 150;
const rowHeight = 26;
const left = 14;
const right = 14;

/** Hits of the suspect's answers under the decoy keys as bars, and below them the hits under the real key. */
export function decoyHitsFigure(input: DecoyHitsInput, width: FigureWidth = "wide"): MarkupElement {
  const total = figureWidths[width];
  const most = Math.max(input.decoys.length - 1, input.suspect.hits, ...input.controls.map(({ hits }) => hits), 4);
  const { ticks } = linearScale([0, most], [0, 1], width === "wide" ? 10 : 6);
  const x = fixedScale(
    [-0.5, most + 0.5],
    [left, total - right],
    ticks.filter((tick) => Number.isInteger(tick) && tick <= most),
    0,
  );
  const base = top + barArea;
  const highest = Math.max(1, ...input.decoys);
  const suspectRow = base + 34 + rowHeight / 2;
  const controlRow = suspectRow + rowHeight;
  const barWidth = Math.max(1, (x(1) - x(0)) * 0.8);
  return figure(
    {
      id: input.id,
      width: total,
      height: controlRow + rowHeight + 10,
      title: input.title,
      description: input.description,
    },
    input.decoys.flatMap((count, hits) => {
      if (count === 0) return [];
      // Even a single decoy key shows.
      const height = Math.max(1.5, (count / highest) * barArea);
      return [
        element(
          "rect",
          {
            class: "fig-bar",
            x: fixed(x(hits) - barWidth / 2),
            y: fixed(base - height),
            width: fixed(barWidth),
            height: fixed(height),
          },
          element("title", {}, `${countText(count)} decoy keys give ${hits} hits`),
        ),
      ];
    }),
    line(left, base, total - right, base, "fig-axis"),
    x.ticks.map((tick) => label(x(tick), base + 16, String(tick), { anchor: "middle", look: "fig-muted" })),
    label(left, top - 3, "decoy keys", { look: "fig-small" }),
    line(left, suspectRow, total - right, suspectRow, "fig-grid"),
    line(left, controlRow, total - right, controlRow, "fig-grid"),
    mark("diamond", x(input.suspect.hits), suspectRow, 7.5, "fig-suspect", [
      exempt(input.suspect.model),
      `: ${input.suspect.hits} hits under the real key`,
    ]),
    input.controls.map(({ model, hits }) =>
      mark("circle", x(hits), controlRow, 4, "fig-control", [exempt(model), `: ${hits} hits`]),
    ),
    label((left + total - right) / 2, controlRow + rowHeight, "hits", { anchor: "middle", look: "fig-muted" }),
  );
}
