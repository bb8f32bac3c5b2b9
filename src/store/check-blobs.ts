import { unpackBlob } from "./blobs.js";
import type { ChainFaults } from "./chain-faults.js";
import type { EntryCheck } from "./check-entries.js";
import { sha256 } from "./digest.js";
import type { Store } from "./store.js";

interface BlobRow {
  readonly sha256: Buffer;
  readonly size: number;
  readonly enc: string;
  readonly data: Buffer | null;
}

/** Every blob has the digest that names it, and every one that an entry names is there. Returns how many there are. */
export function checkBlobs(store: Store, entries: EntryCheck, faults: ChainFaults): number {
  const page = store.sqlite.prepare(
    "SELECT rowid AS id, sha256, size, enc, data FROM blob WHERE rowid > ? ORDER BY rowid LIMIT 100",
  );
  const missing = new Set(entries.named);
  let last = 0;
  let count = 0;
  for (;;) {
    const rows = page.all(last) as (BlobRow & { id: number })[];
    for (const row of rows) {
      count += 1;
      const hex = row.sha256.toString("hex");
      missing.delete(hex);
      if (row.data === null) {
        if (!entries.destroyed.has(hex))
          faults.report("blob", null, `blob ${hex} has lost its bytes, and no entry says that they were destroyed`);
      } else if (!isIntact(row.sha256, row.size, row.enc, row.data))
        faults.report("blob", null, `blob ${hex} has other bytes than its name says`);
    }
    if (rows.length === 0) break;
    last = rows.at(-1)!.id;
  }
  for (const hex of missing) faults.report("blob", null, `blob ${hex} is named by an entry but absent`);
  return count;
}

function isIntact(name: Buffer, size: number, encoding: string, data: Buffer): boolean {
  try {
    const bytes = unpackBlob(encoding, data);
    return bytes.byteLength === size && sha256(bytes).equals(name);
  } catch {
    return false;
  }
}
