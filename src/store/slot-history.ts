import { explainSqliteError } from "./explain-sqlite-error.js";
import type { Store } from "./store.js";

export interface SlotHistory {
  /** Slots that have an answer (ok, refused, truncated or empty) and are not asked again. */
  readonly answered: ReadonlySet<string>;
  /** Slots whose question lies in a batch at the provider. */
  readonly pending: ReadonlySet<string>;
  /** For every other slot that was asked: how often, and the last intent. */
  readonly attempts: ReadonlyMap<string, { readonly attempt: number; readonly intent: number }>;
}

/** What a start needs to know to go on where the last run stopped. */
export function readSlotHistory(store: Store): SlotHistory {
  try {
    const answered = new Set<string>(
      store.sqlite
        .prepare("SELECT slot FROM answer WHERE status IN ('ok','refused','truncated','empty')")
        .pluck()
        .all() as string[],
    );
    const pending = new Set<string>(
      store.sqlite
        .prepare("SELECT slot FROM exchange WHERE outcome IS NULL AND batch IS NOT NULL")
        .pluck()
        .all() as string[],
    );
    const rows = store.sqlite
      .prepare(
        `SELECT slot, max(attempt) AS attempt, max(intent) AS intent FROM exchange
         WHERE slot NOT IN (SELECT slot FROM answer WHERE status IN ('ok','refused','truncated','empty')) GROUP BY slot`,
      )
      .all() as { slot: string; attempt: number; intent: number }[];
    return {
      answered,
      pending,
      attempts: new Map(rows.map(({ slot, attempt, intent }) => [slot, { attempt, intent }])),
    };
  } catch (error) {
    throw explainSqliteError(error, store.path);
  }
}
