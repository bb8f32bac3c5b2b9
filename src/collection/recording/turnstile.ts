/**
 * Lets replies through one at a time, with a look at the network in between. When twenty replies come at the same moment,
 * the next question of the first is then on its way before the last is read: otherwise all twenty leave together, come
 * back together, and each waits for the nineteen others, round after round.
 */
export class Turnstile {
  readonly #waiting: (() => void)[] = [];

  pass(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) setImmediate(this.#next);
    });
  }

  readonly #next = (): void => {
    this.#waiting.shift()!();
    if (this.#waiting.length > 0) setImmediate(this.#next);
  };
}
