import { element, exempt, type Markup, type MarkupElement } from "../markup.js";
import { scoreText } from "../numbers.js";
import { shortenedNames } from "../shortened-names.js";
import { extentOf, type LinearScale, linearScale } from "./scale.js";
import { type FigureWidth, figure, figureWidths, fixed, label, line, mark } from "./svg.js";

export interface TraitRow {
  readonly name: string;
  /** Core traits make up the fused score; the others are shown beside it. */
  readonly core: boolean;
  /** Score after normalisation; null = not available. */
  readonly score: number | null;
}

export interface TraitContributionsInput {
  readonly id: string;
  readonly group: string;
  readonly rows: readonly TraitRow[];
  /** Mean of the core traits. */
  readonly fused: number | null;
  readonly title: Markup;
  readonly description: Markup;
}

const layouts = {
  wide: { labels: 190, right: 62, characters: 26 },
  narrow: { labels: 134, right: 48, characters: 19 },
} as const;
const rowHeight = 28;
const gap = 30;

/** Score of each trait towards one group: the core as filled bars with its mean, what is not in the mean as hollow bars. */
export function traitContributionsFigure(input: TraitContributionsInput, width: FigureWidth = "wide"): MarkupElement {
  const layout = layouts[width];
  const total = figureWidths[width];
  const names = shortenedNames(
    input.rows.map((row) => row.name),
    layout.characters,
  );
  const core = input.rows.filter((row) => row.core);
  const beside = input.rows.filter((row) => !row.core);
  const scores = [...input.rows.map((row) => row.score), input.fused, 0].filter((score) => score !== null);
  const x = linearScale(extentOf(scores), [layout.labels, total - layout.right], width === "wide" ? 7 : 4);
  const top = 26;
  const meanRow = top + core.length * rowHeight;
  const besideTop = meanRow + rowHeight + gap;
  const bottom = beside.length === 0 ? meanRow + rowHeight : besideTop + beside.length * rowHeight;
  return figure(
    { id: input.id, width: total, height: bottom + 42, title: input.title, description: input.description },
    x.ticks.map((tick) => line(x(tick), top, x(tick), bottom, "fig-grid")),
    label(0, top - 9, "Core traits, fused by their mean", { look: "fig-small" }),
    core.map((row, index) => bar(row, names, top + index * rowHeight, x, total)),
    meanMark(input, meanRow + rowHeight / 2, x, total),
    beside.length === 0 ? [] : label(0, besideTop - 9, "Beside the core, not in the mean", { look: "fig-small" }),
    beside.map((row, index) => bar(row, names, besideTop + index * rowHeight, x, total)),
    line(x(0), top, x(0), bottom, "fig-axis"),
    x.ticks.map((tick) =>
      label(x(tick), bottom + 16, scoreText(tick, x.decimals), { anchor: "middle", look: "fig-muted" }),
    ),
    label((layout.labels + total - layout.right) / 2, bottom + 34, "score, in standard deviations", {
      anchor: "middle",
      look: "fig-muted",
    }),
  );
}

function bar(row: TraitRow, names: ReadonlyMap<string, string>, top: number, x: LinearScale, total: number): Markup {
  const middle = top + rowHeight / 2;
  const [from, to] = row.score === null || row.score >= 0 ? [x(0), x(row.score ?? 0)] : [x(row.score), x(0)];
  const shape =
    row.score === null
      ? []
      : element(
          "rect",
          {
            class: row.core ? "fig-bar" : "fig-bar-faint",
            x: fixed(from),
            y: fixed(middle - 7),
            width: fixed(Math.max(to - from, 1)),
            height: "14",
          },
          element("title", {}, `${row.name}: ${scoreText(row.score)}`),
        );
  return [
    label(0, middle + 4.5, names.get(row.name)!, { look: "fig-name" }),
    shape,
    label(total, middle + 4.5, scoreText(row.score), {
      anchor: "end",
      look: row.score === null ? "fig-muted" : "fig-ink",
    }),
  ];
}

function meanMark(input: TraitContributionsInput, middle: number, x: LinearScale, total: number): Markup {
  return [
    label(0, middle + 4.5, "Mean of the core", { look: "fig-strong" }),
    input.fused === null
      ? []
      : [
          line(x(0), middle, x(input.fused), middle, "fig-suspect-line"),
          mark("diamond", x(input.fused), middle, 7, "fig-suspect", [
            exempt(input.group),
            `: ${scoreText(input.fused)}`,
          ]),
        ],
    label(total, middle + 4.5, scoreText(input.fused), { anchor: "end", look: "fig-suspect-text" }),
  ];
}
