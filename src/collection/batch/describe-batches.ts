import type { StoredBatch } from "../../store/batches.js";
import type { PendingBatch } from "./batch-parts.js";
import { isHandedIn } from "./pending-batch.js";

/** What waits at providers, a line each, for whoever looks from another shell. */
export function describeWaiting(batches: readonly StoredBatch[]): string[] {
  return batches.flatMap((batch) => {
    if (batch.closed !== null) return [];
    const { model, name, id, requests, done, open, state, wall, created_wall } = batch;
    if (requests === 0) return [];
    if (id === null) {
      const where =
        batch.create_call === null ? "written down, not yet at the provider" : "asked for, its id not known";
      return [`${model}: batch ${name} of ${requests} questions, ${where}, since ${wall}`];
    }
    const recorded = requests - open;
    const stand = recorded > 0 ? `${recorded} of ${requests} recorded` : `${done ?? 0} of ${requests} done`;
    return [`${model}: waiting for batch ${id}, ${stand} (${state ?? "no word yet"}), since ${created_wall}`];
  });
}

/** What a reader must know of the time and order of answers that came in batches; null when there are none. */
export function batchNotice(model: string, batches: readonly StoredBatch[]): string | null {
  const own = batches.filter(
    (batch) => batch.model === model && batch.created_wall !== null && batch.closed_wall !== null,
  );
  if (own.length === 0) return null;
  const from = own.map((batch) => batch.created_wall!).reduce((a, b) => (a < b ? a : b));
  const to = own.map((batch) => batch.closed_wall!).reduce((a, b) => (a > b ? a : b));
  const what = own.length === 1 ? "a batch" : `${own.length} batches`;
  return `"${model}" was asked in ${what} between ${from} and ${to}: the provider chose when and in which order it answered, so its answers are not interleaved with those of other models, and a change of the endpoint within a batch may go unseen.`;
}

/** What a run leaves of one batch when it ends, in a sentence. */
export function describeLeft(model: string, batch: PendingBatch): string {
  const { name, id, requests, setAside } = batch;
  if (setAside) {
    const known = id ?? name;
    return `"${model}": batch ${known} of ${requests} questions stays open. If the key is of another project, workspace or account than the one that handed it in, run the same command with that one; if the provider has dropped the batch, add --give-up ${known}: its questions are asked again, and may be billed a second time`;
  }
  if (!isHandedIn(batch))
    return `"${model}": a batch of ${requests} questions (${name}) is written down and was not handed in`;
  return id === null
    ? `"${model}": a batch of ${requests} questions (${name}) may have been made; the next run looks for it before it asks again`
    : `"${model}": batch ${id} of ${requests} questions goes on at the provider; run the same command again to fetch its answers`;
}

/** Said where a batch has ended and its results stay fewer than the questions that it counts as done. */
export function describeFewResults(model: string, batch: PendingBatch, lines: number): string {
  const { name, id, done, requests } = batch;
  const results = lines === 0 ? "no results" : `only ${lines} results`;
  return `"${model}": batch ${id ?? name} has ended with ${done} of ${requests} questions done, and ${results} could be fetched in several looks. What has no result may have been billed and is asked again.`;
}
