import type { BatchedCall } from "../../store/batches.js";
import type { Slot } from "../../study/plan.js";

/** The call that another one repeats. */
export interface EarlierCall {
  readonly attempt: number;
  readonly intent: number;
}

/** The questions of a batch lane that are in no batch: those that came back without an answer first, then in schedule order. */
export class BatchQuestions {
  readonly #fresh: readonly Slot[];
  readonly #named: (name: string) => Slot | null;
  readonly #again: Slot[] = [];
  readonly #tries = new Map<string, number>();
  /** Last call of each question that is asked again. */
  readonly #earlier = new Map<string, EarlierCall>();
  #next = 0;

  /** @param named every slot of the model, by name */
  constructor(fresh: readonly Slot[], named: (name: string) => Slot | null) {
    this.#fresh = fresh;
    this.#named = named;
  }

  get waitingAgain(): number {
    return this.#again.length;
  }

  peek(): Slot | null {
    return this.#again[0] ?? this.#fresh[this.#next] ?? null;
  }

  /** Takes the question that `peek` shows; from now on it has been in one more batch. */
  take(): void {
    const slot = this.peek();
    if (slot === null) return;
    if (this.#again.length > 0) this.#again.shift();
    else this.#next += 1;
    this.#tries.set(slot.slot, (this.#tries.get(slot.slot) ?? 0) + 1);
  }

  /** The call that the next one for this slot would repeat, where that was made in this run. */
  earlier(slot: string): EarlierCall | null {
    return this.#earlier.get(slot) ?? null;
  }

  /** Batches of this run that the question has been in; one that an earlier run put in a batch counts from there. */
  triesOf(slot: string): number {
    return this.#tries.get(slot) ?? 1;
  }

  /** A question that goes in the next batch; `free` when the last one does not count as a try. */
  putBack({ slot: name, attempt, intent }: BatchedCall, free: boolean): void {
    const slot = this.#named(name);
    if (slot === null) return;
    this.#again.push(slot);
    this.#earlier.set(name, { attempt, intent });
    if (free) this.#tries.delete(name);
  }
}
