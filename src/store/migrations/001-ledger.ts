const appendOnly = ["ledger", "blob", "checkpoint"].flatMap((table) =>
  ["UPDATE", "DELETE"].map(
    (change) =>
      `CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table} BEGIN SELECT RAISE(ABORT,'append-only'); END`,
  ),
);

/** The evidence: entries, blobs, checkpoints and time anchors. Nothing here is ever changed or removed. */
export const ledger: readonly string[] = [
  "CREATE TABLE ledger(seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, run TEXT, hash BLOB NOT NULL UNIQUE, jcs BLOB NOT NULL) STRICT",
  "CREATE TABLE blob(sha256 BLOB PRIMARY KEY, size INTEGER NOT NULL, enc TEXT NOT NULL CHECK(enc IN('raw','gzip')), data BLOB) STRICT",
  "CREATE TABLE checkpoint(tree_size INTEGER PRIMARY KEY, root BLOB NOT NULL, envelope BLOB NOT NULL) STRICT",
  "CREATE TABLE anchor(id INTEGER PRIMARY KEY, tree_size INTEGER NOT NULL REFERENCES checkpoint, driver TEXT NOT NULL, token BLOB, state TEXT NOT NULL) STRICT",
  ...appendOnly,
];
