import type { Plan, Slot } from "../../study/plan.js";
import { QuestionBook } from "../lanes/cell.js";
import { modelsOf } from "../order/schedule.js";
import { costOfTokens, nanoUsdPerUsd } from "./cost.js";
import { priceOfLane } from "./find-price.js";
import type { PriceTable } from "./price-table.js";
import { estimateTokens } from "./token-estimate.js";

export interface CostRange {
  readonly low: number;
  readonly expected: number;
  readonly worst: number;
}

export interface ModelEstimate {
  readonly model: string;
  readonly lane: "live" | "batch";
  readonly requests: number;
  /** Input and output tokens together. */
  readonly tokens: CostRange;
  /** US dollars; null when the price is not known. */
  readonly usd: CostRange | null;
  /** Seconds that the declared limits alone make it last; 0 for a model asked in batches, which take their own time. */
  readonly seconds: number;
}

export interface CollectionEstimate {
  readonly requests: number;
  readonly tokens: CostRange;
  /** Sum over the models whose price is known. */
  readonly usd: CostRange;
  readonly unpriced: readonly string[];
  /** At least this long, by the declared requests per minute of the slowest endpoint. */
  readonly seconds: number;
  readonly pricesDate: string;
  readonly models: readonly ModelEstimate[];
}

/** Shares of the allowed output that answers use: short ones, usual ones, and all of it. */
const outputShare: CostRange = { low: 0.25, expected: 0.6, worst: 1 };
const nothing: CostRange = { low: 0, expected: 0, worst: 0 };

/** What asking these slots would cost: every slot once, without repeats after failures, which are rarely billed. */
export function estimateCost(plan: Plan, slots: readonly Slot[], prices: PriceTable): CollectionEstimate {
  const book = new QuestionBook(plan);
  const models = modelsOf(plan).map((model): ModelEstimate => {
    const price = priceOfLane(model, prices);
    const own = slots.filter((slot) => slot.model === model.id);
    let tokens = nothing;
    let usd = nothing;
    for (const slot of own) {
      const { input, inputWorst, outputWorst } = estimateTokens(book.question(slot));
      const inputs: CostRange = { low: input, expected: input, worst: inputWorst };
      tokens = addRange(tokens, (level) => inputs[level] + Math.ceil(outputWorst * outputShare[level]));
      usd = addRange(
        usd,
        (level) => (costOfTokens(inputs[level], outputWorst * outputShare[level], price) ?? 0) / nanoUsdPerUsd,
      );
    }
    const seconds = model.lane === "batch" ? 0 : (own.length * 60) / plan.limits.requestsPerMinute;
    return {
      model: model.id,
      lane: model.lane ?? "live",
      requests: own.length,
      tokens,
      usd: price === null ? null : usd,
      seconds,
    };
  });
  return {
    requests: slots.length,
    tokens: models.reduce((sum, model) => addRange(sum, (level) => model.tokens[level]), nothing),
    usd: models.reduce((sum, model) => addRange(sum, (level) => model.usd?.[level] ?? 0), nothing),
    unpriced: models.filter((model) => model.usd === null).map((model) => model.model),
    seconds: models.reduce((longest, model) => Math.max(longest, model.seconds), 0),
    pricesDate: prices.date,
    models,
  };
}

function addRange(sum: CostRange, amount: (level: keyof CostRange) => number): CostRange {
  return {
    low: sum.low + amount("low"),
    expected: sum.expected + amount("expected"),
    worst: sum.worst + amount("worst"),
  };
}
