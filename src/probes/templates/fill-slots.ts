import type { RandomStream } from "../../statistics/random-stream.js";
import { readSlots, type Slot } from "./slots.js";
import type { TemplateFile } from "./template-schema.js";

/**
 * What the slots of one probe stand for. A slot keeps its entry wherever it is written in the probe; `{slot:2}` is another
 * entry than `{slot}`. Everything drawn comes from one stream, in the order in which slots are first met.
 */
export class Filling {
  readonly #chosen = new Map<string, number | string>();

  constructor(
    private readonly template: TemplateFile,
    private readonly stream: RandomStream,
  ) {}

  fill(text: string): string {
    return readSlots(text)!
      .map((part) => (typeof part === "string" ? part : this.#stand(part)))
      .join("");
  }

  #stand(slot: Slot): string {
    const words = this.template.words?.[slot.name];
    const text = words === undefined ? this.#made(slot) : this.#entry(slot, words);
    return slot.capital ? `${text.slice(0, 1).toUpperCase()}${text.slice(1)}` : text;
  }

  #entry(slot: Slot, words: NonNullable<TemplateFile["words"]>[string]): string {
    const taken = new Set(this.#others(slot.name));
    const place = this.#keep(slot, () => {
      const free = words.flatMap((_, index) => (taken.has(index) ? [] : [index]));
      return free[this.stream.below(free.length)]!;
    }) as number;
    const entry = words[place]!;
    return this.fill(typeof entry === "string" ? entry : entry[slot.form!]!);
  }

  /** Numbers and names: another ordinal gives another one, where the range has another. */
  #made(slot: Slot): string {
    const { numbers, names } = this.template;
    const range = numbers?.[slot.name];
    const draw = (): string => {
      if (range !== undefined) {
        const step = range.step ?? 1;
        return String(range.min + step * this.stream.below(Math.floor((range.max - range.min) / step) + 1));
      }
      const made = names![slot.name]!.map((syllables) => syllables[this.stream.below(syllables.length)]!).join("");
      return `${made.slice(0, 1).toUpperCase()}${made.slice(1)}`;
    };
    return this.#keep(slot, () => {
      const taken = this.#others(slot.name);
      let drawn = draw();
      for (let again = 0; again < 100 && taken.includes(drawn); again++) drawn = draw();
      return drawn;
    }) as string;
  }

  #keep({ name, ordinal }: Slot, choose: () => number | string): number | string {
    const key = `${name}:${ordinal}`;
    const known = this.#chosen.get(key);
    if (known !== undefined) return known;
    const chosen = choose();
    this.#chosen.set(key, chosen);
    return chosen;
  }

  #others(name: string): (number | string)[] {
    return [...this.#chosen].flatMap(([key, value]) => (key.startsWith(`${name}:`) ? [value] : []));
  }
}
