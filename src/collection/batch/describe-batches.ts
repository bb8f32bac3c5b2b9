import type { StoredBatch } from "../../store/batches.js";

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
