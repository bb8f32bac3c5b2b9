import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { appendEntry } from "../../src/store/append-entry.js";
import { schemaVersion } from "../../src/store/migrations/all.js";
import { openStore } from "../../src/store/store.js";
import { aStore, folder, note } from "./a-store.js";

test("a new database is strict, logged ahead, fully synchronous and the user's alone", async () => {
  const path = join(folder(), "deep", "study.db");
  const store = await aStore(path);
  const pragma = (name: string) => store.sqlite.pragma(name, { simple: true });
  expect(pragma("journal_mode")).toBe("wal");
  expect(pragma("synchronous")).toBe(2);
  expect(pragma("foreign_keys")).toBe(1);
  expect(pragma("page_size")).toBe(8192);
  expect(pragma("user_version")).toBe(schemaVersion);
  const loose = store.sqlite
    .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0")
    .pluck()
    .all() as string[];
  expect(loose.filter((name) => !name.startsWith("sqlite_"))).toEqual([]);
  appendEntry(store, note("first"));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("evidence can be added to, not changed", async () => {
  const store = await aStore();
  appendEntry(store, { ...note("first"), blobs: [Buffer.from("bytes")] });
  for (const statement of [
    "UPDATE ledger SET kind = 'x'",
    "DELETE FROM ledger",
    "UPDATE blob SET data = NULL",
    "DELETE FROM blob",
  ])
    expect(() => store.sqlite.exec(statement), statement).toThrow("append-only");
  store.sqlite.exec("INSERT INTO checkpoint VALUES(1, x'00', x'00')");
  expect(() => store.sqlite.exec("DELETE FROM checkpoint")).toThrow("append-only");
});

test("opening again keeps everything and migrates nothing twice", async () => {
  const path = join(folder(), "study.db");
  const first = await openStore(path, { create: true });
  appendEntry(first, note("kept"));
  first.close();
  const second = await aStore(path);
  expect(second.sqlite.prepare("SELECT count(*) FROM ledger").pluck().get()).toBe(1);
});

test("a missing database is an error unless it may be created", async () => {
  const path = join(folder(), "study.db");
  await expect(openStore(path)).rejects.toMatchObject({ code: "STORE_MISSING", exitCode: 2 });
  await expect(openStore(path, { readOnly: true, create: true })).rejects.toMatchObject({ code: "STORE_MISSING" });
  expect(existsSync(path)).toBe(false);
});

test("a database that was never filled holds nothing, for reading; collecting fills it", async () => {
  const path = join(folder(), "study.db");
  writeFileSync(path, "");
  await expect(openStore(path, { readOnly: true })).rejects.toMatchObject({
    code: "STORE_MISSING",
    happened: `The database at ${path} is empty: what was to fill it was interrupted before its first question.`,
  });
  (await openStore(path, { create: true })).close();
  (await openStore(path, { readOnly: true })).close();
});

test("a database of a newer version is refused and left as it is", async () => {
  const path = join(folder(), "study.db");
  (await openStore(path, { create: true })).close();
  const raw = new Sqlite(path);
  raw.pragma(`user_version = ${schemaVersion + 1}`);
  raw.close();
  await expect(openStore(path)).rejects.toMatchObject({ code: "STORE_NEWER" });
  await expect(openStore(path, { readOnly: true })).rejects.toMatchObject({ code: "STORE_NEWER" });
});

test("another program's database, a text file and a torn file are told apart from ours", async () => {
  const place = folder();
  const foreign = new Sqlite(join(place, "foreign.db"));
  foreign.exec("CREATE TABLE photos(id)");
  foreign.close();
  await expect(openStore(join(place, "foreign.db"))).rejects.toMatchObject({ code: "STORE_FOREIGN" });

  writeFileSync(join(place, "text.db"), "This is no database. ".repeat(200));
  await expect(openStore(join(place, "text.db"))).rejects.toMatchObject({ code: "STORE_DAMAGED" });
});

test("who only reads can do so while another writes", async () => {
  const path = join(folder(), "study.db");
  const writer = await aStore(path);
  appendEntry(writer, note("one"));
  const reader = await openStore(path, { readOnly: true });
  appendEntry(writer, note("two"));
  expect(reader.sqlite.prepare("SELECT count(*) FROM ledger").pluck().get()).toBe(2);
  expect(() => reader.sqlite.exec("DELETE FROM exchange")).toThrow();
  reader.close();
});
