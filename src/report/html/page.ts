import { createHash } from "node:crypto";
import type { Section } from "../document.js";
import { element, type Markup, serialise } from "../markup.js";
import { permittedSentence } from "../permitted-sentences.js";
import { inlineMarkup } from "./inline.js";
import { reportStyle } from "./style.js";

export interface Page {
  /** Of the window; a synthetic page says so before it. */
  readonly title: string;
  readonly eyebrow: string;
  readonly heading: Markup;
  /** Link for readers who do not want to pass through the contents. */
  readonly skip: { readonly target: string; readonly text: string };
  readonly synthetic: boolean;
  /** Whether search engines are asked to leave the page out. */
  readonly unlisted: boolean;
  readonly main: Markup;
  readonly footer: string;
}

/** A whole page without scripts or remote content; the same page gives the same bytes. */
export function pageText(page: Page): string {
  const html = element("html", { lang: "en" }, element("head", {}, head(page)), element("body", {}, body(page)));
  return `<!DOCTYPE html>\n${serialise(html)}\n`;
}

/** The policy allows this stylesheet and nothing else: even markup that slipped in could load and run nothing. */
function head({ title, synthetic, unlisted }: Page): Markup {
  const style = reportStyle(synthetic);
  const digest = createHash("sha256").update(style, "utf8").digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  return [
    element("meta", { charset: "utf-8" }),
    element("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { name: "color-scheme", content: "light dark" }),
    element("meta", { name: "referrer", content: "no-referrer" }),
    unlisted ? element("meta", { name: "robots", content: "noindex" }) : [],
    element("title", {}, `${synthetic ? "SYNTHETIC: " : ""}${title}`),
    element("style", {}, style),
  ];
}

function body({ eyebrow, heading, skip, synthetic, main, footer }: Page): Markup {
  return [
    element("a", { class: "skip", href: `#${skip.target}` }, skip.text),
    synthetic
      ? element("div", { class: "synthetic", role: "note" }, inlineMarkup(permittedSentence("T-SYNTHETIC").text))
      : [],
    element(
      "div",
      { class: "page" },
      element("header", { class: "top" }, element("p", { class: "eyebrow" }, eyebrow), heading),
      element("main", {}, main),
      element("footer", {}, element("p", {}, footer)),
    ),
  ];
}

/** List of all sections, as a landmark of the page. */
export function contentsMarkup(sections: readonly Section[]): Markup {
  return element(
    "nav",
    { "aria-labelledby": "contents" },
    element(
      "div",
      { class: "stay" },
      element("h2", { id: "contents" }, "Contents"),
      element(
        "ol",
        {},
        sections.map((section) =>
          element(
            "li",
            {},
            element(
              "a",
              { href: `#${section.id}` },
              element("span", { class: "number" }, String(section.number)),
              section.title,
            ),
          ),
        ),
      ),
    ),
  );
}

/** On paper every section of a synthetic page says so, also where a browser knows no page margins. */
export function sectionHeading(section: Section, synthetic: boolean): Markup {
  return element(
    "h2",
    { id: `${section.id}-title` },
    element("span", { class: "number" }, String(section.number)),
    section.title,
    synthetic ? element("span", { class: "tag" }, "SYNTHETIC") : [],
  );
}
