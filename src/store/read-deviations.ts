import type { JsonObject } from "./canonical.js";
import { entryFields, readEntries } from "./read-entries.js";
import type { Store } from "./store.js";

/** One recorded difference between a study and its frozen plan. */
export interface Deviation {
  /** RFC 3339. */
  readonly recorded: string;
  readonly change: string;
  /** The user's own words, where there are any. */
  readonly reason: string | null;
  /** `exploratory`: what follows from it was not fixed beforehand. */
  readonly effect: "stated" | "exploratory";
}

/** Every recorded deviation, one row a change, in the order of recording. */
export function readDeviations(store: Store): Deviation[] {
  return [...readEntries(store, ["deviation"])].flatMap((entry) => rowsOf(entryFields(entry)));
}

function rowsOf({ wall, what, reason, effect, changes }: JsonObject): Deviation[] {
  const listed = Array.isArray(changes) && changes.length > 0 ? changes : [String(what)];
  return listed.map((change) => {
    const own: JsonObject = typeof change === "object" && change !== null ? (change as JsonObject) : { what: change };
    return {
      recorded: String(wall),
      change: String(own.what),
      reason: typeof reason === "string" ? reason : null,
      effect: (own.effect ?? effect) === "exploratory" ? "exploratory" : "stated",
    };
  });
}
