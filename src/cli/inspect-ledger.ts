import { describeWaiting } from "../collection/batch/describe-batches.js";
import { modelsOf } from "../collection/order/schedule.js";
import { askedSlots } from "../collection/waves/asked-slots.js";
import { ExitCode, TeacherprintError } from "../errors.js";
import { readBatches } from "../store/batches.js";
import { openStore, type Store } from "../store/store.js";
import { readTotals } from "../store/totals.js";
import { verifyChain } from "../store/verify-chain.js";
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

/** Checks every entry of the ledger, printing each fault as it stands. Throws LEDGER_FAULTY when there is one. */
export async function checkLedger(open: OpenStudy, terminal: Terminal): Promise<string> {
  return withStore(open, async (store) => {
    const report = await verifyChain(store);
    for (const fault of report.faults) terminal.print(`${fault.kind}: ${fault.what}`);
    if (report.faults.length === 0)
      return `${open.storeFile}: ${report.entries} entries, chain whole, head ${report.head}.`;
    throw new TeacherprintError(
      "LEDGER_FAULTY",
      `${open.storeFile}: ${report.faults.length} faults in the ledger.`,
      "Keep the file as it is and restore a copy.",
      { exitCode: ExitCode.checkFailed },
    );
  });
}

async function withStore<Result>(open: OpenStudy, work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore(open.storeFile, { readOnly: true });
  try {
    return await work(store);
  } finally {
    store.close();
  }
}
