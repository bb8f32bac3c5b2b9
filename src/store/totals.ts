import type { Plan } from "../study/plan.js";
import { explainSqliteError } from "./explain-sqlite-error.js";
import type { Store } from "./store.js";

/** Counts of one model, all from rows. `refused` and the like count slots; `attempts` counts requests. */
export interface ModelTotals {
  readonly model: string;
  readonly ok: number;
  readonly refused: number;
  readonly truncated: number;
  readonly empty: number;
  readonly invalid: number;
  readonly error: number;
  /** How many of the answers above were collected by others. */
  readonly imported: number;
  /** Requests sent: every intent, whatever became of it. */
  readonly attempts: number;
  /** Requests beyond the first of their slot. */
  readonly repeats: number;
  readonly failures: number;
  /** Replies with HTTP 429, 503 or 529. */
  readonly turnedAway: number;
  readonly orphans: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  /** Billed for certain, in nano-dollars. */
  readonly nanoUsd: number;
  /** The same plus the worst case of every call whose bill is not known. */
  readonly nanoUsdAtMost: number;
  /** The most tokens that can have been used, by the same rule. */
  readonly tokensAtMost: number;
  /** Requests to a model whose price is not known. */
  readonly unpriced: number;
}

export type Totals = Omit<ModelTotals, "model"> & { readonly models: readonly ModelTotals[] };

/** Zeros for a model that was not asked. */
export function noTotals(model: string): ModelTotals {
  return { model, ...noAnswers, ...noExchanges };
}

/**
 * Everything asked, answered and paid, for each model and in sum. Answers to packs of kind `opening`, which the plan names,
 * are meant to end at the limit: they count as ok, not as truncated.
 */
export async function readTotals(store: Store, plan?: Pick<Plan, "packs">): Promise<Totals> {
  try {
    const exchanges = exchangeTotals(store);
    const cutOnPurpose = (plan?.packs ?? []).filter(({ kind }) => kind === "opening").map(({ id }) => id);
    const answers = answerTotals(store, cutOnPurpose);
    const names = [...new Set([...answers.keys(), ...exchanges.keys()])].sort();
    const models = names.map((model) => ({
      model,
      ...(answers.get(model) ?? noAnswers),
      ...(exchanges.get(model) ?? noExchanges),
    }));
    return { ...addUp(models), models };
  } catch (error) {
    throw explainSqliteError(error, store.path);
  }
}

const noAnswers = { ok: 0, refused: 0, truncated: 0, empty: 0, invalid: 0, error: 0, imported: 0 };
const noExchanges = {
  attempts: 0,
  repeats: 0,
  failures: 0,
  turnedAway: 0,
  orphans: 0,
  inputTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  nanoUsd: 0,
  nanoUsdAtMost: 0,
  tokensAtMost: 0,
  unpriced: 0,
};

/**
 * A call's bill is known when its usage is, and zero when the endpoint turned it away (HTTP 4xx, 5xx) or never took
 * the connection or never ran it (a batch that expired or was refused). Everything else (cut, timed out, orphaned, still open) may have been billed up to its worst case.
 */
const unbilled = `((kind = 'reply' AND status >= 300) OR (kind = 'failure' AND fault IN ('refused', 'dns', 'unreachable', 'tls', 'not-sent', 'not-run')))`;

function exchangeTotals(store: Store): Map<string, typeof noExchanges> {
  const rows = store.sqlite
    .prepare(
      `SELECT model, count(*) AS attempts, sum(attempt > 1) AS repeats, sum(kind IS 'failure') AS failures,
         sum(status IS 429 OR status IS 503 OR status IS 529) AS turnedAway, sum(kind IS 'orphan') AS orphans,
         sum(coalesce(input_tokens, 0)) AS inputTokens, sum(coalesce(output_tokens, 0)) AS outputTokens,
         sum(coalesce(reasoning_tokens, 0)) AS reasoningTokens, sum(coalesce(cost_nano_usd, 0)) AS nanoUsd,
         sum(CASE WHEN cost_nano_usd IS NOT NULL THEN cost_nano_usd WHEN ${unbilled} THEN 0
           ELSE coalesce(worst_nano_usd, 0) END) AS nanoUsdAtMost,
         sum(CASE WHEN output_tokens IS NOT NULL THEN coalesce(input_tokens, 0) + output_tokens WHEN ${unbilled} THEN 0
           ELSE worst_tokens END) AS tokensAtMost,
         sum(worst_nano_usd IS NULL) AS unpriced
       FROM exchange GROUP BY model`,
    )
    .all() as (typeof noExchanges & { model: string })[];
  return new Map(rows.map(({ model, ...counts }) => [model, counts]));
}

function answerTotals(store: Store, cutOnPurpose: readonly string[]): Map<string, typeof noAnswers> {
  const rows = store.sqlite
    .prepare(
      `SELECT model, iif(status = 'truncated' AND pack IN (SELECT value FROM json_each(?)), 'ok', status) AS counted,
         count(*) AS count, sum(source = 'import') AS imported FROM answer GROUP BY model, counted`,
    )
    .all(JSON.stringify(cutOnPurpose)) as { model: string; counted: string; count: number; imported: number }[];
  const totals = new Map<string, typeof noAnswers>();
  for (const { model, counted, count, imported } of rows) {
    const known = totals.get(model) ?? noAnswers;
    totals.set(model, { ...known, [counted]: count, imported: known.imported + imported });
  }
  return totals;
}

function addUp(models: readonly ModelTotals[]): Omit<ModelTotals, "model"> {
  const sum: Record<string, number> = { ...noAnswers, ...noExchanges };
  for (const { model: _, ...counts } of models) {
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum as unknown as Omit<ModelTotals, "model">;
}
