import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { startMockServer } from "../../bench/mock-server.js";
import { ExitCode } from "../../src/errors.js";
import { findingsSchema } from "../../src/findings/findings.js";
import { commandLine, type Said, testFolder } from "./command-line.js";
import { filesBelow, type SmallStudy, type SmallStudySettings, smallStudy, write } from "./small-study.js";

/** A refusal: nothing on stdout; on stderr what happened, then what to do, then the code. */
function expectRefusal(said: Said, code: string, happened: RegExp, fix: RegExp, exitCode = ExitCode.badInput): void {
  expect(said.stderr).toMatch(new RegExp(`\\[${code}\\]\\n$`));
  const lines = said.stderr.trimEnd().split("\n");
  expect(lines.slice(0, -1).join("\n")).toMatch(happened);
  expect(lines.at(-1)).toMatch(fix);
  expect(said).toMatchObject({ exitCode, stdout: "" });
}

const answeredOf = async (study: SmallStudy) =>
  (await study.run("collect", "--status")).stdout.trimEnd().split("\n").at(-1);

describe("endpoints", () => {
  test("a missing key: told before anything is sent or written", async () => {
    const study = await smallStudy();
    delete study.environment[study.lab.apiKeyVariable];
    expectRefusal(
      await study.run("run"),
      "KEY_MISSING",
      /TEACHERPRINT_LAB_KEY \(for sim-student-080, /,
      /Set the variable in your shell/,
    );
    expect(existsSync(study.results)).toBe(false);
    expect(study.lab.tally).toMatchObject({ answered: 0, rejected: 0 });
  });

  test("no contact for a public address, and a price file that is not there: told before a plan is frozen", async () => {
    const study = await smallStudy({
      change: ({ suspect }) => void Object.assign(suspect, { baseUrl: "https://models.example/v1" }),
    });
    expectRefusal(await study.run("collect"), "CONTACT_MISSING", /"sim-student-080" at a public address/, /--contact/);
    const contact = ["--contact", "lab@example.org", "--prices"];
    expectRefusal(
      await study.run("collect", ...contact, join(study.folder, "none.json")),
      "PRICES_UNREADABLE",
      /There is no price file .*none\.json\./,
      /Check the path/,
    );
    expectRefusal(
      await study.run("collect", ...contact, write(join(study.folder, "prices.json"), "{")),
      "PRICES_UNREADABLE",
      /The price file .*prices\.json is not JSON/,
      /dollars for a million tokens/,
    );
    expect(existsSync(study.results)).toBe(false);
  });

  test("a key that is not accepted: every endpoint is given up at once, and nothing is compared", async () => {
    const study = await smallStudy();
    study.environment[study.lab.apiKeyVariable] = "not-the-key";
    const said = await study.run("run");
    expect(said).toMatchObject({ exitCode: 2, stdout: "" });
    expect(said.stderr).toMatch(/Given up: sim-student-080: .*HTTP 401/);
    expect(said.stderr).toContain("Mend what is named above (a key, a server), then run the same command again");
    expect(said.stderr).not.toContain("not-the-key");
    expect(study.lab.tally.rejected).toBe(5);
    study.environment[study.lab.apiKeyVariable] = study.lab.apiKey;
    expect((await study.run("collect")).exitCode).toBe(0);
  });

  test("a wrong model name: that endpoint is named with its address, the others' answers stay", async () => {
    const study = await smallStudy({ change: ({ suspect }) => void Object.assign(suspect, { model: "sim-nobody" }) });
    const said = await study.run("run");
    expect(said).toMatchObject({ exitCode: 2, stdout: "" });
    expect(said.stderr).toContain("Collection incomplete: 12 of 15 answers");
    expect(said.stderr).toMatch(/Given up: sim-student-080: .*"sim-nobody" at http:\/\/127\.0\.0\.1:\d+\/v1: HTTP 404/);
    expect(said.stderr).toContain("add --amend");
    expect(said.stderr).toMatch(/The suspect "sim-student-080" has no answer.*\n.*\[SUSPECT_WITHOUT_ANSWERS\]\n$/);
    expect(await answeredOf(study)).toContain("12/15 answers");
    expect(existsSync(study.result("findings.json"))).toBe(false);
  });

  test("an unreachable host: the study is incomplete, and compared with what there is", async () => {
    const study = await smallStudy({
      change: ({ controls }) => void Object.assign(controls![0]!, { baseUrl: "http://127.0.0.1:9/v1" }),
    });
    const said = await study.run("run");
    expect(said.exitCode).toBe(3);
    expect(said.stderr).toMatch(/Given up: sim-heron-a: it never answered: .*127\.0\.0\.1:9.*ECONNREFUSED/);
    expect(said.stdout).toContain("sim-heron-a: no answers.");
    const findings = findingsSchema.parse(JSON.parse(readFileSync(study.result("findings.json"), "utf8")));
    expect(findings.quality.models.find(({ model }) => model === "sim-heron-a")).toMatchObject({
      expected: 3,
      missing: 3,
    });
    expect(findings.quality.excluded.map(({ model }) => model)).toEqual(["sim-heron-a"]);
  });

  test("a page of HTML in place of JSON, from every control: given up, and nothing is said of strength", async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<!doctype html><title>Sign in</title>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const study = await smallStudy({
      change: ({ controls }) => controls!.forEach((control) => void Object.assign(control, { baseUrl })),
    });
    const said = await study.run("run", "--json");
    expect(said.exitCode).toBe(3);
    // Both controls fail for the same reason, which is told with each one's name.
    expect(said.stderr).toMatch(/Given up: sim-heron-a: .*not JSON/);
    expect(said.stderr).toMatch(/Given up: sim-juniper-a: .*not JSON/);
    const findings = findingsSchema.parse(JSON.parse(said.stdout));
    expect(findings).toMatchObject({ tier: 0, attribution: { kind: "descriptive-only" }, falsification: [] });
    expect((await study.run("collect", "--check")).exitCode).toBe(0);
  });

  test("an empty answer is an answer: it is kept, counted and not asked for again", async () => {
    let empty = 0;
    const server = await startMockServer({
      respond: ({ number, answer }) => {
        answer(number === 1 ? "" : "Words of a control that says much the same every time.");
        empty += number === 1 ? 1 : 0;
        return true;
      },
    });
    onTestFinished(() => server.close());
    const study = await smallStudy({
      change: ({ controls }) => void Object.assign(controls![0]!, { baseUrl: server.baseUrl }),
    });
    const said = await study.run("run", "--json");
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toMatch(/sim-heron-a +3\/3, 3 requests \(1 empty\)/);
    const findings = findingsSchema.parse(JSON.parse(said.stdout));
    expect(findings.quality.models.find(({ model }) => model === "sim-heron-a")).toMatchObject({
      answered: 2,
      empty: 1,
      missing: 0,
    });
    expect((await study.run("collect")).stderr).toContain("0 requests in this run");
    expect(empty).toBe(1);
    expect(server.counts.requests).toBe(3);
  });
});

describe("files that the user wrote", () => {
  const refusedStudy = async (change: SmallStudySettings["change"], happened: RegExp, fix: RegExp) => {
    const study = await smallStudy(change === undefined ? {} : { change });
    for (const command of ["plan", "run"]) expectRefusal(await study.run(command), "STUDY_INVALID", happened, fix);
    expect(study.lab.tally.answered).toBe(0);
    expect(existsSync(study.results)).toBe(false);
  };

  test("a study without controls says why they are needed, and how to do without", async () => {
    await refusedStudy(
      ({ controls: _, ...rest }) => rest,
      /study\.json, .*controls: the study has no controls and no references/,
      /write "controls: \[\]" to accept/,
    );
    const study = await smallStudy({ controls: 0 });
    const said = await study.run("run", "--json");
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toContain("There are no controls");
    expect(JSON.parse(said.stdout)).toMatchObject({ tier: 0, attribution: { kind: "descriptive-only" } });
  });

  test("a field that there is not, with the one that was meant", async () => {
    await refusedStudy(
      (content) => ({ ...content, sampling: { ...content.sampling, temprature: [1] } }),
      /study\.json, line \d+, sampling\.temprature/,
      /temperatures/,
    );
  });

  test("a key in the file itself is refused and not repeated", async () => {
    const key = "sk-abcdefghijklmnopqrstuvwxyz0123456789";
    const study = await smallStudy({ change: ({ suspect }) => void Object.assign(suspect, { apiKey: key }) });
    const said = await study.run("plan");
    expectRefusal(said, "STUDY_SECRET", /suspect\.apiKey/, /env:/);
    expect(said.stderr).not.toContain(key);
  });

  test("a file that is not there, and one that is a folder", async () => {
    const folder = testFolder();
    expectRefusal(
      await commandLine(["run", join(folder, "none.yaml")]),
      "STUDY_NOT_FOUND",
      /There is no study file .*none\.yaml/,
      /teacherprint init/,
    );
    expectRefusal(await commandLine(["run", folder]), "STUDY_UNREADABLE", /is a folder/, /study\.yaml/);
  });

  test("a pack with two equal ids", async () => {
    const study = await smallStudy();
    const file = join(study.folder, "short-everyday-requests.json");
    const pack = JSON.parse(readFileSync(file, "utf8")) as { probes: { id: string }[] };
    pack.probes[1]!.id = pack.probes[0]!.id;
    writeFileSync(file, JSON.stringify(pack, null, 2));
    expectRefusal(
      await study.run("run"),
      "PACK_INVALID",
      new RegExp(`short-everyday-requests\\.json, line \\d+, probes\\[1\\]\\.id: .*"${pack.probes[0]!.id}"`),
      /./,
    );
    const checked = await commandLine(["packs", "check", file]);
    expect(checked.exitCode).toBe(4);
    expect(checked.stdout).toContain("probes[1].id");
    expect(study.lab.tally.answered).toBe(0);
  });

  test("a study that was changed after its plan was frozen", async () => {
    const study = await smallStudy();
    expect((await study.run("collect")).exitCode).toBe(0);
    study.rewrite((content) => ({ ...content, seed: "another" }));
    for (const command of ["collect", "compare", "run"])
      expectRefusal(await study.run(command), "PLAN_DIFFERS", /seed: "small" -> "another"/, /another title/);
    study.rewrite((content) => content);
    expect((await study.run("collect")).stderr).toContain("15 of 15 answers, 0 requests in this run");
  });
});

describe("files of the tool", () => {
  test("a database of a newer version is left as it is", async () => {
    const study = await smallStudy();
    await study.run("plan", "--freeze");
    const database = new Sqlite(study.result("study.db"));
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.pragma("user_version = 99");
    database.close();
    const before = readFileSync(study.result("study.db"));
    for (const command of ["collect", "compare", "run"])
      expectRefusal(
        await study.run(command),
        "STORE_NEWER",
        /study\.db was written by a newer teacherprint \(database version 99/,
        /Update teacherprint/,
      );
    expect(readFileSync(study.result("study.db")).equals(before)).toBe(true);
    expect(study.lab.tally.answered).toBe(0);
  });

  test("a file that is no database", async () => {
    const study = await smallStudy();
    write(study.result("study.db"), "Not a database, but notes that somebody keeps here.".repeat(20));
    expectRefusal(await study.run("collect"), "STORE_DAMAGED", /study\.db is damaged/, /Keep the file as it is/);
    expect(readFileSync(study.result("study.db"), "utf8")).toMatch(/^Not a database/);
  });

  test("a results folder that cannot be written: nothing is asked", async () => {
    const study = await smallStudy();
    const taken = write(join(study.folder, "taken"), "a file");
    const said = await commandLine(["run", study.file, "--results", taken], study.environment);
    expectRefusal(said, "STORE_NOT_WRITABLE", /taken\/a-small-study\/study\.db cannot be created/, /can be written to/);
    expect(study.lab.tally.answered).toBe(0);
  });

  test("a report that cannot be written: the answers stay, and the same command goes on", async () => {
    const study = await smallStudy();
    write(study.result("findings.json/a-folder-in-its-place"), "");
    expect(await study.run("run")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(
        /findings\.json could not be written: a folder stands in its place.*\n.*\[FILE_NOT_WRITTEN\]\n$/,
      ),
    });
    expect(await answeredOf(study)).toContain("15/15 answers");
    expect(filesBelow(study.results).filter(({ path }) => path.includes("partial"))).toEqual([]);
  });

  test("findings that are not there, no JSON, or of another form", async () => {
    const folder = testFolder();
    const file = join(folder, "findings.json");
    expectRefusal(
      await commandLine(["report", file]),
      "FINDINGS_NOT_FOUND",
      /There is no file .*findings\.json/,
      /compare/,
    );
    write(file, '{"schemaVersion": "teacherprint.findings/v1", "tier": ');
    expectRefusal(await commandLine(["report", file]), "FINDINGS_INVALID", /is not JSON/, /compare. again/);
    write(file, '{"schemaVersion": "teacherprint.findings/v7"}');
    expectRefusal(await commandLine(["report", file]), "FINDINGS_INVALID", /a newer version .*findings\/v7/, /Update/);
  });
});

describe("words", () => {
  test.each<[string[], string, RegExp, RegExp]>([
    [["colect", "study.yaml"], "USAGE", /no command "colect"/, /Did you mean "collect"/],
    [["compare", "x", "--sespect", "y"], "USAGE", /no option --sespect/, /Did you mean --suspect/],
    [["compare"], "USAGE", /compare <target>/, /compare --help/],
    [["compare", "x", "--workers", "none"], "USAGE", /--workers needs a whole number/, /compare --help/],
    [["compare", "x", "--suspect", "a", "--suspect", "b"], "USAGE", /--suspect may be given once/, /--help/],
    [["collect", "x", "--status", "--check"], "USAGE", /mutually exclusive/, /collect --help/],
    [["import", "x", "y", "--format", "xml"], "USAGE", /format cannot be "xml"/, /alpaca-eval/],
    [["report", "findings.json", "--format", "docx"], "FORMAT_UNKNOWN", /"docx"/, /html, pdf, json, md/],
    [["compare", "nowhere-at-all"], "TARGET_NOT_FOUND", /"nowhere-at-all"/, /path/],
  ])("%j", async (words, code, happened, fix) => {
    expectRefusal(await commandLine(words), code, happened, fix);
  });

  test("a study has one suspect, and its groups have names", async () => {
    const study = await smallStudy();
    await study.run("collect");
    expectRefusal(
      await study.run("compare", "--suspect", "sim-heron-a"),
      "SUSPECT_FIXED",
      /suspect is "sim-student-080"/,
      /Leave --suspect out/,
    );
    expectRefusal(
      await study.run("compare", "--teachers", "sim-ambre-1"),
      "TEACHER_UNKNOWN",
      /no lineage group "sim-ambre-1"/,
      /Did you mean sim-amber-1\?/,
    );
    expect(existsSync(study.result("findings.json"))).toBe(false);
  });
});

test("a collection that reached its limit is compared all the same: coverage stated, exit 3", async () => {
  const study = await smallStudy({
    change: (content) => ({ ...content, limits: { ...content.limits, requests: 13 } }),
  });
  const collected = await study.run("collect");
  expect(collected).toMatchObject({ exitCode: 3, stdout: "" });
  expect(collected.stderr).toContain("the limit of 13 requests was reached");
  const said = await study.run("compare", "--json");
  expect(said.exitCode).toBe(3);
  expect(said.stderr).toContain("2 questions of the study have no answer yet; the findings rest on the others.");
  const { quality } = findingsSchema.parse(JSON.parse(said.stdout));
  expect(quality.models.reduce((sum, { missing }) => sum + missing, 0)).toBe(2);
  expect(quality.models.reduce((sum, { expected }) => sum + expected, 0)).toBe(15);
  const own = quality.models.find(({ model }) => model === "sim-student-080")!;
  expect(quality.coverage).toBe(own.answered / 3);
});
