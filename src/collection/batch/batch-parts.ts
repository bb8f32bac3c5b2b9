import type { BatchEndpoint } from "../../endpoints/batches.js";
import type { Provider, Reply } from "../../endpoints/endpoint.js";
import type { RandomStream } from "../../statistics/random-stream.js";
import type { BatchedCall } from "../../store/batches.js";
import type { Store } from "../../store/store.js";
import type { Slot } from "../../study/plan.js";
import type { Cell } from "../lanes/cell.js";
import type { EndedReply } from "../lanes/ended-attempt.js";
import type { BudgetVerdict, Use } from "../money/budget.js";
import type { Price } from "../money/price-table.js";
import type { LedgerWriter } from "../recording/ledger-writer.js";
import type { Redactor } from "../recording/redactor.js";
import type { BatchSettings } from "./batch-settings.js";

/** What a batch lane needs from the run around it. */
export interface BatchHost {
  now(): number;
  wallMs(): number;
  after(milliseconds: number, action: () => void): () => void;
  makeCell(slot: Slot): Cell;
  /** Whether anything that costs money may be sent: the authorisation holds. Looking and fetching are free. */
  maySpend(): boolean;
  /** Asks for budget for one question; `send` sets its worst case aside. */
  reserve(cell: Cell): BudgetVerdict;
  /** The worst case set aside becomes what was used; null when it was never asked. */
  settleUse(worst: Use, used: Use | null): void;
  /** A call of an earlier run that is still open: counted as spent at its worst, it may yet turn out cheaper. */
  reopenUse(worst: Use): void;
  ended(model: string, ended: EndedReply, seq: number, final: boolean): void;
  budgetReached(reason: string): void;
  /** The run must end: the ledger cannot be written, or a secret came back. */
  failed(error: unknown): void;
  secretSeen(model: string): void;
}

export interface BatchLaneParts {
  readonly model: string;
  readonly provider: Provider;
  /** Without an answer and in no batch, in schedule order. */
  readonly slots: readonly Slot[];
  /** Every slot of the model, by name: what comes back without an answer goes in the next batch. */
  readonly slotNamed: (name: string) => Slot | null;
  readonly endpoint: BatchEndpoint;
  readonly readReply: (body: string) => Reply;
  readonly price: Price | null;
  readonly store: Store;
  readonly run: string;
  readonly studyKey: Uint8Array;
  readonly writer: LedgerWriter;
  readonly redactor: Redactor;
  /** The recording fetch. */
  readonly fetch: typeof fetch;
  readonly settings: BatchSettings;
  readonly random: RandomStream;
  readonly host: BatchHost;
}

/** A batch that is not closed, as the lane knows it. */
export interface PendingBatch {
  readonly name: string;
  readonly requests: number;
  /** The provider's; null until it is known. */
  id: string | null;
  /** Wall time at which it was last asked for, when that may have made it; null when it was certainly not made. */
  askedMs: number | null;
  readonly plannedMs: number;
  /** Every call in it has its outcome. */
  settled: boolean;
  /** Monotonic milliseconds of the first search in this run. */
  searchedSince: number | null;
  looks: number;
  /** Looks since it ended that found fewer results than it counts. */
  lateLooks: number;
  failures: number;
  /** The provider has shown it in this run: it is there, and for the key of this run. */
  seen: boolean;
  /** Times in a row that the provider did not know it. */
  notFound: number;
  /** It stays open, and nothing more is done about it in this run. */
  setAside: boolean;
  failingSince: number | null;
  trouble: string | null;
  /** Calls that came back without an answer and go in another batch once this one is closed. */
  readonly again: BatchedCall[];
  /** Monotonic milliseconds. */
  nextAt: number;
  state: string | null;
  done: number;
}
