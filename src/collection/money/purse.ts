import type { Cell } from "../lanes/cell.js";
import type { EndedAttempt } from "../lanes/ended-attempt.js";
import { addUse, type BudgetLimits, type BudgetVerdict, checkBudget, noUse, subtractUse, type Use } from "./budget.js";
import { costOfTokens } from "./cost.js";
import type { Price } from "./price-table.js";
import { useOfCall } from "./use-of-call.js";

/** What a study has used and what is in flight, under its limits. Begins with the sum over the rows of earlier runs. */
export class Purse {
  readonly #limits: BudgetLimits;
  readonly #prices: ReadonlyMap<string, Price | null>;
  #spent: Use;
  #inFlight: Use = noUse;

  constructor(limits: BudgetLimits, spent: Use, prices: ReadonlyMap<string, Price | null>) {
    this.#limits = limits;
    this.#spent = spent;
    this.#prices = prices;
  }

  get limited(): boolean {
    return this.#limits.usd !== null || this.#limits.requests !== null || this.#limits.tokens !== null;
  }

  /** Null when no price is known at all. */
  get spentNanoUsd(): number | null {
    return [...this.#prices.values()].some((price) => price !== null) ? this.#spent.nanoUsd : null;
  }

  get inFlight(): number {
    return this.#inFlight.requests;
  }

  /** The most that one call for this slot can use; without a known price its cost counts as nothing. */
  worst({ estimate, slot }: Cell): Use {
    const { inputWorst, outputWorst } = estimate;
    const price = this.#prices.get(slot.model) ?? null;
    return {
      requests: 1,
      tokens: inputWorst + outputWorst,
      nanoUsd: costOfTokens(inputWorst, outputWorst, price) ?? 0,
    };
  }

  /** `send` sets the worst case aside until `settle`. */
  reserve(cell: Cell): BudgetVerdict {
    const next = this.worst(cell);
    const verdict = checkBudget(this.#limits, this.#spent, this.#inFlight, next);
    if (verdict.kind === "send") this.#inFlight = addUse(this.#inFlight, next);
    return verdict;
  }

  /** Calls of an earlier run that are still open: counted as spent at their worst, they may yet turn out cheaper. */
  reopen(worst: Use): void {
    this.#spent = subtractUse(this.#spent, worst);
    this.#inFlight = addUse(this.#inFlight, worst);
  }

  /** What was set aside at its worst becomes what was used; null for nothing. */
  settleUse(worst: Use, used: Use | null): void {
    this.#inFlight = subtractUse(this.#inFlight, worst);
    if (used !== null) this.#spent = addUse(this.#spent, used);
  }

  /** `ended` is null for a call that was never made. */
  settle(cell: Cell, ended: EndedAttempt | null): void {
    const worst = this.worst(cell);
    this.#inFlight = subtractUse(this.#inFlight, worst);
    if (ended !== null) this.#spent = addUse(this.#spent, useOfCall(ended, worst));
  }
}
