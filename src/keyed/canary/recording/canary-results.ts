import canonicalize from "canonicalize";
import { TeacherprintError } from "../../../errors.js";
import { appendEntries, inTransaction } from "../../../store/append-entry.js";
import { readBlob } from "../../../store/blobs.js";
import { sha256Hex } from "../../../store/digest.js";
import type { EntryTime } from "../../../store/entry.js";
import { entryFields, readEntries } from "../../../store/read-entries.js";
import type { Store } from "../../../store/store.js";
import { type CanaryResult, canaryResultSchema } from "../testing/canary-result.js";

const about = "canary result";

/** Keeps a result in the ledger; the same result is kept once. */
export function recordResult(store: Store, result: CanaryResult, time: EntryTime): void {
  const bytes = Buffer.from(canonicalize(result)!, "utf8");
  const digest = sha256Hex(bytes);
  inTransaction(store, () => {
    if (resultEntries(store).at(-1) === digest) return;
    appendEntries(store, [
      {
        ...time,
        actor: "canary-test",
        run: null,
        kind: "analysis.result",
        fields: { about, packId: result.packId, resultSha256: digest },
        blobs: [bytes],
      },
    ]);
  });
}

/**
 * Every test that was made on this study, packs in the order of their first tests: one that was made again with another
 * outcome stands beside the first. Where only words differ, as after a change of version, the last ones are taken.
 */
export function readCanaryResults(store: Store): CanaryResult[] {
  const packs = new Map<string, Map<string, CanaryResult>>();
  for (const digest of resultEntries(store)) {
    const result = readResult(store, digest);
    const tests = packs.get(result.packId) ?? new Map<string, CanaryResult>();
    packs.set(result.packId, tests.set(outcomeOf(result), result));
  }
  return [...packs.values()].flatMap((tests) => [...tests.values()]);
}

/** What makes two results two: the key, what it was held against, and what came out. */
function outcomeOf({
  packDigest,
  commitment,
  suspect,
  state,
  p,
  holm,
  answers,
  beacon,
  accounts,
}: CanaryResult): string {
  return canonicalize([
    packDigest,
    commitment,
    beacon.value ?? null,
    suspect,
    answers.sha256,
    state,
    p,
    holm,
    accounts?.clusters ?? null,
  ])!;
}

function readResult(store: Store, digest: string): CanaryResult {
  const bytes = readBlob(store, Buffer.from(digest, "hex"));
  const parsed = bytes === null ? null : canaryResultSchema.safeParse(JSON.parse(bytes.toString("utf8")));
  if (parsed?.success === true) return parsed.data;
  throw new TeacherprintError(
    "STORE_DAMAGED",
    `${store.path} names a canary result that it does not hold, or that another version wrote.`,
    "Run `teacherprint canary test` again; if it says the same, check the ledger with `collect --check`.",
  );
}

function resultEntries(store: Store): string[] {
  return [...readEntries(store, ["analysis.result"])].flatMap((entry) => {
    const fields = entryFields(entry);
    return fields.about === about ? [String(fields.resultSha256)] : [];
  });
}
