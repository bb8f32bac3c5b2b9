/** Where a lane stands in the schedule, as the others see it. */
export interface WindowMember {
  /**
   * Block of its next fresh slot; null when it has none or is held up for a while and must not hold up others. Changes with
   * what happens to the lane, never with the clock: who is held has no timer, and is woken by the lane that held it.
   */
  currentBlock(): number | null;
}

/**
 * Keeps the lanes of a run together, so that all models are asked at about the same time: a lane may be a few blocks
 * ahead of the slowest one. The run as a whole takes no longer, since it ends with the slowest lane anyway.
 */
export class BlockWindow {
  readonly #members: readonly WindowMember[];
  readonly #ahead: number;

  constructor(members: readonly WindowMember[], ahead: number) {
    this.#members = members;
    this.#ahead = ahead;
  }

  allows(block: number): boolean {
    return this.#members.every((member) => {
      const current = member.currentBlock();
      return current === null || block <= current + this.#ahead;
    });
  }
}

/** Enough blocks for every lane to have all its workers busy, and two more. */
export function blocksAhead(concurrency: number, slotsPerBlock: number): number {
  return 2 + Math.ceil((2 * concurrency) / Math.max(1, slotsPerBlock));
}
