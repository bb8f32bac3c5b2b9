import { existsSync, readFileSync, statSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findingsSchema } from "../../src/findings/findings.js";
import { commandLine, type Said, shellWords } from "./command-line.js";
import { filesBelow, type SmallStudy, smallStudy, write } from "./small-study.js";

/**
 * One study from its file to its report: real server, real database, real files. The steps go on where the last one ended,
 * as a user's do.
 */
const cleaning: (() => void | Promise<void>)[] = [];
let study: SmallStudy;
const everything: Said[] = [];

async function run(command: string, ...options: string[]): Promise<Said> {
  const said = await study.run(command, ...options);
  everything.push(said);
  return said;
}

beforeAll(async () => {
  study = await smallStudy({}, (clean) => void cleaning.push(clean));
});
afterAll(async () => {
  for (const clean of cleaning.reverse()) await clean();
});

describe("before anything is asked", () => {
  test("plan says what would be asked and what it could show", async () => {
    const said = await run("plan");
    expect(said).toMatchObject({ exitCode: 0, stderr: "" });
    expect(said.stdout).toMatch(/^Plan sha256:[0-9a-f]{64}\n15 requests; cost low \/ expected \/ worst: \$0\.00/);
    for (const { id } of [study.content.suspect, ...study.content.teachers!, ...study.content.controls!])
      expect(said.stdout).toMatch(new RegExp(`^ {2}${id} +3 requests`, "m"));
    expect(said.stdout).toContain("descriptive only");
    expect(study.lab.tally.answered).toBe(0);
  });

  test("plan --json is one document", async () => {
    const { exitCode, stdout } = await run("plan", "--json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: "teacherprint.plan-preview/v1",
      planDigest: expect.stringMatching(/^sha256:/),
      cost: { requests: 15 },
    });
  });

  test("a preview writes nothing; --freeze writes the plan down, twice the same", async () => {
    expect(() => statSync(study.results)).toThrow();
    const first = await run("plan", "--freeze");
    expect(first).toMatchObject({ exitCode: 0, stderr: `Frozen: ${study.result("plan.json")}\n` });
    const plan = readFileSync(study.result("plan.json"), "utf8");
    expect(JSON.parse(plan)).toMatchObject({ schema: "teacherprint.plan/v1", studyId: "a-small-study" });
    expect((await run("plan", "--freeze")).stdout).toBe(first.stdout);
    expect(readFileSync(study.result("plan.json"), "utf8")).toBe(plan);
  });

  test("compare says that there is nothing to compare yet", async () => {
    expect(await run("compare")).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringMatching(/has no answer that can be read\.\n.*\[SUSPECT_WITHOUT_ANSWERS\]\n$/),
    });
  });

  test("status says that nothing was asked", async () => {
    const { exitCode, stdout } = await run("collect", "--status");
    expect(exitCode).toBe(0);
    expect(stdout.split("\n")[0]).toMatch(/^sim-student-080 +0\/3 {2}not asked yet$/);
    expect(stdout).toContain("0/15 answers, $0.0000 spent.");
  });
});

describe("run", () => {
  let said: Said;
  beforeAll(async () => {
    said = await run("run");
  });

  test("collects every answer, once", () => {
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toContain("Collection complete: 15 of 15 answers, 15 requests in this run.");
    expect(study.lab.tally.answered).toBe(15);
  });

  test("prints the answer on stdout and where the files are on stderr", () => {
    expect(said.stdout).toMatch(/^SYNTHETIC DATA: not evidence about any real model\.\n\nA small study\n/);
    expect(said.stdout).toContain("descriptive only");
    expect(said.stdout).not.toContain(study.results);
    for (const name of ["findings.json", "report.html", "report.md"]) {
      expect(said.stderr).toContain(study.result(name));
      expect(statSync(study.result(name)).mode & 0o777).toBe(0o600);
    }
  });

  test("the findings are of this plan and this study", () => {
    const findings = findingsSchema.parse(JSON.parse(readFileSync(study.result("findings.json"), "utf8")));
    expect(findings).toMatchObject({
      synthetic: true,
      study: { id: "a-small-study", source: "study" },
      suspect: { model: "sim-student-080", answers: 3 },
      quality: { coverage: 1 },
      provenance: { command: "teacherprint compare <path of study.json> --results <results folder> --seed small" },
    });
    const planned = everything[0]!.stdout.split("\n")[0]!.replace("Plan ", "");
    expect(findings.plan).toBe(planned);
  });

  test("again: nothing is asked, and the findings are the same to the byte", async () => {
    const before = readFileSync(study.result("findings.json"));
    const again = await run("run");
    expect(again.exitCode).toBe(0);
    expect(again.stderr).toContain("15 of 15 answers, 0 requests in this run.");
    expect(study.lab.tally.answered).toBe(15);
    expect(again.stdout).toBe(said.stdout);
    expect(readFileSync(study.result("findings.json")).equals(before)).toBe(true);
  });
});

describe("what was collected", () => {
  test("status counts it from the ledger, in the order of the plan", async () => {
    const { exitCode, stdout } = await run("collect", "--status");
    expect(exitCode).toBe(0);
    const models = [study.content.suspect, ...study.content.teachers!, ...study.content.controls!];
    expect(stdout.split("\n")).toEqual([
      ...models.map(({ id }) => expect.stringMatching(new RegExp(`^${id} +3/3 {2}3 requests$`))),
      "15/15 answers, $0.0000 spent.",
      "",
    ]);
  });

  test("check reads every entry of the ledger", async () => {
    const { exitCode, stdout } = await run("collect", "--check");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/study\.db: internally consistent: \d+ entries, head [0-9a-f]{64}\.\n.*noted earlier/);
    expect(stdout).toContain("15 answers were read again from their stored replies, and are the same.");
  });

  test("the head that a run prints is one that check finds again; of another it says that the ledger is not the same", async () => {
    const printed = /Head of the ledger: ([0-9a-f]{64}) \((\d+) entries\)/.exec((await run("collect")).stderr)!;
    const same = await run("collect", "--check", "--head", printed[1]!);
    expect(same.exitCode).toBe(0);
    expect(same.stdout).toContain(`It holds the head that was noted earlier, at entry ${Number(printed[2]) - 1}.`);
    const other = await run("collect", "--check", "--head", "ab".repeat(32));
    expect(other.exitCode).toBe(4);
    expect(other.stdout).toContain("the ledger was cut short or written anew since");
    const malformed = await run("collect", "--check", "--head", "3f9c");
    expect(malformed.exitCode).toBe(2);
    expect(malformed.stderr).toContain("HEAD_MALFORMED");
    expect((await run("collect", "--head", printed[1]!)).stderr).toContain("USAGE");
  });

  test("an answer that was given another's text is found by check, and no result is made of it", async () => {
    const before = readFileSync(study.result("findings.json"));
    const [suspect, teacher] = [study.content.suspect.id, study.content.teachers![0]!.id];
    const sqlite = new Sqlite(study.result("study.db"));
    const contents = sqlite.prepare("SELECT id, content FROM answer").all() as { id: number; content: Buffer }[];
    const put = sqlite.prepare("UPDATE answer SET content = ? WHERE id = ?");
    const taken = sqlite.prepare("SELECT content FROM answer WHERE model = ?").pluck().get(teacher);
    sqlite.prepare("UPDATE answer SET content = ? WHERE model = ?").run(taken, suspect);
    const [checked, compared] = [await run("collect", "--check"), await run("compare")];
    for (const { id, content } of contents) put.run(content, id);
    sqlite.close();
    expect(checked.exitCode).toBe(4);
    expect(checked.stdout).toContain(`table: answer ${suspect}/`);
    expect(compared.exitCode).toBe(4);
    expect(compared.stderr).toContain("is not what the ledger's entries say (content)");
    expect(readFileSync(study.result("findings.json")).equals(before)).toBe(true);
    expect((await run("collect", "--check")).exitCode).toBe(0);
  });
});

describe("compare", () => {
  test("--json prints the findings and nothing else, with one thread and with two", async () => {
    const one = await run("compare", "--json");
    expect(one.exitCode).toBe(0);
    const findings = JSON.parse(one.stdout) as unknown;
    expect(findingsSchema.parse(findings)).toEqual(findings);
    const file = readFileSync(study.result("findings.json"), "utf8");
    expect(one.stdout).toBe(file);
    const two = await run("compare", "--json", "--no-cache", "--workers", "2");
    expect(two.stdout).toBe(file);
  });

  test("notices about the data are said once", async () => {
    const { stdout, stderr } = await run("compare");
    const said = `${stdout}${stderr}`.replaceAll(/\s+/g, " ");
    expect(said.split("clf is not available").length).toBe(2);
  });

  test("of some groups: the command that makes it again names them", async () => {
    const { exitCode, stdout } = await run("compare", "--json", "--teachers", " sim-amber-1 ");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      provenance: {
        command:
          "teacherprint compare <path of study.json> --results <results folder> --teachers ' sim-amber-1 ' --seed small",
      },
    });
    const { command } = findingsSchema.parse(JSON.parse(stdout)).provenance;
    const filled = command.replace("<path of study.json>", study.file).replace("<results folder>", study.results);
    const again = await commandLine([...shellWords(filled), "--workers", "1", "--json"], study.environment);
    expect(again.stdout).toBe(stdout);
  });

  test("with another seed, in one form: no form of the earlier findings stays beside it", async () => {
    const pdf = write(study.result("report.pdf"), "of earlier findings");
    const { stderr } = await run("compare", "--format", "md", "--seed", "another");
    expect(stderr).toContain(`${pdf} showed the findings that were here before and was removed`);
    expect(existsSync(pdf)).toBe(false);
    for (const name of ["findings.json", "report.html", "report.md"]) {
      expect(stderr).toContain(study.result(name));
      expect(readFileSync(study.result(name), "utf8")).toMatch(/--seed another\b/);
    }
  });
});

test("tree reads the same answers, and marks the suspect", async () => {
  const { exitCode, stdout } = await run("tree", "--replicates", "5", "--workers", "1");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("a-small-study: 5 models, 3 prompts");
  expect(statSync(study.result("family-tree.svg")).size).toBeGreaterThan(0);
});

describe("report", () => {
  test("one form only, from the study or from the findings, without a look at the database", async () => {
    const fromStudy = await run("report", "--format", "md");
    expect(fromStudy).toMatchObject({ exitCode: 0, stdout: `${study.result("report.md")}\n`, stderr: "" });
    const html = readFileSync(study.result("report.html"));
    const fromFindings = await commandLine(["report", study.result("findings.json")]);
    expect(fromFindings.stdout).toBe(`${study.result("report.html")}\n${study.result("report.md")}\n`);
    expect(readFileSync(study.result("report.html")).equals(html)).toBe(true);
  });

  test("findings that were edited are drawn with a notice, on the terminal and in the report", async () => {
    const file = study.result("findings.json");
    const written = readFileSync(file, "utf8");
    write(file, written.replace('"synthetic": true', '"synthetic": false'));
    const edited = await run("report", "--format", "md,json");
    expect(edited.exitCode).toBe(0);
    expect(edited.stderr).toContain("is not the file that was written by the comparison");
    expect(readFileSync(study.result("report.md"), "utf8")).toContain("was changed after the comparison wrote it");
    // Drawing it again does not make it the comparison's own.
    expect((await run("report", "--format", "md,json")).stderr).toContain("is not the file that was written");
    const copy = study.result("copy/findings.json");
    write(copy, written);
    expect((await commandLine(["report", copy, "--format", "md"])).stderr).toContain("is not known");
    write(file, written);
    expect((await run("report")).stderr).toBe("");
    expect(readFileSync(study.result("report.md"), "utf8")).not.toContain("was changed after");
  });
});

test("the key is in no file of the study, in no output, and in no report", () => {
  const { apiKey } = study.lab;
  const forms = [apiKey, encodeURIComponent(apiKey), Buffer.from(apiKey).toString("base64")];
  const files = filesBelow(study.folder);
  expect(files.length).toBeGreaterThan(8);
  for (const { path, bytes } of files)
    for (const form of forms) expect([path, bytes.includes(form)]).toEqual([path, false]);
  for (const { stdout, stderr } of everything)
    for (const form of forms) expect(`${stdout}${stderr}`).not.toContain(form);
});
