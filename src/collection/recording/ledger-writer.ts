import { type Append, appendEntries } from "../../store/append-entry.js";
import { emptyHead, sealEntry } from "../../store/entry.js";
import type { Store } from "../../store/store.js";
import type { LogSync } from "../../store/sync-log.js";
import { type Clock, timeNow } from "../clock.js";
import { whenFree } from "../when-free.js";

export type Entry = Omit<Append, "wall" | "monoNs" | "actor">;

/** The actor of every entry that the collector writes. */
export const collectorActor = "collector";

interface Waiting {
  readonly append: Append;
  readonly resolve: (seq: number) => void;
  readonly reject: (error: unknown) => void;
}

export interface LedgerWriterParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Pick<LogSync, "sync">;
  readonly appendAll?: typeof appendEntries;
}

/**
 * Appends entries in the order of the calls. What comes while the disk is busy with the entries before goes into one
 * transaction, so one wait for the disk serves many calls. An append is done when it is on disk, not before. After a
 * failed append nothing more is written; only a database that another program holds for a while is waited for. An entry
 * that has no canonical form is turned back alone: the answers around it are paid for, and are kept.
 */
export class LedgerWriter {
  #waiting: Waiting[] = [];
  #running = false;
  #failure: unknown = null;
  readonly #parts: LedgerWriterParts;

  constructor(parts: LedgerWriterParts) {
    this.#parts = parts;
  }

  /** Resolves with the entry's `seq` once it is on disk. */
  append(entry: Entry): Promise<number> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    const append: Append = { ...timeNow(this.#parts.clock), actor: collectorActor, ...entry };
    return new Promise((resolve, reject) => {
      this.#waiting.push({ append, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      // Entries of the same turn go together: an outcome and the intent that follows it.
      process.nextTick(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#write(batch);
      } catch (error) {
        this.#failure = error;
        for (const waiting of [...batch, ...this.#waiting]) waiting.reject(error);
        this.#waiting = [];
      }
    }
    this.#running = false;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    let seqs: number[];
    try {
      seqs = await this.#commit(batch.map((waiting) => waiting.append));
    } catch (error) {
      const sound = error instanceof RangeError ? turnBackUnsound(batch) : batch;
      if (sound.length === batch.length) throw error;
      if (sound.length > 0) await this.#write(sound);
      return;
    }
    await this.#parts.log.sync();
    for (const [index, waiting] of batch.entries()) waiting.resolve(seqs[index]!);
  }

  #commit(appends: readonly Append[]): Promise<number[]> {
    const { store, clock, appendAll = appendEntries } = this.#parts;
    return whenFree(clock, () => appendAll(store, appends));
  }
}

/** Rejects the entries that have no canonical form, wherever in the chain they stood; gives the others. */
function turnBackUnsound(batch: readonly Waiting[]): Waiting[] {
  return batch.filter(({ append, reject }) => {
    try {
      sealEntry(append, emptyHead);
      return true;
    } catch (error) {
      reject(error);
      return false;
    }
  });
}
