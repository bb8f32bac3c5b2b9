import type { State } from "../document.js";
import { element, exempt, type Markup, type MarkupElement } from "../markup.js";
import { scoreText } from "../numbers.js";
import { shortenedNames } from "../shortened-names.js";
import { states } from "../states.js";
import { extentOf, type LinearScale, linearScale } from "./scale.js";
import { spread } from "./spread.js";
import { stateMark } from "./state-mark.js";
import { type FigureWidth, figure, figureWidths, fixed, label, line, mark, nameLabel } from "./svg.js";
import { thresholdLabels } from "./threshold-labels.js";

export interface LineUpRow {
  readonly group: string;
  readonly state: State;
  readonly standsOut: boolean;
  /** Fused score; null = not available. */
  readonly suspect: number | null;
  readonly controls: readonly { readonly model: string; readonly family: string; readonly score: number }[];
}

export interface LineUpInput {
  readonly id: string;
  readonly suspect: string;
  readonly rows: readonly LineUpRow[];
  /** Scores that the axis must hold beside those of the rows, so that figures of one report share it. */
  readonly domain?: readonly number[];
  /** Groups of the report's other figures, so that no name is shortened to what stands for another one there. */
  readonly otherGroups?: readonly string[];
  /** Family-wise 5 % and 1 % thresholds of the fused score. */
  readonly threshold05: number | null;
  readonly threshold01: number | null;
  readonly title: Markup;
  readonly description: Markup;
}

const layouts = {
  wide: { labels: 176, right: 62, row: 50, top: 34, strip: 0, nameCharacters: 23, marks: 2.5 },
  narrow: { labels: 8, right: 10, row: 74, top: 38, strip: 24, nameCharacters: 30, marks: 1.9 },
} as const;

/** Where the suspect stands towards each lineage group among all control models: one strip a group, one scale for all. */
export function lineUpFigure(input: LineUpInput, width: FigureWidth = "wide"): MarkupElement {
  const layout = layouts[width];
  const total = figureWidths[width];
  const bottom = layout.top + input.rows.length * layout.row;
  const names = shortenedNames(
    [...input.rows.map((row) => row.group), ...(input.otherGroups ?? [])],
    layout.nameCharacters,
  );
  const scores = input.rows.flatMap((row) => [
    ...row.controls.map((control) => control.score),
    ...(row.suspect === null ? [] : [row.suspect]),
  ]);
  const thresholds = [input.threshold05, input.threshold01].filter((threshold) => threshold !== null);
  const x = linearScale(
    extentOf([...scores, ...thresholds, ...(input.domain ?? [])], [-1, 1]),
    [layout.labels, total - layout.right],
    width === "wide" ? 8 : 5,
  );
  return figure(
    { id: input.id, width: total, height: bottom + 44, title: input.title, description: input.description },
    zone(input.threshold05, x, layout.top, bottom),
    x.ticks.map((tick) => line(x(tick), layout.top, x(tick), bottom, "fig-grid")),
    thresholdLine(input.threshold01, "fig-threshold-faint", x, layout.top, bottom),
    thresholdLine(input.threshold05, "fig-threshold", x, layout.top, bottom),
    thresholdLabels(input, x, { right: total, bottom: layout.top - 11 }),
    input.rows.map((row, index) =>
      strip(row, names.get(row.group)!, input.suspect, layout.top + index * layout.row, x, width),
    ),
    line(layout.labels, bottom, total - layout.right, bottom, "fig-axis"),
    x.ticks.map((tick) =>
      label(x(tick), bottom + 16, scoreText(tick, x.decimals), { anchor: "middle", look: "fig-muted" }),
    ),
    label((layout.labels + total - layout.right) / 2, bottom + 35, "score, in standard deviations of the controls", {
      anchor: "middle",
      look: "fig-muted",
    }),
  );
}

function zone(threshold: number | null, x: LinearScale, top: number, bottom: number): Markup {
  if (threshold === null) return [];
  const width = x(x.domain[1]) - x(threshold);
  return element("rect", {
    class: "fig-zone",
    x: fixed(x(threshold)),
    y: fixed(top),
    width: fixed(Math.max(0, width)),
    height: fixed(bottom - top),
  });
}

function thresholdLine(threshold: number | null, look: string, x: LinearScale, top: number, bottom: number): Markup {
  return threshold === null ? [] : line(x(threshold), top - 4, x(threshold), bottom, look);
}

function strip(
  row: LineUpRow,
  shownGroup: string,
  suspect: string,
  top: number,
  x: LinearScale,
  width: FigureWidth,
): Markup {
  const layout = layouts[width];
  const middle = top + layout.strip + (layout.row - layout.strip) / 2;
  const total = figureWidths[width];
  const named = row.standsOut ? "fig-name-strong" : "fig-name";
  const marks = controlMarks(row.controls, x, middle, layout.marks, width === "wide");
  const suspectMark =
    row.suspect === null
      ? []
      : [
          mark("diamond", x(row.suspect), middle, 7.5, "fig-suspect", [
            exempt(suspect),
            ` towards `,
            exempt(row.group),
            `: ${scoreText(row.suspect)}`,
          ]),
        ];
  const score = scoreText(row.suspect);
  const look = row.suspect === null ? "fig-muted" : row.standsOut ? "fig-suspect-text" : "fig-name";
  const texts =
    width === "wide"
      ? [
          nameLabel(0, middle - 2, row.group, shownGroup, named),
          stateMark(row.state, 5, middle + 10),
          label(14, middle + 14, states[row.state].label, { look: "fig-small" }),
          label(total, middle + 4.5, score, { anchor: "end", look }),
        ]
      : [
          nameLabel(layout.labels, top + 18, row.group, shownGroup, named),
          label(total - layout.right, top + 18, score, { anchor: "end", look }),
        ];
  return element("g", {}, top > layout.top ? line(0, top, total, top, "fig-grid") : [], marks, suspectMark, texts);
}

/** Filled: the highest member of a family, the one that counts in the rank. Hollow: its other members. */
function controlMarks(
  controls: LineUpRow["controls"],
  x: LinearScale,
  middle: number,
  size: number,
  titled: boolean,
): Markup {
  const highest = new Map<string, number>();
  for (const control of controls)
    highest.set(control.family, Math.max(highest.get(control.family) ?? Number.NEGATIVE_INFINITY, control.score));
  const ordered = [...controls].sort((a, b) => a.score - b.score || (a.model < b.model ? -1 : 1));
  const offsets = spread(
    ordered.map((control) => x(control.score)),
    2 * size + 0.4,
    15,
  );
  return ordered.map((control, index) =>
    mark(
      "circle",
      x(control.score),
      middle + offsets[index]!,
      size,
      control.score === highest.get(control.family) ? "fig-control-top" : "fig-control",
      titled
        ? [exempt(control.model), ", family ", exempt(control.family), `: ${scoreText(control.score)}`]
        : undefined,
    ),
  );
}
