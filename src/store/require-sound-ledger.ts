import { ExitCode, TeacherprintError } from "../errors.js";
import { ChainFaults } from "./chain-faults.js";
import type { Store } from "./store.js";
import { checkEntriesAndTables, inOneView } from "./verify-chain.js";

/**
 * Before answers are read for a result: the tables that are read say what the entries say, and each entry follows the one
 * before it. The bytes of each answer are checked where they are read. Throws LEDGER_FAULTY with the first faults.
 */
export function requireSoundLedger(store: Store): void {
  const faults = new ChainFaults();
  inOneView(store, () => checkEntriesAndTables(store, faults));
  const [first, ...others] = faults.list;
  if (first === undefined) return;
  const where = first.kind === "table" || first.seq === null ? "" : `entry ${first.seq}: `;
  throw ledgerFaulty(
    store,
    `${where}${first.what}${others.length > 0 ? `, and ${others.length} more faults` : ""}. Nothing was read from it.`,
  );
}

export function ledgerFaulty(store: Pick<Store, "path">, what: string): TeacherprintError {
  return new TeacherprintError(
    "LEDGER_FAULTY",
    `${store.path}: ${what}`,
    "See all faults with `teacherprint collect <study> --check`. Keep the file as it is and restore a copy.",
    { exitCode: ExitCode.checkFailed },
  );
}
