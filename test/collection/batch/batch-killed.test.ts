import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import type { MockBatchExchange, MockBatchServer } from "../../../bench/mock-batches.js";
import { collect } from "../../../src/collection/collect.js";
import { randomStream } from "../../../src/statistics/random-stream.js";
import { readAnswers } from "../../../src/store/read-answers.js";
import { openStore } from "../../../src/store/store.js";
import { verifyChain } from "../../../src/store/verify-chain.js";
import { testFolder } from "../collecting.js";
import { batchDependencies, batchPlan, batchServer, entriesOf } from "./batch-collecting.js";

const questions = 300;

/** Runs a collector as a process of its own and kills it when `moment` says so. */
async function killedAt(
  provider: "openai" | "anthropic" | "google",
  moment: (exchange: MockBatchExchange, kill: () => void) => boolean,
) {
  const folder = testFolder();
  const server: MockBatchServer = await batchServer({ looksUntilDone: 3 });
  const plan = batchPlan(server, provider, { probes: questions });
  const [planPath, storePath] = [join(folder, "plan.json"), join(folder, "study.db")];
  writeFileSync(planPath, JSON.stringify(plan));
  const program = new URL("./batch-process.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, ["--import", "tsx", program, planPath, storePath], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(child, "exit");
  let killed = false;
  const kill = () => {
    killed = true;
    child.kill("SIGKILL");
  };
  server.options = { ...server.options, respond: (exchange) => !killed && moment(exchange, kill) };
  await ended;
  expect(child.signalCode).toBe("SIGKILL");

  const store = await openStore(storePath);
  const open = (await verifyChain(store)).openIntents;
  const recordedBefore = [...readAnswers(store)].length;
  const summary = await collect(plan, store, batchDependencies());
  expect(summary).toMatchObject({ status: "complete", answered: questions, orphansFound: 0 });
  // Nothing was paid for twice, and everything that was asked is in the ledger once.
  expect(server.counts.billed).toBe(questions);
  expect(Math.max(...server.runs.values())).toBe(1);
  expect(summary.totals).toMatchObject({ attempts: questions, repeats: 0, orphans: 0, ok: questions });
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
  const created = entriesOf(store, "batch.created");
  const closed = entriesOf(store, "run.close").map(({ status }) => status);
  store.close();
  expect(closed).toEqual(["crashed", "completed"]);
  return { server, open, recordedBefore, created };
}

for (const provider of ["openai", "anthropic", "google"] as const) {
  test(`${provider}: killed after the batch was made and before its id was known: it is found, not made again`, async () => {
    const { server, created } = await killedAt(provider, ({ what, response, carryOn }, kill) => {
      if (what !== "create") return false;
      // The provider makes it; the answer never arrives.
      response.writeHead = (() => response) as typeof response.writeHead;
      response.end = (() => response) as typeof response.end;
      carryOn();
      kill();
      return true;
    });
    expect(server.counts.create).toBe(1);
    expect(created).toEqual([expect.objectContaining({ how: "found", run: "R0002" })]);
  });

  test(`${provider}: killed in the middle of a download: what was recorded is not recorded again`, async () => {
    const { server, recordedBefore } = await killedAt(provider, ({ what, response, carryOn }, kill) => {
      if (what !== "download") return false;
      const write = response.write.bind(response);
      response.end = ((bytes: Buffer) => {
        write(bytes.subarray(0, Math.floor(bytes.length * 0.6)));
        setTimeout(kill, 700);
        return response;
      }) as typeof response.end;
      carryOn();
      return true;
    });
    expect(server.counts.create).toBe(1);
    // Some were written before the end, which shows that the moment was the one that was meant.
    expect(recordedBefore).toBeGreaterThan(0);
    expect(recordedBefore).toBeLessThan(questions);
  });
}

test("killed before the file went up: the very batch that was written down is made", async () => {
  const { server, open, created } = await killedAt("openai", ({ what }, kill) => {
    if (what !== "upload") return false;
    kill();
    return true;
  });
  expect(open).toBe(questions);
  expect(server.counts.create).toBe(1);
  expect(created).toEqual([expect.objectContaining({ how: "created" })]);
});

test("killed when the making had been begun and nothing was made: it is looked for, then made", async () => {
  const { server, created } = await killedAt("openai", ({ what }, kill) => {
    if (what !== "create") return false;
    kill();
    return true;
  });
  expect(server.counts.list).toBeGreaterThan(0);
  expect(created).toEqual([expect.objectContaining({ how: "created", run: "R0002" })]);
});

test("killed while waiting: the next run looks at the same batch", async () => {
  const { server, open } = await killedAt("openai", ({ what, number }, kill) => {
    if (what !== "look" || number < 2) return false;
    kill();
    return true;
  });
  expect(open).toBe(questions);
  expect(server.counts).toMatchObject({ create: 1, upload: 1, list: 0 });
});

test("killed again and again, a moment after some request or other: in the end everything was paid for once", async () => {
  const folder = testFolder();
  const server = await batchServer({ looksUntilDone: 4 });
  const plan = batchPlan(server, "openai", { models: 3, probes: 60 });
  const [planPath, storePath] = [join(folder, "plan.json"), join(folder, "study.db")];
  writeFileSync(planPath, JSON.stringify(plan));
  const program = new URL("./batch-process.ts", import.meta.url).pathname;
  const random = randomStream("batch", "kill");
  const requests = () => server.counts.upload + server.counts.create + server.counts.look + server.counts.download;
  for (let round = 0; round < 5; round += 1) {
    const child = spawn(process.execPath, ["--import", "tsx", program, planPath, storePath], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const ended = once(child, "exit");
    const until = requests() + 1 + random.below(5);
    while (requests() < until && child.exitCode === null) await pause(1);
    await pause(random.below(20));
    child.kill("SIGKILL");
    await ended;
  }
  const store = await openStore(storePath);
  const summary = await collect(plan, store, batchDependencies());
  expect(summary).toMatchObject({ status: "complete", answered: 180, orphansFound: 0 });
  expect(server.counts.billed).toBe(180);
  expect(summary.totals).toMatchObject({ attempts: 180, repeats: 0, ok: 180 });
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
  store.close();
});
