import type { Endpoint, Reply } from "../../endpoints/endpoint.js";
import type { RecordedUsage } from "../../store/exchange-records.js";
import type { AttemptOutcome } from "../decisions/attempt-outcome.js";
import type { Price } from "../money/price-table.js";
import type { LedgerWriter } from "../recording/ledger-writer.js";
import type { LoopLag } from "../recording/loop-lag.js";
import type { Redactor } from "../recording/redactor.js";
import type { Arrival } from "../recording/transport.js";
import type { Cell } from "./cell.js";

/** What all calls of a lane share. */
export interface AskingParts {
  readonly endpoint: Endpoint;
  readonly run: string;
  readonly price: Price | null;
  readonly worst: (cell: Cell) => { readonly tokens: number; readonly nanoUsd: number | null };
  readonly writer: LedgerWriter;
  readonly redactor: Redactor;
  readonly lag: LoopLag;
  readonly wallMs: () => number;
  /** Resolves when the socket may open. */
  readonly turn: () => Promise<void>;
}

/** An attempt that has ended and whose outcome is not yet written: what to write depends on what is decided. */
export interface EndedAttempt {
  readonly intent: number;
  readonly outcome: AttemptOutcome;
  readonly arrival: Arrival;
  /** Well formed and without keys. */
  readonly reply: Reply | null;
  /** Names of what was not well formed in it. */
  readonly illFormed: readonly string[];
  readonly usage: RecordedUsage;
  readonly costNanoUsd: number | null;
  readonly clientLimited: boolean;
  /** Milliseconds until a limit that an answer's headers show as used up is whole again, or null. */
  readonly exhaustedForMs: number | null;
  readonly redacted: readonly string[];
  /** A loaded secret stood in the reply: the run must end. */
  readonly secretInReply: boolean;
}

/** What the run around a lane hears of an attempt. */
export type EndedReply = Pick<EndedAttempt, "reply" | "secretInReply">;
