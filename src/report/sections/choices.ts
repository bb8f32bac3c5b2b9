import type { Findings } from "../../findings/findings.js";
import type { Block, Section } from "../document.js";
import { type OwnChannel, ownChannelsOf } from "../own-channels.js";
import { ownChannelTable } from "./own-channel-table.js";
import { sameChoicesBlocks } from "./same-choices.js";

/** What only probes of one kind show: each kind a channel of its own, shown and not counted. */
export function choicesSection(findings: Findings): Section {
  const channels = ownChannelsOf(findings).flatMap(channelBlocks);
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

function channelBlocks({ title, meaning, rows }: OwnChannel): Block[] {
  return [
    { kind: "heading", text: title },
    { kind: "paragraph", text: [meaning] },
    ...ownChannelTable(`${title} by lineage group`, rows),
  ];
}
