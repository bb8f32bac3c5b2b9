import { type RootedNode, rootAtMidpoint, type UnrootedTree } from "../../statistics/unrooted-tree.js";
import { exempt, type Markup, type MarkupElement } from "../markup.js";
import { shortenedNames } from "../shortened-names.js";
import { linearScale } from "./scale.js";
import { type FigureWidth, figure, figureWidths, label, line, mark, nameLabel } from "./svg.js";

export interface FamilyTreeLeaf {
  readonly model: string;
  readonly role: "suspect" | "teacher" | "other";
  /** What stands behind the name: lineage group of a teacher, family of any other model. */
  readonly belongsTo: string;
}

export interface FamilyTreeInput {
  readonly id: string;
  /** In the order of the tree's leaves. */
  readonly leaves: readonly FamilyTreeLeaf[];
  readonly tree: UnrootedTree;
  /** One a branch, 0 .. 1; null where there is none to give. */
  readonly support: readonly (number | null)[];
  readonly title: Markup;
  readonly description: Markup;
}

const layouts = {
  wide: { names: 300, row: 18, top: 46, nameCharacters: 26, groupCharacters: 17, group: 184 },
  narrow: { names: 150, row: 20, top: 62, nameCharacters: 19, groupCharacters: 0, group: 0 },
} as const;

/** Below this share of the draws a branch is drawn as uncertain and gets no number. */
const majority = 0.5;

const legend = {
  wide: [
    "Solid: found again in most draws of prompts (number: in how many of 100). Dotted: in fewer.",
    "Diamond: suspect. Square: teacher. Circle: other model.",
  ],
  narrow: [
    "Solid: found again in most draws of prompts",
    "(number: of 100). Dotted: in fewer.",
    "Diamond: suspect. Square: teacher. Circle: other.",
  ],
} as const;

/** Which models word their answers alike: one row a model, branch lengths to scale from left to right. */
export function familyTreeFigure(input: FamilyTreeInput, width: FigureWidth = "wide"): MarkupElement {
  const layout = layouts[width];
  const total = figureWidths[width];
  const root = rootAtMidpoint(input.tree);
  const bottom = layout.top + input.leaves.length * layout.row;
  const depth = deepest(root);
  const right = total - layout.names;
  const drawing = new Drawing(input, width, (length) => (depth > 0 ? (length / depth) * (right - 8) : 0));
  drawing.draw(root, 0);
  return figure(
    { id: input.id, width: total, height: bottom + 40, title: input.title, description: input.description },
    legend[width].map((words, index) => label(0, 14 + 16 * index, words, { look: "fig-small" })),
    drawing.lines,
    drawing.marks,
    scaleBar(depth, bottom + 12, (length) => (length / depth) * (right - 8)),
  );
}

class Drawing {
  readonly lines: Markup[] = [];
  readonly marks: Markup[] = [];
  readonly #labelled = new Set<number>();
  readonly #models: ReadonlyMap<string, string>;
  readonly #groups: ReadonlyMap<string, string>;
  #row = 0;

  constructor(
    readonly input: FamilyTreeInput,
    readonly width: FigureWidth,
    readonly toPixels: (length: number) => number,
  ) {
    const { nameCharacters, groupCharacters } = layouts[width];
    this.#models = shortenedNames(
      input.leaves.map((leaf) => leaf.model),
      nameCharacters,
    );
    this.#groups =
      groupCharacters === 0
        ? new Map()
        : shortenedNames(
            input.leaves.map((leaf) => leaf.belongsTo),
            groupCharacters,
          );
  }

  /** Draws a node and all below it; returns the height at which it stands. */
  draw(node: RootedNode, x: number): number {
    if (node.leaf !== null) return this.#drawLeaf(this.input.leaves[node.leaf]!, x);
    const places = node.children.map((child) => {
      const end = x + this.toPixels(child.length);
      const y = this.draw(child, end);
      this.lines.push(line(x, y, end, y, this.#look(child)));
      this.#labelSupport(child, x, end, y);
      return y;
    });
    const [first, last] = [places[0]!, places.at(-1)!];
    this.lines.push(line(x, first, x, last, "fig-state"));
    return (first + last) / 2;
  }

  #drawLeaf(leaf: FamilyTreeLeaf, x: number): number {
    const layout = layouts[this.width];
    const y = layout.top + (this.#row + 0.5) * layout.row;
    this.#row++;
    const names = figureWidths[this.width] - layout.names + 16;
    const shape = leaf.role === "suspect" ? "diamond" : leaf.role === "teacher" ? "square" : "circle";
    const size = leaf.role === "suspect" ? 6 : leaf.role === "teacher" ? 3.5 : 3;
    const look = leaf.role === "suspect" ? "fig-suspect" : leaf.role === "teacher" ? "fig-second" : "fig-control";
    const nameLook =
      leaf.role === "suspect" ? "fig-suspect-text" : leaf.role === "teacher" ? "fig-name-strong" : "fig-name";
    const shownGroup = this.#groups.get(leaf.belongsTo);
    this.lines.push(line(x + 8, y, names - 4, y, "fig-grid"));
    this.marks.push(
      mark(shape, x, y, size, look, [exempt(leaf.model), ", ", exempt(leaf.belongsTo)]),
      nameLabel(names, y + 4.5, leaf.model, this.#models.get(leaf.model)!, nameLook),
      shownGroup === undefined ? [] : nameLabel(names + layout.group, y + 4, leaf.belongsTo, shownGroup, "fig-small"),
    );
    return y;
  }

  #look({ leaf, branch }: RootedNode): string {
    const support = leaf === null && branch !== null ? (this.input.support[branch] ?? null) : null;
    return support !== null && support < majority ? "fig-threshold-faint" : "fig-state";
  }

  /** Once a branch: the root may stand in the middle of one. */
  #labelSupport({ leaf, branch }: RootedNode, from: number, to: number, y: number): void {
    const support = branch === null ? null : (this.input.support[branch] ?? null);
    if (leaf !== null || branch === null || support === null || support < majority || this.#labelled.has(branch))
      return;
    this.#labelled.add(branch);
    const words = String(Math.round(100 * support));
    const wide = to - from >= 7 * words.length;
    this.marks.push(label(wide ? to - 2 : to + 2, y - 3, words, { anchor: wide ? "end" : "start", look: "fig-small" }));
  }
}

function deepest(node: RootedNode): number {
  return node.length + Math.max(0, ...node.children.map(deepest));
}

function scaleBar(depth: number, y: number, toPixels: (length: number) => number): Markup {
  if (!(depth > 0)) return [];
  const scale = linearScale([0, depth], [0, 1], 5);
  const bar = scale.ticks[1]!;
  const end = toPixels(Math.min(bar, depth));
  return [
    line(0, y, end, y, "fig-state"),
    label(0, y + 16, `distance ${Math.min(bar, depth).toFixed(scale.decimals)}`, { look: "fig-small" }),
  ];
}
