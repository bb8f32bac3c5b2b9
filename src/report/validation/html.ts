import type { Validation } from "../../validation/validation-schema.js";
import { blocksMarkup } from "../html/blocks.js";
import { contentsMarkup, pageText, sectionHeading } from "../html/page.js";
import { element } from "../markup.js";
import { checkedSections, validationTitle } from "./checked-sections.js";
import { validationFigures } from "./figures.js";

/**
 * Tables and figures of one or several validations as one page without scripts or remote content; the same documents give
 * the same bytes.
 * @throws TeacherprintError REPORT_LANGUAGE when any prose says more than findings can
 */
export function renderValidationHtml(validations: readonly Validation[]): string {
  const synthetic = validations.some((one) => one.synthetic);
  const sections = checkedSections(validations, (validation) =>
    validationFigures(validation, `panel-${validations.indexOf(validation) + 1}`),
  );
  return pageText({
    title: "teacherprint validation",
    eyebrow: "teacherprint validation",
    heading: element("h1", {}, validationTitle),
    skip: { target: sections[0]?.id ?? "answer", text: "Skip to the tables" },
    synthetic,
    unlisted: false,
    main: [
      contentsMarkup(sections),
      sections.map((section) =>
        element(
          "section",
          { id: section.id, "aria-labelledby": `${section.id}-title` },
          sectionHeading(section, synthetic),
          blocksMarkup(section.blocks, section.id),
        ),
      ),
    ],
    footer: `Drawn by teacherprint ${validations[0]?.toolVersion ?? ""} from its validation document.`,
  });
}
