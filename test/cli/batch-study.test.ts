import { writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { MockBatchServer } from "../../bench/mock-batches.js";
import type { ControlEntry } from "../../src/study/study-schema.js";
import { commandLine } from "./command-line.js";
import { smallStudy } from "./small-study.js";

/** A study whose suspect is asked in batches that stay unfinished until `server.options` says otherwise. */
async function batchedStudy(controlModel: Partial<ControlEntry> = {}) {
  const server = await new MockBatchServer({ looksUntilDone: 1_000_000 }).start();
  onTestFinished(() => server.pause());
  const study = await smallStudy({
    teachers: 1,
    controls: 1,
    change: (content) => ({
      ...content,
      suspect: {
        id: "batched",
        endpoint: "anthropic:claude-haiku-4-5",
        baseUrl: server.origin,
        apiKey: "env:BATCH_KEY",
        lane: "batch" as const,
      },
      controls: content.controls!.map((control) => ({ ...control, ...controlModel })),
    }),
  });
  study.environment.BATCH_KEY = "sk-batch-0123456789";
  return { server, study };
}

test("a study with a model in batches: planned, collected, looked at from another shell", async () => {
  const { server, study } = await batchedStudy();
  const plan = await study.run("plan");
  expect(plan.stdout).toContain("Asked in batches, at their price and in the provider's own time");
  expect(plan.stdout).toContain("(up to about a day): batched.");

  const collecting = study.run("collect");
  while (server.counts.look < 1) await pause(20);
  const status = await commandLine(["collect", study.file, "--status", "--results", study.results], study.environment);
  expect(status.stdout).toMatch(/batched: waiting for batch batch_1, 0 of 3 done \(in_progress\), since \d{4}-/);

  server.options = {};
  const collected = await collecting;
  expect(collected.exitCode).toBe(0);
  expect(collected.stderr).toContain("Collection complete: 9 of 9 answers");
  expect(collected.stderr).toMatch(/"batched" was asked in a batch between .* the provider chose when/);
  expect(server.counts).toMatchObject({ create: 1, billed: 3 });
  expect((await study.run("collect", "--check")).stdout).toContain("internally consistent");
  expect((await study.run("collect", "--status")).stdout).not.toContain("waiting for batch");
});

test("an authorisation that has ended lets in what is paid for, says so, and then stops the rest with its error", async () => {
  const { server, study } = await batchedStudy({ model: "sim-nobody" });
  const collecting = study.run("collect");
  while (server.counts.look < 1) await pause(20);
  writeFileSync(study.result("stop"), "");
  expect((await collecting).exitCode).toBe(130);
  server.options = {};
  study.rewrite(({ authorisation, controls }) => {
    Object.assign(authorisation!, { expiry: "2001-01-01" });
    Object.assign(controls![0]!, study.content.controls![0]!);
  });
  const before = study.lab.tally.answered;
  const late = await study.run("run", "--amend", "the leave was ended early");
  expect(late.stderr).toMatch(
    /has ended, so nothing new is asked\. Results of a batch with 3 open questions, .* are fetched: they are paid for\./,
  );
  expect(late.stderr).toContain("Collection incomplete: 6 of 9 answers, 0 requests in this run.");
  expect(late.stderr).toMatch(
    /ended on 2001-01-01 .*3 questions have no answer, and none of them was asked\.\n.*--amend/,
  );
  expect(late.stderr.trim().endsWith("[AUTHORISATION_EXPIRED]")).toBe(true);
  expect(late.stderr).not.toContain("To go on");
  expect(late.exitCode).toBe(2);
  expect(study.lab.tally.answered).toBe(before);
  expect(server.counts).toMatchObject({ create: 1, billed: 3 });
  expect((await study.run("collect", "--check")).stdout).toContain("internally consistent");
});

test("a study cannot be moved away from its open batch; given up in the same command, its questions are asked where it is now", async () => {
  const { server, study } = await batchedStudy();
  const collecting = study.run("collect");
  while (server.counts.look < 1) await pause(20);
  writeFileSync(study.result("stop"), "");
  expect((await collecting).exitCode).toBe(130);
  server.options = {};
  const { endpoint, model, baseUrl, apiKey } = study.content.controls![0]!;
  study.rewrite((content) => {
    content.suspect = { id: "batched", endpoint, model, baseUrl, apiKey };
  });
  const moved = await study.run("collect", "--amend", "no patience");
  expect(moved.stderr).toMatch(/of "batched" cannot change while batch batch_1 is open.*\[BATCH_OPEN\]/s);
  expect(moved.exitCode).toBe(2);
  const unknown = await study.run("collect", "--amend", "no patience", "--give-up", "batch_2");
  expect(unknown.stderr).toMatch(/No open batch of this study is called batch_2\..*Name one of them: batch_1\./s);
  const given = await study.run("collect", "--amend", "no patience", "--give-up", "batch_1");
  expect(given.stderr).toContain(
    'Given up: batch batch_1 of "batched" with 3 open questions; they may have been billed',
  );
  expect(given.stderr).toContain("Collection complete: 9 of 9 answers");
  expect(given.exitCode).toBe(0);
  expect((await study.run("collect", "--check")).stdout).toContain("internally consistent");
});
