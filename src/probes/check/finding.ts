/** What `packs check` looks for; docs/probe-packs.md explains each. */
export type PackRule =
  | "file"
  | "schema"
  | "duplicate-id"
  | "question"
  | "reader"
  | "language"
  | "file-name"
  | "duplicate-prompt"
  | "near-duplicate"
  | "vendor-name"
  | "leading-words"
  | "ageing"
  | "unsafe-topic"
  | "prompt-length"
  | "typography"
  | "placeholder"
  | "options-not-in-prompt"
  | "range-not-in-prompt"
  | "answer-too-long"
  | "few-samples"
  | "commitment"
  | "template";

export interface PackFinding {
  readonly file: string;
  /** For example `probes[3].prompt`. */
  readonly place: string;
  /** From 1; null when the file has no such line. */
  readonly line: number | null;
  readonly rule: PackRule;
  /** An `error` must be mended before the pack is used; a `warning` needs a second look. */
  readonly severity: "error" | "warning";
  readonly found: string;
  readonly fix: string;
}

/** A finding about one probe, before its file and line are known. */
export interface ProbeFinding {
  readonly place: readonly (string | number)[];
  readonly rule: PackRule;
  readonly severity: "error" | "warning";
  readonly found: string;
  readonly fix: string;
}
