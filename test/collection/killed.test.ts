import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { collect } from "../../src/collection/collect.js";
import { randomStream } from "../../src/statistics/random-stream.js";
import { readAnswers } from "../../src/store/read-answers.js";
import { openStore } from "../../src/store/store.js";
import { verifyChain } from "../../src/store/verify-chain.js";
import { testDependencies, testFolder, testServer } from "./collecting.js";
import { smallPlan } from "./small-plan.js";

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("killed at ten random moments: no answer is lost, only calls in flight are repeated, each repeat shows, totals are exact", async () => {
  const folder = testFolder();
  const logPath = join(folder, "server.log");
  const server = await testServer({ latencyMs: 25, answerLength: 300, logPath });
  const concurrency = 4;
  const plan = smallPlan({ baseUrl: server.baseUrl, models: 2, probes: 120, limits: { concurrency } });
  const questions = 240;
  const planPath = join(folder, "plan.json");
  const storePath = join(folder, "study.db");
  writeFileSync(planPath, JSON.stringify(plan));
  const random = randomStream("killed", "moments");
  const kills = 10;
  for (let round = 1; round <= kills; round += 1) {
    const before = server.counts.requests;
    const program = new URL("./collect-process.ts", import.meta.url).pathname;
    const child = spawn(process.execPath, ["--import", "tsx", program, planPath, storePath], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const ended = once(child, "exit");
    const after = before + 3 + random.below(18);
    while (server.counts.requests < after && child.exitCode === null) await pause(2);
    child.kill("SIGKILL");
    await ended;
    expect(child.signalCode).toBe("SIGKILL");
  }
  // What the killed process had sent last may still be on its way into the server's log.
  await pause(200);
  const store = await openStore(storePath);
  const summary = await collect(plan, store, testDependencies());
  expect(summary).toMatchObject({ status: "complete", answered: questions });

  const report = await verifyChain(store);
  expect(report).toMatchObject({ faults: [], openIntents: 0 });
  const slots = [...readAnswers(store)].map(({ slot }) => slot);
  expect(new Set(slots).size).toBe(questions);

  const { attempts, orphans, repeats } = summary.totals;
  expect(orphans).toBeGreaterThan(0);
  expect(orphans).toBeLessThanOrEqual(kills * concurrency * 2);
  expect(attempts).toBe(questions + orphans);
  expect(repeats).toBe(orphans);
  // The server saw every request that the ledger holds, but for those whose intent was written and never sent.
  const seen = readFileSync(logPath, "utf8").trim().split("\n").length;
  expect(seen).toBeLessThanOrEqual(attempts);
  expect(seen).toBeGreaterThanOrEqual(attempts - orphans);
  const closed = store.sqlite
    .prepare("SELECT jcs FROM ledger WHERE kind = 'run.close' ORDER BY seq")
    .pluck()
    .all() as Buffer[];
  expect(closed.map((jcs) => (JSON.parse(jcs.toString()) as { status: string }).status)).toEqual([
    ...Array(kills).fill("crashed"),
    "completed",
  ]);
  store.close();
});
