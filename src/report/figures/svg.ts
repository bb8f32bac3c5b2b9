import {
  type AttributeValue,
  element,
  exempt,
  type Markup,
  type MarkupElement,
  plainText,
  serialise,
} from "../markup.js";
import { figureStyle } from "./figure-style.js";

/** Wide figures are drawn for 760 px, narrow ones for a phone; both say the same. */
export type FigureWidth = "wide" | "narrow";
export const figureWidths: Readonly<Record<FigureWidth, number>> = { wide: 760, narrow: 344 };

/** Coordinates with at most two decimals, so that the same numbers give the same bytes everywhere. */
export function fixed(coordinate: number): string {
  const rounded = coordinate.toFixed(2).replace(/\.?0+$/, "");
  return rounded === "-0" ? "0" : rounded;
}

/**
 * The frame of a figure.
 * @param id unique in the page; the wide and the narrow form of a figure need different ones
 * @param description what a reader who cannot see the figure should know
 */
export function figure(
  {
    id,
    width,
    height,
    title,
    description,
  }: { id: string; width: number; height: number; title: Markup; description: Markup },
  ...children: Markup[]
): MarkupElement {
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "fig",
      width: fixed(width),
      height: fixed(height),
      viewBox: `0 0 ${fixed(width)} ${fixed(height)}`,
      role: "img",
      "aria-label": plainText(title),
      "aria-describedby": `${id}-description`,
    },
    element("title", {}, title),
    element("desc", { id: `${id}-description` }, description),
    ...children,
  );
}

const filePadding = 14;

/** A figure as a file of its own, with its style, its own background and room around it. */
export function standaloneSvg(svg: MarkupElement): string {
  const [title, description, ...rest] = svg.children;
  const width = Number(svg.attributes.width) + 2 * filePadding;
  const height = Number(svg.attributes.height) + 2 * filePadding;
  const box = { x: -filePadding, y: -filePadding, width: fixed(width), height: fixed(height) };
  const attributes = {
    ...svg.attributes,
    width: box.width,
    height: box.height,
    viewBox: `${box.x} ${box.y} ${box.width} ${box.height}`,
  };
  const background = element("rect", { class: "fig-paper", ...box });
  const style = element("style", {}, figureStyle);
  return `${serialise({ ...svg, attributes, children: [title!, description!, style, background, ...rest] })}\n`;
}

export function label(
  x: number,
  y: number,
  content: Markup,
  {
    anchor = "start",
    look = "fig-ink",
    ...more
  }: { anchor?: "start" | "middle" | "end"; look?: string } & Record<string, AttributeValue> = {},
): MarkupElement {
  return element(
    "text",
    { class: look, x: fixed(x), y: fixed(y), "text-anchor": anchor === "start" ? undefined : anchor, ...more },
    content,
  );
}

/** A model, group or family id as a label: `shown` of it, the whole on hover. Other people's words, so exempt from the linter. */
export function nameLabel(x: number, y: number, name: string, shown: string, look = "fig-name"): MarkupElement {
  return label(x, y, [exempt(shown), shown === name ? [] : element("title", {}, exempt(name))], { look });
}

export function line(x1: number, y1: number, x2: number, y2: number, look: string): MarkupElement {
  return element("line", { class: look, x1: fixed(x1), y1: fixed(y1), x2: fixed(x2), y2: fixed(y2) });
}

export type Shape = "diamond" | "circle" | "square" | "triangle" | "downward" | "cross";

/** One data mark; shape, not colour, says what it is. `title` shows on hover. */
export function mark(shape: Shape, x: number, y: number, size: number, look: string, title?: Markup): MarkupElement {
  const named = title === undefined ? [] : [element("title", {}, title)];
  if (shape === "circle")
    return element("circle", { class: look, cx: fixed(x), cy: fixed(y), r: fixed(size) }, ...named);
  return element("path", { class: look, d: outline(shape, x, y, size) }, ...named);
}

function outline(shape: Exclude<Shape, "circle">, x: number, y: number, size: number): string {
  const at = (dx: number, dy: number) => `${fixed(x + dx)} ${fixed(y + dy)}`;
  switch (shape) {
    case "diamond":
      return `M${at(0, -size)}L${at(size, 0)}L${at(0, size)}L${at(-size, 0)}Z`;
    case "square":
      return `M${at(-size, -size)}H${fixed(x + size)}V${fixed(y + size)}H${fixed(x - size)}Z`;
    case "triangle":
      return `M${at(0, -size)}L${at(size, size * 0.8)}L${at(-size, size * 0.8)}Z`;
    case "downward":
      return `M${at(0, size)}L${at(size, -size * 0.8)}L${at(-size, -size * 0.8)}Z`;
    case "cross":
      return `M${at(-size, -size)}L${at(size, size)}M${at(-size, size)}L${at(size, -size)}`;
  }
}
