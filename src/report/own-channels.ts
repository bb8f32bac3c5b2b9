import type { Findings } from "../findings/findings.js";
import type { ChoiceFinding, StyleFinding } from "../findings/own-channel-schema.js";

export interface OwnChannelRow {
  readonly row: ChoiceFinding | StyleFinding;
  /** JSON pointer of the row. */
  readonly at: string;
}

/** One kind of probes that has a channel of its own, with what it says of each lineage group. */
export interface OwnChannel {
  readonly title: string;
  readonly meaning: string;
  /** One at least; largest score first, as in the findings. */
  readonly rows: readonly OwnChannelRow[];
}

type Kind = "free" | "forced" | StyleFinding["channel"];

/** In the order of the report. */
const words: Readonly<Record<Kind, Omit<OwnChannel, "rows">>> = {
  free: {
    title: "Free choices",
    meaning:
      "Which of many equally good options a model picks, over repeated questions. Rare agreement counts, common agreement hardly.",
  },
  forced: {
    title: "Forced choices",
    meaning:
      "On which side a model comes down when a decision is close, asked in pairs of questions that differ by one edit. What all control models decide alike counts for nothing.",
  },
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

/** The channels that the suspect answered probes of. */
export function ownChannelsOf({ choices, styles = [] }: Findings): OwnChannel[] {
  const rows: (OwnChannelRow & { readonly kind: Kind })[] = [
    // Findings of earlier versions do not say which; they read all choice probes as free ones.
    ...choices.map((row, index) => ({ row, at: `/choices/${index}`, kind: row.asked ?? "free" })),
    ...styles.map((row, index) => ({ row, at: `/styles/${index}`, kind: row.channel })),
  ];
  return (Object.keys(words) as Kind[]).flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    return own.length === 0 ? [] : [{ ...words[kind], rows: own }];
  });
}
