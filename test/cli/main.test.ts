import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, copyFileSync, existsSync, openSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toolVersion } from "../../src/version.js";
import { inventParts } from "../validation/invented-panel.js";
import { commandLine, testFolder } from "./command-line.js";
import { inventedFolder } from "./invented-folder.js";
import { type SmallStudy, smallStudy } from "./small-study.js";

/** The package as it is installed: built, beside its packs and its dependencies. Run as a process, as users do. */
let built: string;
let removeBuilt: () => void | Promise<void>;
const root = resolve(import.meta.dirname, "../..");

beforeAll(async () => {
  built = testFolder((clean) => {
    removeBuilt = clean;
  });
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const options = ["--outDir", join(built, "dist"), "--declaration", "false", "--sourceMap", "false"];
  const compiling = spawn(process.execPath, [compiler, "-p", join(root, "tsconfig.build.json"), ...options]);
  await once(compiling, "close");
  copyFileSync(join(root, "package.json"), join(built, "package.json"));
  for (const name of ["node_modules", "probes", "schemas"]) symlinkSync(join(root, name), join(built, name));
});
afterAll(() => removeBuilt());

const main = () => join(built, "dist", "cli", "main.js");
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
  before: readonly string[] = [],
): { child: ChildProcess; ended: Promise<Ended> } {
  const [program, ...rest] = [...before, process.execPath, main(), ...words];
  const child = spawn(program!, rest, { env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      said[name] += text;
    });
  return { child, ended: once(child, "close").then(([code]) => ({ code: code as number | null, ...said })) };
}

const run = (words: readonly string[], environment = {}, before: readonly string[] = []) =>
  start(words, environment, before).ended;

describe("the built program", () => {
  test("--help and --version: results on stdout, exit 0", async () => {
    const [help, version] = await Promise.all([run(["--help"]), run(["--version"])]);
    expect(help).toMatchObject({ code: 0, stderr: "" });
    for (const command of ["demo", "init", "plan", "run", "collect", "import", "compare", "report", "packs"])
      expect(help.stdout).toMatch(new RegExp(`^ {2}teacherprint ${command}\\b`, "m"));
    expect(version).toEqual({ code: 0, stdout: `${toolVersion}\n`, stderr: "" });
  });

  test("wrong words: nothing on stdout, exit 2", async () => {
    expect(await run(["colect"])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        'There is no command "colect".\nDid you mean "collect"? `teacherprint --help` lists the commands. [USAGE]\n',
    });
  });

  test("it ships its packs", async () => {
    const { code, stdout } = await run(["packs", "list"]);
    expect(code).toBe(0);
    expect(stdout).toContain("everyday-requests");
  });

  test("a reader that closes early (`| head`) is no fault", async () => {
    const { child, ended } = start(["packs", "list", "--json"]);
    child.stdout!.destroy();
    expect(await ended).toMatchObject({ code: 0, stderr: "" });
  });

  test.skipIf(!existsSync("/dev/full"))("results that have no room: said in words, exit 2", async () => {
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [main(), "packs", "list"], { stdio: ["ignore", full, "pipe"] });
    let stderr = "";
    child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const [code] = (await once(child, "close")) as [number];
    closeSync(full);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "The output could not be written: the disk is full (ENOSPC).\nFree some disk space or send it elsewhere, and run the same command again. [OUTPUT_NOT_WRITTEN]\n",
    });
  });

  test("a reader of messages that goes away does not end the work", async () => {
    const { child, ended } = start(["packs", "check", "beside.commitment.json", "other.schema.json", "identity"]);
    child.stderr!.destroy();
    const { code, stdout } = await ended;
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/identity\.json: (fine|usable)/);
  });

  test("Ctrl-C while comparing ends it at once, and leaves nothing half written", async () => {
    const panel = await inventedFolder(inventParts());
    const results = testFolder();
    const words = ["compare", panel, "--suspect", "student-3", "--no-cache", "--results", results, "--workers", "2"];
    const { child, ended } = start(words);
    await once(child.stderr!, "data");
    child.kill("SIGINT");
    const { code, stdout } = await ended;
    expect({ code, signal: child.signalCode, stdout }).toEqual({ code: null, signal: "SIGINT", stdout: "" });
    expect(readdirSync(results)).toEqual([]);
  });

  test("compares with worker threads, to the same bytes as the sources do", async () => {
    const parts = inventParts();
    // A few of its models and questions: what is compared here are two ways to run the same program.
    const models = parts.models.filter(({ id, role }) => role === "teacher" || /^(student-3|null-[0-3])$/.test(id));
    const panel = await inventedFolder({ ...parts, models, prompts: parts.prompts.slice(0, 4) });
    const words = ["compare", panel, "--suspect", "student-3", "--no-cache", "--json", "--results", testFolder()];
    const [fromBuilt, fromSources] = [
      await run([...words, "--workers", "2"]),
      await commandLine([...words, "--workers", "1"]),
    ];
    expect(fromBuilt.code).toBe(0);
    expect(fromBuilt.stdout).toBe(fromSources.stdout);
  });
});

/** Whether there is the `script` of util-linux, whose terminal can be taken away. */
const hasScript = spawnSync("script", ["-qec", "true", "/dev/null"], { stdio: "ignore" }).status === 0;

async function until(condition: () => boolean, child: ChildProcess): Promise<void> {
  while (!condition() && child.exitCode === null && child.signalCode === null) await pause(5);
}

/** Questions that the server answered, whether or not the answer arrived. */
const received = ({ lab }: SmallStudy) => lab.tally.answered;

/** Answers that the ledger holds. */
async function kept(study: SmallStudy): Promise<number> {
  return Number(/(\d+)\/\d+ answers/.exec((await study.run("collect", "--status")).stdout)![1]);
}

const collecting = (study: SmallStudy) => ["collect", study.file, "--results", study.results];

test("Ctrl-C at several moments: what is answered stays, and is never asked again", async () => {
  const models = 5;
  const questions = models * 8;
  const study = await smallStudy({
    excerpts: [{ id: "everyday-requests", probes: 8, samples: null }],
    lab: { latencyMilliseconds: 40 },
    change: (content) => ({ ...content, limits: { ...content.limits, concurrency: 1 } }),
  });

  // Before the first question: the process is only just there.
  const early = start(collecting(study), study.environment);
  await pause(60);
  early.child.kill("SIGINT");
  const { code } = await early.ended;
  expect([130, null]).toContain(code);
  expect(received(study)).toBe(0);

  // In the middle: calls under way may end, and are kept.
  const middle = start(collecting(study), study.environment);
  await until(() => received(study) >= 7, middle.child);
  middle.child.kill("SIGINT");
  const stopped = await middle.ended;
  expect(stopped.code).toBe(130);
  expect(stopped.stderr).toContain("Stopping: calls under way may end, nothing new is sent.");
  expect(stopped.stderr).toContain(`Collection interrupted: ${received(study)} of ${questions} answers`);
  const afterMiddle = received(study);
  expect(afterMiddle).toBeLessThan(questions);
  expect(await kept(study)).toBe(afterMiddle);

  // Twice: the process ends at once, and leaves at most what was in flight without an outcome.
  const twice = start(collecting(study), study.environment);
  await until(() => received(study) >= afterMiddle + 7, twice.child);
  twice.child.kill("SIGINT");
  await pause(10);
  twice.child.kill("SIGINT");
  expect((await twice.ended).code).toBe(130);
  await pause(100);
  expect((await study.run("collect", "--check")).exitCode).toBe(0);
  const before = received(study);
  const held = await kept(study);
  expect(held).toBeGreaterThanOrEqual(afterMiddle + 7 - models);
  expect(before - held).toBeLessThanOrEqual(models);

  const completed = await study.run("collect");
  expect(completed.exitCode).toBe(0);
  expect(completed.stderr).toContain(
    `Collection complete: ${questions} of ${questions} answers, ${questions - held} requests`,
  );
  expect(received(study)).toBe(before + questions - held);
  expect((await study.run("collect", "--check")).exitCode).toBe(0);
});

/** A study that is asked one question after the other, so that it can be stopped in its middle. */
const slowStudy = () =>
  smallStudy({
    excerpts: [{ id: "everyday-requests", probes: 8, samples: null }],
    lab: { latencyMilliseconds: 40 },
    change: (content) => ({ ...content, limits: { ...content.limits, concurrency: 1 } }),
  });

test("a closing terminal, however often it says so: calls under way end and are kept", async () => {
  const study = await slowStudy();
  const { child, ended } = start(collecting(study), study.environment);
  await until(() => received(study) >= 7, child);
  child.kill("SIGHUP");
  child.kill("SIGHUP");
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr.match(/Stopping, as the terminal is gone/g)).toHaveLength(1);
  expect(stderr).toContain(`Collection interrupted: ${received(study)} of 40 answers`);
  expect(await kept(study)).toBe(received(study));
  expect(received(study)).toBeLessThan(40);
});

test.skipIf(!hasScript)("a terminal that is really gone: nothing that was answered is lost", async () => {
  const study = await slowStudy();
  const status = join(study.folder, "status");
  // A shell that hands on what it is told, and writes down how the program ended.
  const shell = [
    `"${process.execPath}" "${main()}" ${collecting(study).join(" ")} & program=$!`,
    "trap 'kill -HUP $program' HUP",
    `wait $program; wait $program; echo $? > ${status}.partial; mv ${status}.partial ${status}`,
  ];
  // `script` holds the other end of a terminal of its own; when it is killed, that terminal is gone for what runs in it.
  const terminal = spawn("script", ["-qec", shell.join("\n"), "/dev/null"], {
    env: { ...process.env, ...study.environment, SHELL: "/bin/sh" },
    stdio: "ignore",
  });
  await until(() => received(study) >= 7, terminal);
  terminal.kill("SIGKILL");
  while (!existsSync(status)) await pause(20);
  // Ended by the signal, after everything was closed; 134 would be Node's own abort.
  expect(readFileSync(status, "utf8").trim()).toBe("129");
  expect(received(study)).toBeLessThan(40);
  expect(await kept(study)).toBe(received(study));
  expect(await study.run("collect", "--check")).toMatchObject({ exitCode: 0, stderr: "" });
  expect(await study.run("collect")).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining("40 of 40 answers"),
  });
});

test("messages that have no reader do not end a collection", async () => {
  const study = await slowStudy();
  const { child, ended } = start(collecting(study), study.environment);
  child.stderr!.destroy();
  expect((await ended).code).toBe(0);
  expect(await kept(study)).toBe(40);
});

/** Whether a user may make a disk of his own that can only be read. */
const readOnlyDisk = (folder: string) => [
  "unshare",
  "-rm",
  "sh",
  "-c",
  `mount -t tmpfs -o ro none ${folder} && exec "$0" "$@"`,
];
const canMount = spawnSync("unshare", ["-rm", "sh", "-c", "mount -t tmpfs -o ro none /tmp"]).status === 0;

test.skipIf(!canMount)("a disk that can only be read is called that, whatever Node says of it", async () => {
  const study = await smallStudy();
  const folder = testFolder();
  const below = join(folder, "a", "b");
  const names = ["--id", "demo-1", "--owner", "An owner", "--teacher", "acme"];
  for (const [words, code] of [
    [["collect", study.file, "--results", below], "STORE_NOT_WRITABLE"],
    [["canary", "mint", ...names, "-o", join(below, "demo-1.canary.json")], "FILE_NOT_WRITTEN"],
  ] as const) {
    const said = await run(words, study.environment, readOnlyDisk(folder));
    expect(said).toMatchObject({ code: 2, stderr: expect.stringContaining("the disk can only be read (EROFS)") });
    expect(said.stderr).toContain(`[${code}]`);
  }
  expect(received(study)).toBe(0);
});

test("a full disk: the collection stops with what to do, and goes on when there is room", async () => {
  const study = await smallStudy({
    excerpts: [{ id: "everyday-requests", probes: 12, samples: null }],
    change: (content) => ({ ...content, limits: { ...content.limits, concurrency: 1 } }),
  });
  // Files of this process may not grow beyond 1200 blocks of 1 KB, which the database meets like a full disk.
  const stopped = await run(collecting(study), study.environment, ["bash", "-c", 'ulimit -f 1200; exec "$0" "$@"']);
  expect(stopped).toMatchObject({ code: 2, stdout: "" });
  expect(stopped.stderr).toMatch(/study\.db.*\n.*run the same command again.*\[STORE_DISK_(ERROR|FULL)\]\n$/);
  expect(await study.run("collect", "--check")).toMatchObject({ exitCode: 0, stderr: "" });
  const held = await kept(study);
  expect(held).toBeGreaterThan(0);
  const completed = await study.run("collect");
  expect(completed.exitCode).toBe(0);
  expect(completed.stderr).toContain(`60 of 60 answers, ${60 - held} requests in this run`);
});
