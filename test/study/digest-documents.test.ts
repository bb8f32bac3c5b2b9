import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadStudy } from "../../src/study/load-study.js";

const study = (documents: string) => `title: A small study
suspect: { id: suspect, endpoint: "compatible:mine@http://localhost:8000/v1" }
teachers: [{ id: teacher, endpoint: "anthropic:some-model" }]
controls: []
seed: 1
authorisation:
  basis: public-api-under-terms
  approvedBy: me
  counselSignoff: { name: C. D., date: "2026-01-02" }
  terms: { name: Example terms, version: "3", date: "2026-01-01", snapshot: ./kept/terms.txt }
  documents: [${documents}]
`;

test("files that stand behind the approval enter by name and digest; a missing one is named with its field", async () => {
  const folder = mkdtempSync(join(tmpdir(), "teacherprint-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "study.yaml");
  writeFileSync(file, study("./approval.txt"));
  await expect(loadStudy(file)).rejects.toMatchObject({
    code: "DOCUMENT_NOT_FOUND",
    happened: expect.stringContaining("authorisation.terms.snapshot"),
  });
  const { mkdirSync } = await import("node:fs");
  mkdirSync(join(folder, "kept"));
  writeFileSync(join(folder, "kept", "terms.txt"), "abc");
  writeFileSync(join(folder, "approval.txt"), "");
  const { authorisation } = await loadStudy(file);
  expect(authorisation.terms?.snapshot).toEqual({
    name: "terms.txt",
    sha256: "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  });
  expect(authorisation.documents).toEqual([
    { name: "approval.txt", sha256: "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
  ]);
  expect(JSON.stringify(authorisation)).not.toContain(folder);
});
