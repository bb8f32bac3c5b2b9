import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type MockOptions, type MockServer, startMockServer } from "../../bench/mock-server.js";
import { openStore, type Store } from "../../src/store/store.js";

export { testDependencies } from "./test-dependencies.js";

/** A folder that is gone after the test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "teacherprint-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A server that is closed after the test. */
export async function testServer(options: MockOptions = {}): Promise<MockServer> {
  const server = await startMockServer(options);
  onTestFinished(() => server.close());
  return server;
}

/** A new database in a folder that is gone after the test. */
export async function testStore(folder = testFolder()): Promise<Store> {
  const store = await openStore(join(folder, "study.db"), { create: true });
  onTestFinished(() => store.close());
  return store;
}

/** Names of the files below a folder in which the text stands, in any of the forms in which it may travel. */
export function filesWith(folder: string, text: string): string[] {
  const forms = [text, encodeURIComponent(text), Buffer.from(text).toString("base64")];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return forms.some((form) => bytes.includes(form));
    });
}
