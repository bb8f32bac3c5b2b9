import type { Findings } from "../../findings/findings.js";
import { type Block, listOf, name, type Text, text, value } from "../document.js";
import { notAvailable, probabilityText, scoreText } from "../numbers.js";

/** Models of known lineage in the suspect's place. Nothing for panels, which have no run, and for findings of before. */
export function inRunBlocks({ inRunControls, study }: Findings): Block[] {
  if (inRunControls === undefined || study.source === "panel") return [];
  const heading: Block = { kind: "heading", text: "In-run controls" };
  if (inRunControls.length === 0)
    return [
      heading,
      {
        kind: "paragraph",
        text: [
          "The study names no in-run control: no model of known lineage was asked beside the suspect and judged like it, so this run has no check of its own.",
        ],
      },
    ];
  const failed = inRunControls.some((control) => control.passed === false);
  const missing = (["negative", "positive"] as const).filter((kind) => inRunControls.every((one) => one.kind !== kind));
  return [
    heading,
    {
      kind: "paragraph",
      text: [
        "Models of known lineage, asked in the same schedule, out of every cohort, and judged exactly like the suspect. A negative one is known to have learned from no listed teacher, and no group may stand out for it; a positive one is a known student or variant of its group, which must be in its set.",
        ...(missing.length > 0 ? [` The study names no ${missing.join(" and no ")} one.`] : []),
      ],
    },
    ...(failed
      ? [
          {
            kind: "paragraph",
            tone: "warning",
            text: [
              "An in-run control was judged wrongly. Until that is explained, every group has tier 0 and the findings are descriptive only.",
            ],
          } as const,
        ]
      : []),
    {
      kind: "table",
      caption: "In-run controls in the suspect's place",
      columns: [
        { title: "Model" },
        { title: "Known as" },
        { title: "Result" },
        { title: "What was seen" },
        { title: "Score", align: "right" },
        { title: "5 % threshold", align: "right" },
      ],
      rows: inRunControls.map((control, index): Text[] => [
        [name(control.model)],
        control.group === null
          ? ["unrelated (negative)"]
          : text`student or variant of ${name(control.group)} (positive)`,
        [resultOf(control.passed)],
        seen(control),
        [value(scoreText(control.score), `/inRunControls/${index}/score`)],
        [value(scoreText(control.threshold05), `/inRunControls/${index}/threshold05`)],
      ]),
    },
  ];
}

type Control = NonNullable<Findings["inRunControls"]>[number];

function resultOf(passed: boolean | null): Text[number] {
  return passed === null ? "not judged" : passed ? "passed" : { strong: "failed" };
}

/** The explanation, with the groups of a set that holds more than the one in question. */
function seen({ passed, explanation, set }: Control): Text {
  return passed === true && set.length > 1 ? [`${explanation}: `, ...listOf(set.map(name))] : [explanation];
}

/** What a hurried reader must know of the in-run controls; empty when all went as known. */
export function inRunWarnings({ inRunControls = [] }: Findings): Text[] {
  return inRunControls.flatMap(({ model, kind, passed, explanation }): Text[] => {
    if (passed === true) return [];
    return passed === false
      ? [
          text`The ${kind} in-run control ${name(model)} was judged wrongly: ${explanation}. Until that is explained, every group has tier 0 (section 12).`,
        ]
      : [text`The ${kind} in-run control ${name(model)} could not be judged: ${explanation} (section 12).`];
  });
}

/** Whether endpoints changed under way. Nothing for panels and for findings of before. */
export function driftBlocks({ quality: { drift }, study }: Findings): Block[] {
  if (drift === undefined || study.source === "panel") return [];
  const heading: Block = { kind: "heading", text: "Drift" };
  const tested = drift.flatMap((one, index) => (one.p === null ? [] : [{ ...one, p: one.p, index }]));
  if (tested.length === 0)
    return [
      heading,
      {
        kind: "paragraph",
        text: [
          "Drift could not be tested: no probe was answered again at start, middle and end of the collection. Studies under 2,000 questions repeat none.",
        ],
      },
    ];
  const changed = tested.filter((one) => one.changed);
  const least = tested.reduce((smallest, one) => (one.p < smallest.p ? one : smallest));
  if (changed.length === 0)
    return [
      heading,
      {
        kind: "paragraph",
        text: text`Some probes were asked again at start, middle and end. Of ${value(String(drift.length), "/quality/drift/length")} models with such probes none answered them differently as the collection went on (smallest p ${value(probabilityText(least.p), `/quality/drift/${least.index}/p`)}, for ${name(least.model)}; a tier is lost below 0.01).`,
      },
    ];
  return [
    heading,
    {
      kind: "table",
      caption: "Models that answered repeated probes differently as the collection went on",
      columns: [
        { title: "Model" },
        { title: "Probes", align: "right" },
        { title: "Likeness within less between", align: "right" },
        { title: "p", align: "right" },
      ],
      rows: changed.map((one): Text[] => [
        [name(one.model)],
        [value(String(one.probes), `/quality/drift/${one.index}/probes`)],
        [value(scoreText(one.statistic), `/quality/drift/${one.index}/statistic`)],
        [value(one.p === null ? notAvailable : probabilityText(one.p), `/quality/drift/${one.index}/p`)],
      ]),
    },
    {
      kind: "paragraph",
      text: [
        "Permutation test of places within each probe, p below 0.01. Drift of the suspect takes a tier from every group, drift of a teacher from its own group; that of a control is only shown.",
      ],
    },
  ];
}
