import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStudy } from "../../src/cli/open-study.js";
import { systemClock, timeNow } from "../../src/collection/clock.js";
import { bindPlan } from "../../src/store/bind-plan.js";
import { openStore } from "../../src/store/store.js";
import { verifyChain } from "../../src/store/verify-chain.js";
import type { Plan } from "../../src/study/plan.js";
import { parsePlan } from "../../src/study/plan-schema.js";
import type { ModelEntry } from "../../src/study/study-schema.js";
import { recordingTerminal } from "./command-line.js";
import { smallStudy, write } from "./small-study.js";

const planIn = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Plan;
const digestOf = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

test("the plan and the authorisation are on disk when the first question arrives, whole, digested and for the user alone", async () => {
  let seen: { plan: Plan; digest: string } | null = null;
  const server = createServer((_, response) => {
    seen ??= { plan: planIn(study.result("plan.json")), digest: digestOf(study.result("plan.json")) };
    response.writeHead(401).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const study = await smallStudy({
    teachers: 1,
    controls: 0,
    change: ({ suspect }) =>
      void Object.assign(suspect, { baseUrl: `http://127.0.0.1:${port}/v1`, endpoint: "openai-compatible" }),
  });
  await study.run("collect");
  const { plan, digest } = seen!;
  expect(plan).toEqual(planIn(study.result("plan.json")));
  expect(parsePlan(JSON.stringify(plan), "plan.json")).toEqual(plan);
  expect(plan).toMatchObject({
    planVersion: 1,
    supersedes: null,
    question: "A small study",
    stopping: { rule: "fixed" },
    analysis: { calibration: { shippedSha256: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    software: { codeSha256: expect.stringMatching(/^[0-9a-f]{64}$/), node: process.versions.node },
  });
  expect(plan.propositions!.map(({ id }) => id)).toEqual([`H-${plan.teachers[0]!.group}`, "H0", "H-same", "others"]);
  expect(plan.authorisationSha256).toBe(digestOf(study.result("authorisation.json")));
  expect(statSync(study.result("plan.json")).mode & 0o777).toBe(0o600);
  expect(readFileSync(study.result("plan.json"), "utf8")).not.toContain(study.folder);
  const store = await openStore(study.result("study.db"), { readOnly: true });
  const kinds = store.sqlite.prepare("SELECT kind FROM ledger ORDER BY seq").pluck().all() as string[];
  const frozen = store.sqlite.prepare("SELECT jcs FROM ledger WHERE kind = 'plan.frozen'").pluck().get() as Buffer;
  expect(JSON.parse(frozen.toString())).toMatchObject({ planSha256: digest });
  expect(kinds.indexOf("plan.frozen")).toBeLessThan(kinds.indexOf("run.open"));
  expect(kinds.indexOf("authorisation.recorded")).toBeLessThan(kinds.indexOf("plan.frozen"));
  store.close();
});

test("a wrong model name is corrected without losing what the others answered, and the correction is recorded", async () => {
  const wrong = (suspect: ModelEntry) => void Object.assign(suspect, { model: "sim-nobody" });
  const study = await smallStudy({ change: ({ suspect }) => wrong(suspect) });
  const right = (reason: string | null, ...more: string[]) =>
    study.run("collect", ...(reason === null ? [] : ["--amend", reason]), ...more);
  expect((await study.run("collect")).exitCode).toBe(3);
  const asked = study.lab.tally.answered;
  expect(asked).toBe(12);
  const before = planIn(study.result("plan.json"));

  study.rewrite(({ suspect }) => void Object.assign(suspect, { model: "sim-student-080" }));
  const refused = await right(null);
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toMatch(
    /suspect\.address\.model: "sim-nobody" -> "sim-student-080".*\n.*--amend "why.*\[PLAN_DIFFERS\]/,
  );
  expect((await right(" ")).stderr).toContain("--amend needs a reason");
  expect(study.lab.tally.answered).toBe(asked);

  const amended = await right("the name was misspelt");
  expect(amended.exitCode).toBe(0);
  expect(amended.stderr).toContain(
    'Recorded as a change of the plan (stated): sim-student-080.address.model: "sim-nobody"',
  );
  expect(study.lab.tally.answered).toBe(15);
  const after = planIn(study.result("plan.json"));
  expect(after).toMatchObject({ planVersion: 2, suspect: { address: { model: "sim-student-080" } } });
  expect(after.supersedes).toBe(createHash("sha256").update(JSON.stringify(before)).digest("hex"));

  // Nothing left to record or to ask; the ledger is whole.
  expect((await right("again")).stderr).not.toContain("Recorded as a change");
  expect(study.lab.tally.answered).toBe(15);
  const store = await openStore(study.result("study.db"), { readOnly: true });
  expect((await verifyChain(store)).faults).toEqual([]);
  store.close();

  study.rewrite(({ suspect }) => void Object.assign(suspect, { model: "sim-nobody" }));
  const late = await right("another model");
  expect(late.exitCode).toBe(2);
  expect(late.stderr).toContain("cannot be recorded as a correction");
});

test("a newer version that measures otherwise goes on under the plan, and says so once", async () => {
  const study = await smallStudy();
  const open = await openStudy(study.file, study.results, recordingTerminal());
  const older = { ...open.plan, toolVersion: "0.0.1", analysis: { ...open.plan.analysis!, primary: "something else" } };
  const store = await openStore(open.storeFile, { create: true });
  bindPlan(store, older, "test", timeNow(systemClock));
  store.close();
  const first = await study.run("collect");
  expect(first.exitCode).toBe(0);
  expect(first.stderr).toMatch(
    /Recorded as a change of the plan \(exploratory\): analysis\.primary: "something else" -> /,
  );
  expect((await study.run("collect")).stderr).not.toContain("Recorded as a change");
  expect(planIn(study.result("plan.json"))).toEqual(older);
});

test("an approval that has ended stops before anything is sent; renewed and recorded, the study goes on", async () => {
  const study = await smallStudy({
    change: ({ authorisation }) => void Object.assign(authorisation!, { expiry: "2001-01-01" }),
  });
  const ended = await study.run("collect");
  expect(ended.exitCode).toBe(2);
  expect(ended.stderr).toMatch(/ended on 2001-01-01.*\n.*--amend.*\[AUTHORISATION_EXPIRED\]/);
  expect(study.lab.tally.answered).toBe(0);
  expect(existsSync(study.result("plan.json"))).toBe(true);
  study.rewrite(({ authorisation }) => void Object.assign(authorisation!, { expiry: "2999-12-31" }));
  expect((await study.run("collect", "--amend", "renewed by A. B.")).exitCode).toBe(0);
  expect(JSON.parse(readFileSync(study.result("authorisation.json"), "utf8"))).toMatchObject({ expiry: "2999-12-31" });
});

test("what a collection may cost is said before anything is sent, and only where it costs", async () => {
  const study = await smallStudy();
  const prices = write(
    join(study.folder, "prices.json"),
    JSON.stringify({
      date: "2026-11-22",
      prices: { [`openai-compatible:${study.content.suspect.model!}`]: { input: 1000, output: 2000 } },
    }),
  );
  const priced = await study.run("collect", "--prices", prices);
  expect(priced.stderr).toMatch(
    /15 questions to ask; cost low \/ expected \/ worst: \$\d+\.\d\d \/ \$\d+\.\d\d \/ \$\d+\.\d\d \(prices of 2026-11-22\)/,
  );
  expect((await study.run("collect", "--prices", prices)).stderr).not.toContain("questions to ask");
  const free = await smallStudy();
  expect((await free.run("collect")).stderr).not.toContain("questions to ask");
});
