import { describeWaiting } from "../collection/batch/describe-batches.js";
import { modelsOf } from "../collection/order/schedule.js";
import { RereadAnswers } from "../collection/recording/reread-answers.js";
import { askedSlots } from "../collection/waves/asked-slots.js";
import { ExitCode, TeacherprintError } from "../errors.js";
import { readHead } from "../store/append-entry.js";
import { readBatches } from "../store/batches.js";
import { openStore, type Store } from "../store/store.js";
import { readTotals } from "../store/totals.js";
import { type ChainReport, verifyChain } from "../store/verify-chain.js";
import { describeTotals } from "./describe-totals.js";
import type { OpenStudy } from "./open-study.js";
import type { Terminal } from "./terminal.js";

/** What is answered so far; works while a collector is at work. Throws STORE_MISSING. */
export async function statusOfStudy(open: OpenStudy): Promise<string> {
  return withStore(open, async (store) => {
    const planned = new Map(modelsOf(open.plan).map((model) => [model.id, 0]));
    for (const { model } of askedSlots(open.plan, store)) planned.set(model, planned.get(model)! + 1);
    const totals = describeTotals(await readTotals(store, open.plan), planned);
    return [totals, ...describeWaiting(readBatches(store, true))].join("\n");
  });
}

/**
 * Checks every entry of the ledger, printing each fault as it stands. Throws LEDGER_FAULTY when there is one, HEAD_MALFORMED.
 *
 * @param head that was noted at the end of an earlier run
 */
export async function checkLedger(open: OpenStudy, head: string | undefined, terminal: Terminal): Promise<string> {
  const notedHead = head === undefined ? null : digestOf(head);
  return withStore(open, async (store) => {
    const answers = new RereadAnswers(store);
    const report = await verifyChain(store, { notedHead, look: (kind, fields) => answers.take(kind, fields) });
    for (const { kind, seq, what } of report.faults)
      terminal.print(`${kind}: ${seq === null || kind === "table" ? "" : `entry ${seq}: `}${what}`);
    if (report.faults.length === 0)
      return [describeConsistent(open.storeFile, report), ...describeReread(answers)].join("\n");
    throw new TeacherprintError(
      "LEDGER_FAULTY",
      `${open.storeFile}: ${report.faults.length} faults in the ledger.`,
      "Keep the file as it is and restore a copy.",
      { exitCode: ExitCode.checkFailed },
    );
  });
}

/** No more than is known: whoever can write the file can write a consistent one. */
function describeConsistent(file: string, { entries, head, noted }: ChainReport): string {
  const outside =
    noted === null
      ? "Compare the head with one that was noted earlier (--head): that alone shows whether the ledger was cut short or written anew."
      : `It holds the head that was noted earlier, at entry ${noted}.`;
  return `${file}: internally consistent: ${entries} entries, head ${head}.\n${outside}`;
}

function describeReread({ same, unread }: RereadAnswers): string[] {
  const left = [...unread].map(([why, count]) => `${count} ${why}`);
  const read = `${same} answers were read again from their stored replies, and are the same`;
  if (left.length > 0) return [`${read}; not read again: ${left.join(", ")}.`];
  return same === 0 ? [] : [`${read}.`];
}

function digestOf(head: string): string {
  const digest = head.trim().toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digest)) return digest;
  throw new TeacherprintError(
    "HEAD_MALFORMED",
    `--head ${head} is no head of a ledger: those are 64 hexadecimal digits.`,
    "Copy it from the last line of `teacherprint collect` or `teacherprint collect <study> --check`.",
  );
}

/** Said at the end of each run, so that it can be kept where whoever can write the file cannot. */
export function describeHead(store: Store): string {
  const { size, hash } = readHead(store);
  return `Head of the ledger: ${hash} (${size} entries). Noted elsewhere, it shows later that nothing before it was changed: \`collect --check --head\`.`;
}

async function withStore<Result>(open: OpenStudy, work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore(open.storeFile, { readOnly: true });
  try {
    return await work(store);
  } finally {
    store.close();
  }
}
