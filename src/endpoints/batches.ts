import type { Question } from "./endpoint.js";

/** What every provider's batches satisfy: put questions in, ask how far they are, take the results out line by line. */

/** Names of the calls that a batch needs. */
export type BatchCallName = "upload" | "create" | "look" | "list" | "download";

export interface BatchWireOptions {
  /** Takes the body of a large reply piece by piece; the promise is then of an empty text. */
  readonly sink?: (piece: Uint8Array) => Promise<void> | null;
  /** The SDK needs the real replies, because one leads to the next (a resumable upload). */
  readonly passOn?: boolean;
}

/**
 * Makes one call through the SDK, recorded before and after, and gives the body of its last reply. Throws for every reply
 * that is not a success.
 */
export type BatchWire = (
  what: BatchCallName,
  call: (send: typeof fetch) => Promise<unknown>,
  options?: BatchWireOptions,
) => Promise<string>;

export interface BatchLimits {
  /** Questions in one batch. */
  readonly requests: number;
  /** Bytes of all its lines. */
  readonly bytes: number;
}

/** A batch as the provider shows it. */
export interface BatchView {
  readonly id: string;
  readonly phase: "running" | "ended" | "failed" | "expired" | "cancelled";
  /** The provider's own word. */
  readonly state: string;
  /** Questions that it has dealt with, where it says so. */
  readonly done: number | null;
  /** What to download, once there is something. */
  readonly files: readonly string[];
  /** Why it failed, where it says so. */
  readonly reason: string | null;
  /** It failed because too much waits at the provider already: less, or later, may be taken. */
  readonly tooMuch: boolean;
}

/** How a batch may be known again when the answer to its making was lost. */
export interface BatchMark {
  readonly name: string;
  readonly requests: number;
  /** Milliseconds since it was planned; it cannot be older. Infinite where the clock cannot say. */
  readonly plannedAgoMs: number;
  /** Ids that belong to other batches of this study. */
  readonly others: ReadonlySet<string>;
}

export interface BatchSearch {
  readonly found: BatchView | null;
  /** One that may be it shows its questions only once it has ended: look again before making another. */
  readonly perhaps: boolean;
}

/** What one line of a result file says. */
export type BatchLine =
  | { readonly kind: "unreadable"; readonly why: string }
  | {
      readonly kind: "reply";
      readonly customId: string;
      /** As for a live call; where the provider gives a word instead of a status, the status that the word stands for. */
      readonly status: number;
      /** The body that a live call would have brought, as JSON; null when there is none. */
      readonly body: string | null;
      readonly requestId: string | null;
      /** Why there is no answer, in the provider's words. */
      readonly reason: string | null;
    }
  | { readonly kind: "not-run"; readonly customId: string; readonly why: "expired" | "cancelled" };

export interface BatchDraft {
  readonly name: string;
  readonly lines: readonly string[];
}

export interface BatchEndpoint {
  readonly sdk: string;
  readonly limits: BatchLimits;
  /** Where one question would be asked live; the address that its record names. */
  readonly questionUrl: string;
  /** Body of one question as the batch holds it, as JSON. */
  questionBody(question: Question): string;
  /** A question with its id in the form in which the batch holds it, without a line end. */
  line(customId: string, body: string): string;
  /** Completes what an SDK wants to send: authorisation, user agent, bytes in place of forms. */
  dress(init: RequestInit | undefined): Promise<RequestInit>;
  /** Sends the questions and asks for the batch. */
  submit(wire: BatchWire, draft: BatchDraft): Promise<BatchView>;
  look(wire: BatchWire, id: string): Promise<BatchView>;
  find(wire: BatchWire, mark: BatchMark): Promise<BatchSearch>;
  download(wire: BatchWire, file: string, sink: (piece: Uint8Array) => Promise<void> | null): Promise<void>;
}

/** Parts of a file that holds these lines; as parts, because one text of them all would stand in memory beside it. */
export function linesOfFile(lines: readonly string[]): string[] {
  return lines.map((line) => `${line}\n`);
}
