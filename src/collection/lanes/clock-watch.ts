import { entryFields, readEntries } from "../../store/read-entries.js";
import type { Store } from "../../store/store.js";
import type { Clock } from "../clock.js";
import { type ClockDeviation, comparedWithLedger, comparedWithServer } from "../decisions/clock-deviation.js";
import type { LedgerWriter } from "../recording/ledger-writer.js";
import type { Arrival, Outgoing, Transport } from "../recording/transport.js";

/**
 * Notices that the clock by which everything is dated is wrong: by the dates of the replies, and by the ledger, which a run
 * follows. Says so once a run. It never keeps anybody from collecting.
 */
export class ClockWatch {
  readonly notices: string[] = [];
  readonly #clock: Clock;
  /** In words; the same difference is recorded once a study. */
  readonly #recorded: ReadonlySet<string>;
  readonly #ofLedger: ClockDeviation | null;
  #ofServer: ClockDeviation | null = null;
  #written: Promise<unknown> = Promise.resolve();
  #run: { readonly number: string; readonly writer: LedgerWriter } | null = null;

  /** Before the run writes anything. */
  constructor(store: Store, clock: Clock) {
    this.#clock = clock;
    this.#recorded = new Set([...readEntries(store, ["deviation"])].map((entry) => String(entryFields(entry).what)));
    const last = lastEntryWall(store);
    this.#ofLedger = last === null ? null : comparedWithLedger(last, clock.wall().getTime());
  }

  startRun(number: string, writer: LedgerWriter): void {
    this.#run = { number, writer };
    if (this.#ofLedger !== null) this.#tell(this.#ofLedger);
  }

  /** Resolves when what was noticed is on disk. */
  async written(): Promise<void> {
    await this.#written;
  }

  /** The same transport, with the date of each reply looked at. */
  watching(send: Transport): Transport {
    return async (outgoing, limits) => {
      const sentAt = this.#clock.wall().getTime();
      const arrival = await send(outgoing, limits);
      this.#observe(outgoing, arrival, sentAt);
      return arrival;
    };
  }

  #observe({ url }: Outgoing, { headers }: Arrival, sentAt: number): void {
    if (this.#run === null || this.#ofServer !== null) return;
    const date = headers.find(([name]) => name === "date")?.[1];
    if (date === undefined) return;
    const { host } = new URL(url);
    this.#ofServer = comparedWithServer({ host, date, sentAt, endedAt: this.#clock.wall().getTime() });
    if (this.#ofServer !== null) this.#tell(this.#ofServer);
  }

  #tell({ fields, notice }: ClockDeviation): void {
    this.notices.push(notice);
    if (this.#run === null || this.#recorded.has(fields.what)) return;
    const { number: run, writer } = this.#run;
    this.#written = Promise.all([this.#written, writer.append({ kind: "deviation", run, fields })]);
    // Whoever waits for it hears of a fault.
    this.#written.catch(() => undefined);
  }
}

function lastEntryWall(store: Store): string | null {
  const jcs = store.sqlite.prepare("SELECT jcs FROM ledger ORDER BY seq DESC LIMIT 1").pluck().get() as
    | Buffer
    | undefined;
  return jcs === undefined ? null : String((JSON.parse(jcs.toString("utf8")) as { wall?: unknown }).wall);
}
