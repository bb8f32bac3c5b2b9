import type { RandomStream } from "../../statistics/random-stream.js";
import type { Slot } from "../../study/plan.js";
import type { RetryLimits } from "../decisions/decide-retry.js";
import type { BudgetVerdict } from "../money/budget.js";
import type { Pace } from "../pace/pace.js";
import type { Cell } from "./cell.js";
import type { AskingParts, EndedAttempt, EndedReply } from "./ended-attempt.js";

/** What a lane needs from the run around it. */
export interface LaneHost {
  now(): number;
  after(milliseconds: number, action: () => void): () => void;
  makeCell(slot: Slot): Cell;
  mayTakeBlock(block: number): boolean;
  /** Asks for budget; `send` reserves it. */
  reserve(cell: Cell): BudgetVerdict;
  settle(cell: Cell, ended: EndedAttempt | null): void;
  /** Something changed that other lanes may have waited for. */
  wakeOthers(): void;
  ended(model: string, ended: EndedReply, seq: number, final: boolean): void;
  budgetReached(reason: string): void;
  /** The run must end: the ledger cannot be written, or a secret came back. */
  failed(error: unknown): void;
}

export interface LaneParts {
  readonly model: string;
  readonly slots: readonly Slot[];
  readonly pace: Pace;
  readonly asking: AskingParts;
  readonly retryLimits: RetryLimits;
  readonly random: RandomStream;
  readonly everAnswered: boolean;
  readonly host: LaneHost;
}
