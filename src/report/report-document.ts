import type { Findings } from "../findings/findings.js";
import { checkLanguage } from "./check-language.js";
import type { ReportDocument } from "./document.js";
import { answerSection } from "./sections/answer.js";
import { choicesSection } from "./sections/choices.js";
import { exhibitsSection } from "./sections/exhibits.js";
import { groupsSection } from "./sections/groups.js";
import { identitySection } from "./sections/identity.js";
import { keyedSections } from "./sections/keyed.js";
import { lineUpSection } from "./sections/line-up.js";
import { meaningSection } from "./sections/meaning.js";
import { metadataSection } from "./sections/metadata.js";
import { methodSection } from "./sections/method.js";
import { nearestSection } from "./sections/nearest.js";
import { provenanceSection } from "./sections/provenance.js";
import { qualitySection } from "./sections/quality.js";
import { sensitivitySection } from "./sections/sensitivity.js";
import { traitsSection } from "./sections/traits.js";

/** Section numbers are fixed: permitted sentences point to 4 (propositions) and 13 (scale). */
const sections = [
  answerSection,
  meaningSection,
  lineUpSection,
  groupsSection,
  traitsSection,
  metadataSection,
  nearestSection,
  exhibitsSection,
  choicesSection,
  identitySection,
  qualitySection,
  sensitivitySection,
  methodSection,
  provenanceSection,
] as const;

/**
 * The whole report, before it has a form.
 * @throws TeacherprintError REPORT_LANGUAGE when any prose, the user's included, says more than findings can
 */
export function reportDocument(findings: Findings): ReportDocument {
  const document: ReportDocument = {
    title: findings.study.title,
    suspect: findings.suspect.model,
    synthetic: findings.synthetic,
    sections: [...sections.map((section) => section(findings)), ...keyedSections(findings)],
    names: namesOf(findings),
    verbalTerms: findings.teachers.flatMap((teacher) => teacher.likelihoodRatio?.verbal ?? []),
  };
  checkLanguage(document);
  return document;
}

function namesOf({ suspect, teachers, lineUp, quality, nearestModels, provenance, keyed }: Findings): string[] {
  return [
    suspect.model,
    suspect.family,
    ...teachers.flatMap((teacher) => [teacher.group, teacher.vendor, ...teacher.members]),
    ...lineUp.flatMap((row) => row.controls.flatMap((control) => [control.model, control.family])),
    ...nearestModels.flatMap((model) => [model.model, model.family]),
    ...quality.models.map((model) => model.model),
    ...quality.excluded.map((model) => model.model),
    ...(keyed?.canaries ?? []).flatMap((canary) => [
      canary.packId,
      canary.suspect,
      canary.teacher,
      ...canary.controls.map(({ model }) => model),
      ...(canary.otherTests ?? []).map(({ suspect }) => suspect),
      ...(canary.accounts?.clusters ?? []).map(({ cluster }) => cluster),
    ]),
    ...provenance.panels.map((panel) => panel.name),
    ...provenance.packs.map((pack) => pack.id),
  ];
}
