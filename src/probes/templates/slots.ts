/** One slot as it is written in a text. */
export interface Slot {
  readonly name: string;
  /** Which of several entries of the same slot, from 1. */
  readonly ordinal: number;
  /** Form of the entry; null for the entry itself. */
  readonly form: string | null;
  readonly capital: boolean;
}

/** A text taken apart: plain pieces and slots in their order. */
export type TextPart = string | Slot;

const piece = /\{\{|\}\}|\{([A-Za-z][A-Za-z0-9]*)(?:\.([A-Za-z][A-Za-z0-9]*))?(?::([1-9][0-9]?))?\}|[{}]/gu;

/** Takes a text apart. Null when a brace stands alone or what it holds is no slot. */
export function readSlots(text: string): TextPart[] | null {
  const parts: TextPart[] = [];
  let from = 0;
  for (const found of text.matchAll(piece)) {
    if (found.index > from) parts.push(text.slice(from, found.index));
    from = found.index + found[0].length;
    const [whole, name, form, ordinal] = found;
    if (whole === "{{" || whole === "}}") parts.push(whole[0]!);
    else if (name === undefined) return null;
    else {
      const small = `${name[0]!.toLowerCase()}${name.slice(1)}`;
      parts.push({ name: small, ordinal: Number(ordinal ?? 1), form: form ?? null, capital: small !== name });
    }
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** The slots of a text whose form is sound. */
export function slotsOf(text: string): Slot[] {
  return (readSlots(text) ?? []).filter((part): part is Slot => typeof part !== "string");
}
