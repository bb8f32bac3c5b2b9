import type { Findings } from "../../findings/findings.js";
import type { StyleFinding } from "../../findings/own-channel-schema.js";
import type { Block } from "../document.js";
import { ownChannelTable } from "./own-channel-table.js";

interface ChannelWords {
  readonly title: string;
  readonly meaning: string;
}

const words: Readonly<Record<StyleFinding["channel"], ChannelWords>> = {
  refusals: {
    title: "Refusals",
    meaning:
      "Borderline but harmless requests: whether a model declines, whether it does so at once, whether it says why, whether it offers something else. What nearly all control models do counts little. The phrases are English; other languages are not read.",
  },
  reasoning: {
    title: "Reasoning style",
    meaning:
      "How short problems are worked out in the visible answer: steps, checks, joining words, form of the result. Length is not counted. The phrases are English; other languages are not read.",
  },
  code: {
    title: "Code style",
    meaning:
      "How small programs are written: comments, docstrings, names, guard clauses, types, layout and what stands around the code. Length is not counted. Written for Python and JavaScript; of other languages less is read.",
  },
};

const order: readonly StyleFinding["channel"][] = ["refusals", "reasoning", "code"];

/** Refusals, reasoning and code: each with its own heading, meaning and table. */
export function styleBlocks({ styles = [] }: Findings): Block[] {
  const rows = styles.map((row, index) => ({ row, at: `/styles/${index}` }));
  return order.flatMap((channel): Block[] => {
    const own = rows.filter(({ row }) => row.channel === channel);
    if (own.length === 0) return [];
    const { title, meaning } = words[channel];
    return [
      { kind: "heading", text: title },
      { kind: "paragraph", text: [meaning] },
      ...ownChannelTable(`${title} by lineage group`, own),
    ];
  });
}
