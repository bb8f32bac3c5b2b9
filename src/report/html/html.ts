import type { Findings } from "../../findings/findings.js";
import type { ReportDocument, Section } from "../document.js";
import { element, type Markup } from "../markup.js";
import { reportDocument } from "../report-document.js";
import { blockMarkup, blocksMarkup } from "./blocks.js";
import { inlineMarkup } from "./inline.js";
import { contentsMarkup, pageText, sectionHeading } from "./page.js";

/**
 * The report as one HTML file without scripts or remote content; the same findings give the same bytes.
 * @throws TeacherprintError REPORT_LANGUAGE when any prose says more than findings can
 */
export function renderHtml(findings: Findings): string {
  const document = reportDocument(findings);
  return pageText({
    title: `${document.title} (teacherprint report)`,
    eyebrow: "teacherprint report",
    heading: element("h1", { dir: "auto" }, document.title),
    skip: { target: "answer", text: "Skip to the answer" },
    synthetic: document.synthetic,
    unlisted: true,
    main: main(document),
    footer: `Drawn by teacherprint ${findings.provenance.toolVersion} from findings.json; every number can be traced to it.`,
  });
}

function main({ sections, synthetic }: ReportDocument): Markup {
  const [answer, ...rest] = sections;
  return [
    answerMarkup(answer!, synthetic),
    // After the answer, so that a phone shows the answer first; a wide screen puts the contents beside the text.
    contentsMarkup(sections),
    rest.map((section) => sectionMarkup(section, synthetic)),
  ];
}

function sectionMarkup(section: Section, synthetic: boolean): Markup {
  return element(
    "section",
    { id: section.id, "aria-labelledby": `${section.id}-title` },
    sectionHeading(section, synthetic),
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
      sectionHeading(section, synthetic),
      badge?.kind === "paragraph"
        ? element("p", { class: "badge" }, inlineMarkup(badge.text))
        : badge === undefined
          ? []
          : blockMarkup(badge, section.id),
      blocksMarkup(rest, section.id),
    ),
  );
}
