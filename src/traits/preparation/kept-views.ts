import type { Artefact } from "../cache/artefact-file.js";
import type { ViewId } from "../reading/read-answers.js";
import type { Trait } from "../trait.js";
import type { Preparation } from "./preparation.js";
import { readViews } from "./read-views.js";

/** The views that these traits read: kept ones, and all others in one pass over the answers. */
export async function keptViews(
  { panel, table, pool, cache, progress }: Preparation,
  traits: readonly Trait[],
): Promise<Map<ViewId, Artefact>> {
  const views = viewsOf(traits);
  const missing = views.filter((view) => !cache.has(view));
  if (missing.length > 0) progress(`reading ${table.answers} answers of ${table.models} models`);
  const read = missing.length === 0 ? new Map() : await readViews(pool, panel, table, missing);
  const artefacts = new Map<ViewId, Artefact>();
  for (const view of views) {
    const artefact = await cache.get(
      view,
      // A kept one that turns out damaged is read again.
      async () => read.get(view) ?? (await readViews(pool, panel, table, [view])).get(view)!,
    );
    artefacts.set(view, artefact);
  }
  // The threads hold a word list for every stretch that they read, and would keep it while all else is prepared.
  await pool.close();
  return artefacts;
}

function viewsOf(traits: readonly Trait[]): ViewId[] {
  const views = new Set<ViewId>(["canonical", "facts"]);
  for (const trait of traits) {
    if (trait.kind === "paired") views.add(trait.view);
    if (trait.kind === "format") views.add("format");
    if (trait.kind === "profile" && trait.stream === "openClose") views.add("openClose");
  }
  return [...views];
}
