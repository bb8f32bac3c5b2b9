import type { Findings } from "../../findings/findings.js";
import type { Block, Section } from "../document.js";
import { ownChannelTable } from "./own-channel-table.js";
import { sameChoicesBlocks } from "./same-choices.js";
import { styleBlocks } from "./styles.js";

/** What only probes of one kind show: each kind a channel of its own, shown and not counted. */
export function choicesSection(findings: Findings): Section {
  const channels = [...choiceBlocks(findings), ...styleBlocks(findings)];
  const same = sameChoicesBlocks(findings);
  const blocks: Block[] =
    channels.length === 0 && same.length === 0
      ? [
          {
            kind: "paragraph",
            text: ["No choice probes were asked, and none for refusals, reasoning or code."],
          },
        ]
      : [
          {
            kind: "paragraph",
            text: [
              "Shown, not counted. No set of known lineages calibrates these measures, so they are part of no score, tier or answer of this report. Each stands alone, is compared with the control models that answered the same probes, and is not averaged with the wording or with another kind. The words of answers to borderline requests, problems and programs are also read by the traits of section 5, like those of any other answer; choices are read here alone.",
            ],
            tone: "note",
          },
          ...channels,
          ...same,
        ];
  return { id: "choices", number: 9, title: "Other kinds of probes: choices, refusals, reasoning, code", blocks };
}

function choiceBlocks({ choices }: Findings): Block[] {
  const rows = choices.map((row, index) => ({ row, at: `/choices/${index}` }));
  // Findings of earlier versions do not say which; they read all choice probes as free ones.
  const free = rows.filter(({ row }) => row.asked !== "forced");
  const forced = rows.filter(({ row }) => row.asked === "forced");
  return [
    ...(free.length === 0
      ? []
      : ([
          { kind: "heading", text: "Free choices" },
          {
            kind: "paragraph",
            text: [
              "Which of many equally good options a model picks, over repeated questions. Rare agreement counts, common agreement hardly.",
            ],
          },
          ...ownChannelTable("Free choices by lineage group", free),
        ] satisfies Block[])),
    ...(forced.length === 0
      ? []
      : ([
          { kind: "heading", text: "Forced choices" },
          {
            kind: "paragraph",
            text: [
              "On which side a model comes down when a decision is close, asked in pairs of questions that differ by one edit. What all control models decide alike counts for nothing.",
            ],
          },
          ...ownChannelTable("Forced choices by lineage group", forced),
        ] satisfies Block[])),
  ];
}
