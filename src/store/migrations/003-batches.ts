/** Batches at providers, and which calls went in which. Can be built again from the ledger, like all read tables. */
export const batches: readonly string[] = [
  `ALTER TABLE exchange ADD COLUMN batch TEXT`,
  `CREATE INDEX exchange_of_batch ON exchange(batch, intent) WHERE batch IS NOT NULL`,
  `CREATE TABLE batch(
    name TEXT PRIMARY KEY, model TEXT NOT NULL, run TEXT NOT NULL, planned INTEGER NOT NULL, wall TEXT NOT NULL,
    create_call INTEGER, create_wall TEXT, id TEXT, created_wall TEXT, state TEXT, done INTEGER, closed INTEGER,
    closed_wall TEXT) STRICT`,
];
