import type { ProbeKind } from "../../panel/panel.js";
import type { PackFile, ProbeFile } from "../pack-schema.js";

/** Kinds that a person writes by hand; canaries and watermarks come from their owner's key. */
export const writtenKinds = [
  "open-ended",
  "choice",
  "boundary",
  "reasoning",
  "code",
  "rare-knowledge",
  "identity",
] as const satisfies readonly ProbeKind[];
export type WrittenKind = (typeof writtenKinds)[number];

export interface NewPack {
  /** Address of the JSON Schema, as the pack names it. */
  readonly schema: string;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly kind: WrittenKind;
  readonly language: string;
  readonly licence: string;
  readonly probes: readonly Omit<ProbeFile, "id">[];
}

const defaultsOf: Readonly<Record<WrittenKind, NonNullable<PackFile["defaults"]>>> = {
  "open-ended": { temperature: 0.7, maxTokens: 400 },
  choice: { samples: 8, temperature: 1, maxTokens: 16 },
  boundary: { temperature: 0.7, maxTokens: 300 },
  reasoning: { temperature: 0.7, maxTokens: 600 },
  code: { temperature: 0.7, maxTokens: 600 },
  "rare-knowledge": { temperature: 0.7, maxTokens: 200 },
  identity: { samples: 1, temperature: 0.7, maxTokens: 200 },
};

/** A pack in its first version, its probes numbered, with the sampling that its kind needs. */
export function newPack({ schema, id, title, description, kind, language, licence, probes }: NewPack): PackFile {
  const initials = id
    .split("-")
    .flatMap((part) => part.slice(0, 1))
    .join("")
    .slice(0, 4);
  return {
    $schema: schema,
    id,
    version: "1.0.0",
    title,
    description,
    kind,
    language,
    licence,
    split: "public",
    defaults: defaultsOf[kind],
    probes: probes.map((probe, index) => ({ id: `${initials}-${String(index + 1).padStart(3, "0")}`, ...probe })),
  };
}

/**
 * How a choice is read, from what its author wrote: `heads, tails` is a closed set, `1-100` a range, `word` one free word.
 * Null when it is none of these.
 *
 * @example readerFrom("heads, tails") // => { type: "one-of", options: ["heads", "tails"] }
 * @example readerFrom("1-6") // => { type: "integer", min: 1, max: 6 }
 */
export function readerFrom(written: string): NonNullable<ProbeFile["answer"]> | null {
  const text = written.trim();
  if (text === "word") return { type: "word" };
  const range = /^(-?\d{1,9})\s*(?:-|–|to|\.\.)\s*(-?\d{1,9})$/u.exec(text);
  if (range !== null) return { type: "integer", min: Number(range[1]), max: Number(range[2]) };
  const options = text
    .split(",")
    .map((option) => option.trim())
    .filter((option) => option !== "");
  return options.length >= 2 ? { type: "one-of", options } : null;
}
