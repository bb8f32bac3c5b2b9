import { createHash } from "node:crypto";
import type { Findings } from "../../findings/findings.js";
import type { ReportDocument, Section } from "../document.js";
import { element, type Markup, serialise } from "../markup.js";
import { permittedSentence } from "../permitted-sentences.js";
import { reportDocument } from "../report-document.js";
import { blockMarkup, blocksMarkup } from "./blocks.js";
import { inlineMarkup } from "./inline.js";
import { reportStyle } from "./style.js";

/**
 * The report as one HTML file without scripts or remote content; the same findings give the same bytes.
 * @throws TeacherprintError REPORT_LANGUAGE when any prose says more than findings can
 */
export function renderHtml(findings: Findings): string {
  const document = reportDocument(findings);
  const style = reportStyle(document.synthetic);
  const page = element(
    "html",
    { lang: "en" },
    element("head", {}, head(document, style)),
    element("body", {}, body(document, findings.provenance.toolVersion)),
  );
  return `<!DOCTYPE html>\n${serialise(page)}\n`;
}

/** The policy allows this stylesheet and nothing else: even markup that slipped in could load and run nothing. */
function head(document: ReportDocument, style: string): Markup {
  const digest = createHash("sha256").update(style, "utf8").digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  return [
    element("meta", { charset: "utf-8" }),
    element("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { name: "color-scheme", content: "light dark" }),
    element("meta", { name: "referrer", content: "no-referrer" }),
    element("meta", { name: "robots", content: "noindex" }),
    element("title", {}, `${document.synthetic ? "SYNTHETIC: " : ""}${document.title} (teacherprint report)`),
    element("style", {}, style),
  ];
}

function body(document: ReportDocument, toolVersion: string): Markup {
  const [answer, ...rest] = document.sections;
  return [
    element("a", { class: "skip", href: "#answer" }, "Skip to the answer"),
    document.synthetic
      ? element("div", { class: "synthetic", role: "note" }, inlineMarkup(permittedSentence("T-SYNTHETIC").text))
      : [],
    element(
      "div",
      { class: "page" },
      element(
        "header",
        { class: "top" },
        element("p", { class: "eyebrow" }, "teacherprint report"),
        element("h1", { dir: "auto" }, document.title),
      ),
      element(
        "main",
        {},
        answerMarkup(answer!, document.synthetic),
        // After the answer, so that a phone shows the answer first; a wide screen puts the contents beside the text.
        element("nav", { "aria-labelledby": "contents" }, contents(document.sections)),
        rest.map((section) => sectionMarkup(section, document.synthetic)),
      ),
      element(
        "footer",
        {},
        element("p", {}, `Drawn by teacherprint ${toolVersion} from findings.json; every number can be traced to it.`),
      ),
    ),
  ];
}

function contents(sections: readonly Section[]): Markup {
  return element(
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
  );
}

function sectionMarkup(section: Section, synthetic: boolean): Markup {
  return element(
    "section",
    { id: section.id, "aria-labelledby": `${section.id}-title` },
    heading(section, synthetic),
    blocksMarkup(section.blocks, section.id),
  );
}

/** The first section stands out: its state as a badge, the answer large. */
function answerMarkup(section: Section, synthetic: boolean): Markup {
  const [badge, ...rest] = section.blocks;
  return element(
    "section",
    { id: section.id, "aria-labelledby": `${section.id}-title`, tabindex: -1 },
    element(
      "div",
      { class: "answer" },
      heading(section, synthetic),
      badge?.kind === "paragraph"
        ? element("p", { class: "badge" }, inlineMarkup(badge.text))
        : badge === undefined
          ? []
          : blockMarkup(badge, section.id),
      blocksMarkup(rest, section.id),
    ),
  );
}

/** On paper every section of a synthetic report says so, also where a browser knows no page margins. */
function heading(section: Section, synthetic: boolean): Markup {
  return element(
    "h2",
    { id: `${section.id}-title` },
    element("span", { class: "number" }, String(section.number)),
    // The space is for those who read or list headings without the stylesheet.
    ` ${section.title}`,
    synthetic ? [" ", element("span", { class: "tag" }, "SYNTHETIC")] : [],
  );
}
