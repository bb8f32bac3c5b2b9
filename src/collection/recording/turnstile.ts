/**
 * Lets replies through one at a time, with a look at the network in between. When twenty replies come at the same moment,
 * the next question of the first is then on its way before the last is read: otherwise all twenty leave together, come
 * back together, and each waits for the nineteen others, round after round.
 */
export class Turnstile {
  readonly #waiting: (() => void)[] = [];
  /** One has passed, and the loop has not looked at the network since. */
  #passed = false;

  pass(): Promise<void> {
    if (this.#passed) return new Promise((resolve) => void this.#waiting.push(resolve));
    this.#passed = true;
    setImmediate(this.#next);
    return Promise.resolve();
  }

  readonly #next = (): void => {
    const next = this.#waiting.shift();
    this.#passed = next !== undefined;
    if (next === undefined) return;
    setImmediate(this.#next);
    next();
  };
}
