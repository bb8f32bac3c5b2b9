/** Tables for quick reading. They repeat what the ledger says and can be built again from it at any time. */
export const readTables: readonly string[] = [
  `CREATE TABLE exchange(
    intent INTEGER PRIMARY KEY, run TEXT NOT NULL, slot TEXT NOT NULL, model TEXT NOT NULL, pack TEXT NOT NULL,
    probe TEXT NOT NULL, sample INTEGER NOT NULL, temperature TEXT, system_prompt INTEGER NOT NULL, sentinel TEXT,
    attempt INTEGER NOT NULL, worst_tokens INTEGER NOT NULL, worst_nano_usd INTEGER,
    outcome INTEGER, kind TEXT CHECK(kind IN('reply','failure','orphan')), status INTEGER, fault TEXT,
    input_tokens INTEGER, output_tokens INTEGER, reasoning_tokens INTEGER, cached_tokens INTEGER,
    cost_nano_usd INTEGER, headers_us INTEGER, total_us INTEGER, client_limited INTEGER NOT NULL DEFAULT 0) STRICT`,
  `CREATE INDEX exchange_open ON exchange(intent) WHERE outcome IS NULL`,
  `CREATE TABLE answer(
    id INTEGER PRIMARY KEY, slot TEXT NOT NULL UNIQUE, model TEXT NOT NULL, pack TEXT NOT NULL, probe TEXT NOT NULL,
    sample INTEGER NOT NULL, temperature TEXT, system_prompt INTEGER NOT NULL, sentinel TEXT,
    status TEXT NOT NULL CHECK(status IN('ok','refused','truncated','empty','invalid','error')), stop_reason TEXT,
    returned_model TEXT, input_tokens INTEGER, output_tokens INTEGER, reasoning_tokens INTEGER, cached_tokens INTEGER,
    content BLOB, source TEXT NOT NULL CHECK(source IN('live','import')), seq INTEGER NOT NULL, wall TEXT NOT NULL) STRICT`,
];
