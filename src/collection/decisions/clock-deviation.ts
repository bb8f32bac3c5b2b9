import type { JsonObject } from "../../store/canonical.js";
import { describeWait } from "./describe-wait.js";

/** A sign that the clock by which a study is dated is wrong. */
export interface ClockDeviation {
  /** Of the `deviation` entry. */
  readonly fields: JsonObject & { readonly what: string };
  /** For the user, at the end of the run. */
  readonly notice: string;
}

/** A reply's `Date`, and between which times of our own clock it came. Milliseconds since 1970. */
export interface DatedReply {
  readonly host: string;
  /** The header's value. */
  readonly date: string;
  readonly sentAt: number;
  readonly endedAt: number;
}

/**
 * Clocks that are kept differ by seconds. A server that nobody keeps may be minutes off, or an hour or two where somebody set
 * it by hand to summer time or to a neighbouring zone; that is not worth a word. From three hours on a report may give the
 * wrong day.
 */
const serverToleranceMs = 3 * 3_600_000;

/** Both times are this side's own: less than a minute is a clock being put right, or a second computer beside the first. */
const ledgerToleranceMs = 60_000;

const about = "clock of the collecting computer";

/** Whether a recorded change is one of these. */
export function isAboutClock(change: string): boolean {
  return change.startsWith(about);
}

/** Null while our clock and the server's can both be right; whichever is wrong, neither is believed over the other. */
export function comparedWithServer({ host, date, sentAt, endedAt }: DatedReply): ClockDeviation | null {
  const theirs = timeOf(date);
  if (theirs === null) return null;
  // A computer that slept while the reply was on its way is not wrong.
  const ours = Math.min(Math.max(theirs, sentAt), endedAt);
  const difference = ours - theirs;
  if (Math.abs(difference) <= serverToleranceMs) return null;
  const apart = `${describeWait(Math.abs(difference))} ${difference < 0 ? "behind" : "ahead of"} that of ${host}`;
  return {
    fields: { what: `${about} ${apart}`, host, ours: rfc3339(ours), theirs: rfc3339(theirs), date },
    notice: `The clock of this computer is ${apart}. The record and the reports are dated by this computer: if its clock is the wrong one, set it before you collect more.`,
  };
}

/** Null when a run that begins now comes after what the ledger holds. */
export function comparedWithLedger(lastEntry: string, now: number): ClockDeviation | null {
  const last = Date.parse(lastEntry);
  const back = last - now;
  if (Number.isNaN(last) || back <= ledgerToleranceMs) return null;
  const apart = `${describeWait(back)} before the last entry of the ledger`;
  return {
    fields: { what: `${about}: a run begins ${apart}`, ours: rfc3339(now), last: lastEntry },
    notice: `By the clock of this computer this run began ${apart}: it is wrong now, or was then. The record and the reports are dated by it: set it before you collect more.`,
  };
}

/** The one form in which servers write dates today; anything else would be a guess. */
function timeOf(date: string): number | null {
  const time = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(date)
    ? Date.parse(date)
    : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

function rfc3339(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
