import type { Findings } from "../../findings/findings.js";
import { verbalScale } from "../../findings/verbal-scale.js";
import { type Block, name, type Section, type Text, text, value } from "../document.js";
import { countText, scoreText, shareText } from "../numbers.js";

/** How the scores came about, what they cannot show, and the scale of words where a likelihood ratio is given. */
export function methodSection(findings: Findings): Section {
  const withRatio = findings.teachers.some((teacher) => teacher.likelihoodRatio !== null);
  return {
    id: "method",
    number: 13,
    title: withRatio ? "Method, limits and scale" : "Method and limits",
    blocks: [
      { kind: "heading", text: "Method in plain words" },
      { kind: "list", items: [...method.map((words): Text => [words]), ...thresholdGroups(findings)] },
      ...calibration(findings),
      { kind: "heading", text: "Limits" },
      {
        kind: "terms",
        entries: findings.limits.map((limit) => ({ term: limit.id, text: [limit.text] })),
      },
      ...(withRatio ? scale() : []),
    ],
  };
}

const method: readonly string[] = [
  "Every model answers the same prompts. Only answers to the same prompts are compared, so what a prompt asks for cancels out.",
  "Answers are first reduced to their wording: markup, bullets, capitals and typographic marks go. Five core traits read that text; formatting, openings and closings are read apart, because an instruction can set them.",
  "Each trait gives every pair of models a raw affinity. Raw affinities are misleading, since able models of one period resemble each other. So the suspect's affinity to a teacher is compared with that of the control models most similar to the suspect, and then with its affinity to teachers of other vendors.",
  "A group scores as its best member does. The fused score is the plain mean of the core traits; no weights were fitted.",
  "Control models are those with documented other training, or published before the teacher. They are counted by family, because relatives are not independent; the suspect's own family is left out.",
  "A group is named only if its score is above the level that the highest scores of at most 5 in 100 controls exceed, each family counted once. Groups too close to the first one to be told apart are named together. If none is above, the answer is none of these.",
];

/** The suspect's highest score is one of more groups than a control's where the lineage of controls is known in part. */
function thresholdGroups({ attribution: { thresholdBasis } }: Findings): Text[] {
  if (thresholdBasis == null || thresholdBasis.groupsOfControls >= thresholdBasis.groupsOfSuspect) return [];
  const at = "/attribution/thresholdBasis";
  return [
    text`The highest score of a control is taken over the groups that it is known to be unrelated to, ${value(scoreText(thresholdBasis.groupsOfControls), `${at}/groupsOfControls`)} on average; that of the suspect over ${value(countText(thresholdBasis.groupsOfSuspect), `${at}/groupsOfSuspect`)}. An unrelated suspect is therefore named somewhat more often than the threshold alone says.`,
  ];
}

type Replayed = NonNullable<NonNullable<Findings["calibration"]>["replayed"]>;

function calibration(findings: Findings): Block[] {
  if (findings.calibration === null) return [];
  const { calibration } = findings;
  return [
    { kind: "heading", text: "Calibration" },
    {
      kind: "paragraph",
      text: text`Likelihood ratios come from ${value(countText(calibration.studentFamilies), "/calibration/studentFamilies")} families of students with known teachers and ${value(countText(calibration.nullFamilies), "/calibration/nullFamilies")} control families, each family left out in turn. Their cost (Cllr; 0 is best, 1 is no information) is ${value(shareText(calibration.cllr), "/calibration/cllr")}, of which ${value(shareText(calibration.cllrMin), "/calibration/cllrMin")} would remain with the best possible calibration of the same scores.`,
    },
    ...(calibration.replayed === undefined ? [] : [replayedStops(calibration.replayed)]),
    {
      kind: "paragraph",
      text: text`Panels: ${calibration.panels.flatMap((panel, index) => (index === 0 ? [name(panel)] : [", ", name(panel)]))}. Differences between calibration and this study: ${calibration.mismatch.length === 0 ? "none found" : calibration.mismatch.join("; ")}.`,
    },
  ];
}

/** What it means that the answers decided the number of questions, and what was done about it. */
function replayedStops({ group, bound, ends }: Replayed): Block {
  const at = "/calibration/replayed";
  const places = ends.flatMap(({ questions, derived, notDerived }, index) => [
    ...(index === 0 ? [] : ["; "]),
    ...text`after ${value(countText(questions), `${at}/ends/${index}/questions`)} questions ${value(countText(derived), `${at}/ends/${index}/derived`)} and ${value(countText(notDerived), `${at}/ends/${index}/notDerived`)}`,
  ]);
  return {
    kind: "paragraph",
    text: text`A rule ended this study when the answers were clear (E at ${value(countText(bound), `${at}/bound`)} for ${name(group)}). A ratio is therefore learned from known models as the same rule, with the group of each pair as the named one, would have ended their studies: pairs with a known teacher, and pairs known to be unrelated, end ${places}.`,
  };
}

function scale(): Block[] {
  return [
    { kind: "heading", text: "Verbal scale" },
    {
      kind: "table",
      caption: "Terms for a likelihood ratio in favour of the first proposition",
      columns: [{ title: "Likelihood ratio" }, { title: "Term of support" }],
      rows: verbalScale.bands.map((band): Text[] => [[band.range], [band.term]]),
    },
    {
      kind: "paragraph",
      text: [
        `An edge belongs to the lower band; below 0.5 the reciprocal is read for the other proposition. The term is taken from the cautious end of the interval. Source: ${verbalScale.source}.`,
      ],
      tone: "note",
    },
  ];
}
