export type ChainFaultKind = "file" | "entry" | "chain" | "blob" | "registry" | "outcome" | "answer" | "table" | "head";

export interface ChainFault {
  readonly kind: ChainFaultKind;
  /** The entry at fault, or null when the fault is of the file. */
  readonly seq: number | null;
  readonly what: string;
}

export const mostFaults = 100;

/** Faults in the order in which they were found; only the first hundred are kept. */
export class ChainFaults {
  readonly list: ChainFault[] = [];

  report(kind: ChainFaultKind, seq: number | null, what: string): void {
    if (this.list.length < mostFaults) this.list.push({ kind, seq, what });
  }
}
