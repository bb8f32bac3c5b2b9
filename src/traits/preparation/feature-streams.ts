import type { Artefact } from "../cache/artefact-file.js";
import { type FeatureStream, gramStream, tokenStream } from "../grams/feature-stream.js";
import type { ViewId } from "../reading/read-answers.js";
import type { TokenStore } from "../reading/token-store.js";
import type { StreamId } from "../trait.js";
import { openerSource } from "./opener-source.js";
import type { Preparation } from "./preparation.js";
import { storeOf } from "./read-views.js";
import { templateSource } from "./templates.js";

type GramStreamId = "openers" | "trigrams" | "templates";

/** One kind of features of all answers, for the profile traits that count it. */
export async function featureStream(
  preparation: Preparation,
  id: StreamId,
  views: ReadonlyMap<ViewId, Artefact>,
): Promise<FeatureStream> {
  const canonical = storeOf(views.get("canonical")!);
  if (id === "words") return tokenStream(canonical);
  if (id === "openClose") return tokenStream(storeOf(views.get("openClose")!));
  const artefact = await preparation.cache.get(`${id}-2`, async () => {
    preparation.progress(`counting ${id}`);
    const { size, rank, ids, start, totals } = await countGrams(preparation, id, canonical);
    return { numbers: { size }, arrays: { rank: rank!, ids, start, totals } };
  });
  const { rank, ids, start, totals } = artefact.arrays as Record<"rank" | "ids" | "start" | "totals", Int32Array>;
  return { size: artefact.numbers.size!, rank, ids, start, totals };
}

function countGrams({ pool, table }: Preparation, id: GramStreamId, canonical: TokenStore): Promise<FeatureStream> {
  const { ids, start, candidates } = canonical;
  switch (id) {
    case "openers":
      return gramStream(pool, table, openerSource(canonical), [1, 2, 3]);
    case "trigrams":
      return gramStream(pool, table, { ids, start, places: null, placeStart: start, candidates }, [3]);
    case "templates":
      return gramStream(pool, table, templateSource(table, canonical), [4]);
  }
}
