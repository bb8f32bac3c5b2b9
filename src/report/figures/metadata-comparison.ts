import { exempt, type Markup, type MarkupElement } from "../markup.js";
import { scoreText } from "../numbers.js";
import { shortenedNames } from "../shortened-names.js";
import { extentOf, type LinearScale, linearScale } from "./scale.js";
import { type FigureWidth, figure, figureWidths, label, line, mark, nameLabel, type Shape } from "./svg.js";

export interface ComparedScore {
  /** What was scored, for example "all core traits" or "answer length". */
  readonly name: string;
  readonly score: number | null;
}

export interface MetadataComparisonInput {
  readonly id: string;
  /** The first score of each row is that of the suspect's answers; the others are metadata alone. At most four. */
  readonly rows: readonly { readonly group: string; readonly scores: readonly ComparedScore[] }[];
  readonly title: Markup;
  readonly description: Markup;
}

const marks: readonly { readonly shape: Shape; readonly look: string; readonly size: number }[] = [
  { shape: "diamond", look: "fig-suspect", size: 7 },
  { shape: "square", look: "fig-second", size: 4.2 },
  { shape: "triangle", look: "fig-third", size: 5.4 },
  { shape: "circle", look: "fig-hollow", size: 4.2 },
];

const layouts = {
  wide: { labels: 176, right: 16, row: 32, strip: 0, characters: 23, legend: [0, 150, 300, 450] },
  narrow: { labels: 10, right: 10, row: 52, strip: 20, characters: 34, legend: [0, 172, 0, 172] },
} as const;

/** The suspect's score towards each group beside what length, date and markdown alone would give, on one scale. */
export function metadataComparisonFigure(input: MetadataComparisonInput, width: FigureWidth = "wide"): MarkupElement {
  const layout = layouts[width];
  const total = figureWidths[width];
  const shown = shortenedNames(
    input.rows.map((row) => row.group),
    layout.characters,
  );
  const names = input.rows[0]?.scores.map((score) => score.name) ?? [];
  const legendLines = width === "wide" ? 1 : Math.ceil(names.length / 2);
  const top = legendLines * 22 + 14;
  const bottom = top + input.rows.length * layout.row;
  const scores = input.rows.flatMap((row) => row.scores.map((score) => score.score)).filter((score) => score !== null);
  const x = linearScale(extentOf([...scores, 0]), [layout.labels, total - layout.right], width === "wide" ? 8 : 5);
  return figure(
    { id: input.id, width: total, height: bottom + 42, title: input.title, description: input.description },
    names.map((name, index) => legendEntry(name, index, width)),
    x.ticks.map((tick) => line(x(tick), top, x(tick), bottom, "fig-grid")),
    line(x(0), top, x(0), bottom, "fig-axis"),
    input.rows.map((row, index) => rowMarks(row, shown.get(row.group)!, top + index * layout.row, x, width)),
    x.ticks.map((tick) =>
      label(x(tick), bottom + 16, scoreText(tick, x.decimals), { anchor: "middle", look: "fig-muted" }),
    ),
    label((layout.labels + total - layout.right) / 2, bottom + 34, "score, in standard deviations", {
      anchor: "middle",
      look: "fig-muted",
    }),
  );
}

function legendEntry(name: string, index: number, width: FigureWidth): Markup {
  const { shape, look, size } = marks[index]!;
  const left = layouts[width].legend[index]!;
  const middle = width === "wide" || index < 2 ? 10 : 32;
  return [mark(shape, left + 8, middle, size, look), label(left + 20, middle + 4.5, name, { look: "fig-ink" })];
}

function rowMarks(
  row: MetadataComparisonInput["rows"][number],
  shown: string,
  top: number,
  x: LinearScale,
  width: FigureWidth,
): Markup {
  const layout = layouts[width];
  const middle = top + layout.strip + (layout.row - layout.strip) / 2;
  const drawn = row.scores
    .map((score, index) => ({ ...score, ...marks[index]! }))
    .filter(({ score }) => score !== null);
  return [
    width === "wide"
      ? nameLabel(0, middle + 4.5, row.group, shown)
      : nameLabel(layout.labels, top + 16, row.group, shown),
    line(layout.labels, middle, figureWidths[width] - layout.right, middle, "fig-grid"),
    // The suspect's diamond is drawn last, so nothing lies over it.
    [...drawn]
      .reverse()
      .map(({ name, score, shape, look, size }) =>
        mark(shape, x(score!), middle, size, look, [exempt(row.group), `, ${name}: ${scoreText(score)}`]),
      ),
  ];
}
