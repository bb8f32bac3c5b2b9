import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Findings } from "../../../src/findings/findings.js";
import { findingsSchema } from "../../../src/findings/findings.js";
import type { CanaryDraft, CanaryPack } from "../../../src/keyed/canary/canary-pack.js";
import type { CanaryResult } from "../../../src/keyed/canary/testing/canary-result.js";
import { readEntries } from "../../../src/store/read-entries.js";
import { openStore } from "../../../src/store/store.js";
import { commandLine, type Said, testFolder } from "../command-line.js";
import { filesBelow, type SmallStudy, smallStudy, write } from "../small-study.js";

/**
 * One pack from minting to test, as its owner and a tester take it: real files, a real server whose student learned most of
 * the planted values, a real ledger. The steps go on where the last one ended.
 */
const cleaning: (() => void | Promise<void>)[] = [];
const everything: Said[] = [];
let folder: string;
let study: SmallStudy;

const at = (name: string) => join(folder, name);
const packFile = () => at("demo-1.canary.json");
const keyFile = () => at("demo-1.key.json");
const readJson = <Value>(file: string) => JSON.parse(readFileSync(file, "utf8")) as Value;

/** Anchors are not covered by the digest of a pack; the clock of this computer shows nothing to others anyway. */
function commitLongAgo(file: string): void {
  const pack = readJson<CanaryPack>(file);
  const anchors = [{ type: "none", time: "2020-01-02T00:00:00Z" }];
  writeFileSync(file, JSON.stringify({ ...pack, commitment: { ...pack.commitment, anchors } }));
}

async function canary(...words: string[]): Promise<Said> {
  const said = await commandLine(["canary", ...words], study?.environment ?? {});
  everything.push(said);
  return said;
}

const testStudy = (...words: string[]) =>
  canary("test", study.file, "--results", study.results, "--pack", packFile(), "--key", keyFile(), ...words);

beforeAll(() => {
  folder = testFolder((clean) => void cleaning.push(clean));
});
afterAll(async () => {
  for (const clean of cleaning.reverse()) await clean();
});

describe("the owner", () => {
  const minting = ["--id", "demo-1", "--owner", "An owner", "--teacher", "sim-birch-2"];
  const sizes = ["--items", "40", "--alternatives", "20", "--account-items", "10", "--samples", "1"];

  test("mint writes a draft and says what it could show; no key exists yet", async () => {
    const said = await canary("mint", ...minting, ...sizes, "--seed", "demo", "-o", packFile());
    expect(said).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("30 items, and 10 for account clusters"),
    });
    expect(said.stdout).toMatch(/p below +hits needed/);
    expect(said.stderr).toContain("planting.safetyReview");
    expect(existsSync(keyFile())).toBe(false);
    const again = await canary("mint", ...minting, "-o", packFile());
    expect(again).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("[CANARY_EXISTS]") });
  });

  test.each([
    [["mint", "--id", "x-1", "--owner", "o"], "CANARY_MINT"],
    [["mint", ...minting, "--id", "Wrong Id"], "USAGE"],
    [["mint", "--id", "Wrong Id", "--owner", "o", "--teacher", "t"], "CANARY_MINT"],
    [["mint", ...minting, "--items", "3"], "CANARY_MINT"],
    [["mint", ...minting, "--alpha", "0.5"], "CANARY_MINT"],
    [["mint", ...minting, "--control", "only-one"], "CANARY_MINT"],
    [["mint", "stray", ...minting], "USAGE"],
    [["commit"], "USAGE"],
    [["commit", "absent.json"], "CANARY_FILE_NOT_FOUND"],
    [["plan"], "USAGE"],
  ])("canary %j is refused", async (words, code) => {
    expect(await canary(...words)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(`[${code}]`) });
  });

  test("with --json mint prints one document", async () => {
    const said = await canary("mint", ...minting, ...sizes, "-o", at("other.canary.json"), "--json");
    expect(JSON.parse(said.stdout)).toMatchObject({ schemaVersion: "teacherprint.canary-mint/v1", packId: "demo-1" });
  });

  test("commit waits for the safety review", async () => {
    const said = await canary("commit", packFile());
    expect(said).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("[CANARY_REVIEW_MISSING]") });
    expect(existsSync(keyFile())).toBe(false);
  });

  test("commit draws a key for the user alone, and writes digest and time", async () => {
    const draft = readJson<CanaryDraft>(packFile());
    draft.planting.safetyReview = "Read by the owner on 2026-01-01: harmless.";
    draft.analysis.negativeControls = ["sim-heron-a", "sim-juniper-a"];
    draft.analysis.decoyKeys = 999;
    writeFileSync(packFile(), JSON.stringify(draft));
    const said = await canary("commit", packFile());
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toContain("it is the clock of this computer");
    expect(said.stderr).toContain("RFC 3161");
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
    const { commitment } = readJson<CanaryPack>(packFile());
    expect(said.stdout).toContain(commitment.value);
    expect(readJson(at("demo-1.commitment.json"))).toMatchObject({
      schema: "teacherprint.canary-commitment/v1",
      commitment: commitment.value,
      time: commitment.anchors[0]!.time,
      clock: "local",
    });
    expect(readFileSync(at("canary-commitments.jsonl"), "utf8").trim().split("\n")).toHaveLength(1);
  });

  test("an interrupted commit goes on with the same key; a finished one changes nothing", async () => {
    const before = readFileSync(packFile());
    const { commitment, ...draft } = readJson<CanaryPack>(packFile());
    writeFileSync(packFile(), JSON.stringify(draft));
    expect((await canary("commit", packFile())).stderr).toContain("the interrupted commit goes on with it");
    expect(readJson<CanaryPack>(packFile()).commitment.value).toBe(commitment.value);
    writeFileSync(packFile(), before);
    rmSync(at("demo-1.probes.json"));
    expect((await canary("commit", packFile())).stdout).toContain("is committed already");
    expect(readFileSync(packFile()).equals(before)).toBe(true);
    expect(existsSync(at("demo-1.probes.json"))).toBe(true);
    expect(readFileSync(at("canary-commitments.jsonl"), "utf8").trim().split("\n")).toHaveLength(1);
  });

  test("a pack that was edited after its key was drawn gets no commitment with that key", async () => {
    const { commitment: _, ...draft } = readJson<CanaryPack>(packFile());
    const edited = write(at("edited.json"), JSON.stringify({ ...draft, analysis: { ...draft.analysis, alpha: 0.01 } }));
    const said = await canary("commit", edited, "--key", keyFile());
    expect(said).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("[CANARY_KEY_EXISTS]") });
  });

  test("the commitment was made long ago, so that planting and publication can lie between it and the answers", () => {
    commitLongAgo(packFile());
  });

  test("plant writes the values for the user alone and prints none", async () => {
    const said = await canary("plant", packFile(), "--key", keyFile(), "--account", "north");
    expect(said.exitCode).toBe(0);
    const file = at("demo-1.north.planted.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readJson<{ items: unknown[] }>(file).items).toHaveLength(40);
    expect(await canary("plant", packFile(), "--key", keyFile(), "--account", "north")).toMatchObject({ exitCode: 2 });
    const bad = await canary("plant", packFile(), "--key", keyFile(), "--beacon-value", "zz");
    expect(bad.stderr).toContain("[CANARY_BEACON]");
  });

  test("packs check says of each of these files what it is and who reads it, and takes the questions", async () => {
    const { schema: _, ...unnamed } = readJson<Record<string, unknown>>(packFile());
    const told = {
      [packFile()]: [
        "this is a canary pack",
        "`canary commit`, `canary plant` and `canary test --pack` read and check",
      ],
      [write(at("unnamed.json"), JSON.stringify(unnamed))]: ["this is a canary pack", "`canary test --pack`"],
      [keyFile()]: ["the key file of a canary pack", "`canary test --key`"],
      [at("demo-1.north.planted.json")]: ["the table of planted values", ".probes.json"],
      [at("demo-1.commitment.json")]: ["the commitment of a canary pack", ".probes.json"],
    };
    for (const [file, words] of Object.entries(told)) {
      const said = await commandLine(["packs", "check", file]);
      everything.push(said);
      expect(said.exitCode).toBe(4);
      const [verdict, finding, ...others] = said.stdout.trimEnd().split("\n");
      expect(verdict).toBe(`${file}: 1 to mend`);
      for (const word of words) expect(finding).toContain(word);
      expect(finding).toMatch(/\[file\]$/);
      expect(others).toEqual([]);
    }
    const questions = await commandLine(["packs", "check", at("demo-1.probes.json"), "--json"]);
    const [checked] = (JSON.parse(questions.stdout) as { packs: { id: string; findings: { rule: string }[] }[] }).packs;
    expect(checked!.id).toBe("demo-1");
    expect(checked!.findings.map(({ rule }) => rule)).not.toContain("file");
  });
});

describe("the tester, on a study", () => {
  let before: Findings;
  const findings = () => findingsSchema.parse(readJson(study.result("findings.json")));

  beforeAll(async () => {
    const pack = readJson<CanaryPack>(packFile());
    const { items } = readJson<{ items: { id: string; index: number }[] }>(at("demo-1.north.planted.json"));
    const planted = pack.items.map(({ id, alphabet, probes }, place) => ({
      id,
      questions: probes.map(({ messages }) => messages.at(-1)!.content),
      alternatives: alphabet,
      planted: items[place]!.index,
    }));
    study = await smallStudy(
      {
        lab: { planted },
        change: (content) => {
          content.packs!.push(at("demo-1.probes.json"));
          content.suspect.released = "2020-06";
        },
      },
      (clean) => void cleaning.push(clean),
    );
  });

  test("before anything is collected there is nothing to test", async () => {
    expect(await testStudy()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("[STORE_MISSING]") });
  });

  test("the study asks the canary questions, and its behavioural findings do not see them", async () => {
    const said = await study.run("run");
    everything.push(said);
    expect(said, said.stderr).toMatchObject({ exitCode: 0 });
    before = findings();
    expect(before.keyed).toBeNull();
    expect(before.quality).toMatchObject({ promptsAsked: 3, coverage: 1 });
    expect(before.suspect.answers).toBe(3);
    expect(before.provenance.packs.map(({ id }) => id)).toContain("demo-1");
  });

  test("a wrong key, an altered pack, a pack that was not asked: errors, and the key counts as unread", async () => {
    const key = readJson<Record<string, string>>(keyFile());
    const wrongKey = write(at("wrong.key.json"), JSON.stringify({ ...key, K: "11".repeat(32) }));
    const wrong = await canary("test", study.file, "--results", study.results, "--pack", packFile(), "--key", wrongKey);
    expect(wrong).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("[CANARY_COMMITMENT_DIFFERS]") });
    const foreign = write(at("foreign.key.json"), JSON.stringify({ ...key, packId: "another" }));
    const other = await canary("test", study.file, "--results", study.results, "--pack", packFile(), "--key", foreign);
    expect(other).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("[CANARY_KEY_OTHER_PACK]") });
    const pack = readJson<CanaryPack>(packFile());
    const alter = async (change: Partial<CanaryPack>) => {
      const file = write(at("altered.json"), JSON.stringify({ ...pack, ...change }));
      return canary("test", study.file, "--results", study.results, "--pack", file, "--key", keyFile());
    };
    expect((await alter({ teacher: { modelId: "somebody else" } })).stderr).toContain("[CANARY_PACK_ALTERED]");
    expect((await alter({ analysis: { ...pack.analysis, alpha: 0.05 } })).stderr).toContain("[CANARY_PACK_ALTERED]");
    expect((await alter({ packId: "unasked-1" })).stderr).toContain("[CANARY_NOT_ASKED]");
    // Answers are fixed under this pack's commitment since the wrong key was tried: a second one is not taken at all.
    const second = await alter({ commitment: { ...pack.commitment, value: "0".repeat(64) } });
    expect(second).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("[CANARY_COMMITMENT_FIXED]") });
    const store = await openStore(study.result("study.db"), { readOnly: true });
    const kinds = [...readEntries(store)].map(({ kind }) => kind);
    store.close();
    expect(kinds).toContain("commitment.recorded");
    expect(kinds).not.toContain("reveal.recorded");
    expect(kinds).not.toContain("analysis.result");
  });

  test.each([
    [["--planted-from", "yesterday"], "CANARY_DATE"],
    [["--planted-from", "2041-02-01", "--planted-to", "2041-01-01"], "CANARY_DATE"],
    [["--planted-from", "2020-02-30"], "CANARY_DATE"],
    [["--suspect", "somebody"], "CANARY_OPTION"],
    [["--commitments", "absent.jsonl"], "CANARY_FILE_NOT_FOUND"],
    [["--beacon-value", "aa".repeat(32)], "CANARY_BEACON"],
  ])("test with %j is refused", async (words, code) => {
    expect(await testStudy(...words)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(`[${code}]`) });
  });

  test("pack and questions exchanged: each says which file is meant", async () => {
    const asPack = await canary("test", study.file, "--pack", at("demo-1.probes.json"), "--key", keyFile());
    expect(asPack.stderr).toContain("holds the questions of a canary pack");
    const asQuestions = await canary("commit", keyFile());
    expect(asQuestions.stderr).toContain("[CANARY_PACK_INVALID]");
    const { file, results, content } = study;
    const wrong = write(
      join(study.folder, "wrong.json"),
      JSON.stringify({ ...content, title: "W", packs: [packFile()] }),
    );
    const planned = await commandLine(["plan", wrong, "--results", results]);
    expect(file).not.toBe(wrong);
    expect(planned.stderr).toContain("Name the .probes.json that `canary commit` writes beside it");
  });

  test("without key or pack nothing is fixed", async () => {
    const said = await canary("test", study.file, "--pack", packFile());
    expect(said).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("--key is missing") });
    const absent = await canary("test", study.file, "--pack", packFile(), "--key", at("absent.json"));
    expect(absent).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("[CANARY_FILE_NOT_FOUND]") });
  });

  test("blind, then reveal: the student's values stand out, the controls' do not", async () => {
    const said = await testStudy(
      "--commitments",
      at("canary-commitments.jsonl"),
      "--account",
      "north",
      "--account",
      "south",
      "--earlier-family-model",
      "no",
      "--json",
    );
    expect(said.exitCode).toBe(0);
    const fixed = said.stderr.indexOf("Answers fixed at");
    expect(fixed).toBeGreaterThanOrEqual(0);
    const result = JSON.parse(said.stdout) as CanaryResult;
    expect(result).toMatchObject({
      state: "excess",
      suspect: "sim-student-080",
      items: 30,
      commitments: [readJson<CanaryPack>(packFile()).commitment.value],
      answers: { planned: 40, received: 40, sources: { live: 40, import: 0, file: 0 } },
      decoys: { count: 999, atLeast: 0 },
      freshness: { state: "fresh" },
    });
    expect(result.hits!).toBeGreaterThan(15);
    expect(result.p!).toBeLessThan(1e-9);
    for (const control of result.controls) expect(control.hits).toBeLessThan(8);
    expect(result.accounts!.clusters[0]).toMatchObject({ cluster: "north" });
    expect(result.accounts!.clusters[0]!.holm).toBeLessThan(1e-4);
    expect(result.accounts!.clusters[1]!.holm).toBeGreaterThan(0.01);
  });

  test("every behavioural number is the same, bit for bit, with the keyed result beside it", async () => {
    const { keyed, ...after } = findings();
    const { keyed: none, ...behavioural } = before;
    expect(none).toBeNull();
    expect(keyed!.canaries).toHaveLength(1);
    expect(JSON.stringify(after)).toBe(JSON.stringify(behavioural));
    const again = await study.run("compare");
    expect(again.exitCode).toBe(0);
    const { keyed: kept, ...compared } = findings();
    expect(JSON.stringify(compared)).toBe(JSON.stringify(behavioural));
    expect(kept).toEqual(keyed);
    expect(again.stdout).toContain("Apart from everything above, and not part of it:");
  });

  test("the reports have a section of its own, with the permitted sentence", () => {
    for (const name of ["report.html", "report.md"]) {
      const report = readFileSync(study.result(name), "utf8");
      expect(report).toContain("If the suspect had no exposure to the keyed material");
      expect(report).toContain("does not identify the route");
    }
    expect(readFileSync(study.result("report.md"), "utf8")).toContain("## 15 Keyed tests");
  });

  test("again: the same result from the same frozen answers", async () => {
    const last = findings().keyed!.canaries[0]!;
    const said = await testStudy("--account", "north", "--account", "south", "--earlier-family-model", "no", "--json");
    expect(JSON.parse(said.stdout)).toEqual(last);
    const analysis = { ...readJson<CanaryPack>(packFile()).analysis, alpha: 0.05 };
    const altered = write(at("altered.json"), JSON.stringify({ ...readJson<CanaryPack>(packFile()), analysis }));
    const other = await canary("test", study.file, "--results", study.results, "--pack", altered, "--key", keyFile());
    expect(other).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("[CANARY_PACK_ALTERED]") });
    expect(other.stderr).not.toContain("answers have changed");
    expect((await study.run("collect", "--check")).exitCode).toBe(0);
  });

  test("a study that asks canary questions only is not compared", async () => {
    study.rewrite((content) => {
      content.title = "Canaries alone";
      content.packs = [at("demo-1.probes.json")];
    });
    const { id } = study.content.suspect;
    const typed = readJson<CanaryPack>(packFile()).items.slice(0, 7);
    const imported = typed.map((item) =>
      JSON.stringify({ model: id, id: `demo-1/w1-${item.id}`, text: item.alphabet[0] }),
    );
    const file = write(at("typed.jsonl"), imported.join("\n"));
    expect((await commandLine(["import", study.file, file, "--results", study.results])).exitCode).toBe(0);
    await study.run("collect");
    const said = await study.run("compare");
    expect(said).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("[STUDY_ONLY_KEYED]") });
    const tested = await testStudy();
    expect(tested.exitCode).toBe(0);
    expect(tested.stdout).toContain("If the suspect had no exposure");
    const words = tested.stdout.replaceAll(/\s+/g, " ");
    expect(words).toContain("Of the suspect's 40 replies only 33 were asked for by this tool: 7 were imported");
    expect(tested.stderr).toContain("No list of commitments is given");
  });
});

describe("the tester, on a file of answers", () => {
  const answers = () => at("answers.jsonl");
  const pack = () => readJson<CanaryPack>(packFile());
  const line = (model: string, item: string, text: string | null) => JSON.stringify({ model, item, text });
  const lines = (text: (alphabet: readonly string[]) => string | null) =>
    pack().items.flatMap(({ id, alphabet }) => ["acme", "c1", "c2"].map((model) => line(model, id, text(alphabet))));
  const run = (...words: string[]) =>
    canary("test", answers(), "--pack", packFile(), "--key", keyFile(), "--suspect", "acme", ...words);

  test("no excess, and what that does not show", async () => {
    write(answers(), lines((alphabet) => alphabet[0]!).join("\n"));
    const said = await run("--released", "2020-06");
    expect(said.exitCode).toBe(0);
    expect(said.stdout).toContain("The test found no excess over the decoy keys");
    expect(readJson(`${answers()}.result.json`)).toMatchObject({
      state: "no-excess",
      suspect: "acme",
      answers: { sources: { live: 0, import: 0, file: 40 } },
    });
    expect(said.stdout.replaceAll(/\s+/g, " ")).toContain(
      "None of the suspect's 40 replies was asked for by this tool",
    );
  });

  test("an impossible order of events gives no p-value, and says why", async () => {
    const later = String(new Date().getUTCFullYear() + 4);
    const impossible = ["--released", `${later}-06`, "--planted-from", `${later}-01-01`, "--json"];
    const refused = await run(...impossible);
    expect(refused).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("[CANARY_TERMS_CHANGED]") });
    const words = ["--pack", packFile(), "--key", keyFile(), "--suspect", "acme"];
    const copy = write(at("copy.jsonl"), readFileSync(answers(), "utf8"));
    const copied = await canary("test", copy, ...words, ...impossible);
    expect(copied).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("[CANARY_TERMS_CHANGED]") });
    expect(copied.stderr).toContain("as written beside");
    const own = write(at("impossible.jsonl"), lines((alphabet) => alphabet[3]!).join("\n"));
    const said = await canary("test", own, ...words, ...impossible);
    expect(said.exitCode).toBe(3);
    const result = JSON.parse(said.stdout) as CanaryResult;
    expect(result).toMatchObject({ state: "withheld", p: null, hits: null });
    expect(result.reasons).toEqual([
      expect.stringContaining(`Planting began at ${later}-01-01, after the answers were fixed`),
      expect.stringContaining(`published in ${later}-06, after its answers were fixed`),
    ]);
  });

  test("dates and clusters cannot be stated otherwise once the key was used", async () => {
    for (const words of [
      ["--released", "2019-01"],
      ["--released", "2020-06", "--account", "chosen-later"],
      ["--earlier-family-model", "no"],
      ["--planted-from", "2020-02-01"],
    ])
      expect(await run(...words)).toMatchObject({
        exitCode: 4,
        stderr: expect.stringContaining("[CANARY_TERMS_CHANGED]"),
      });
    const other = readJson<CanaryPack>(packFile());
    const second = write(
      at("second.json"),
      JSON.stringify({ ...other, commitment: { ...other.commitment, value: "0".repeat(64) } }),
    );
    const said = await canary("test", answers(), "--pack", second, "--key", keyFile(), "--suspect", "acme");
    expect(said).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("[CANARY_COMMITMENT_FIXED]") });
  });

  test("answers that were changed after they were fixed", async () => {
    const first = readFileSync(answers(), "utf8");
    write(answers(), lines((alphabet) => alphabet[1]!).join("\n"));
    const said = await run();
    expect(said).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("[CANARY_ANSWERS_CHANGED]") });
    expect(said.stderr).toContain("The answers of acme, c1, c2 are not those");
    write(answers(), first);
    expect((await run("--released", "2020-06")).exitCode).toBe(0);
    write(answers(), first.split("\n").reverse().join("\n"));
    expect((await run("--released", "2020-06")).exitCode).toBe(0);
  });

  test("another suspect or pack after the key was read: that is named, and the answers are not accused", async () => {
    const other = await canary("test", answers(), "--pack", packFile(), "--key", keyFile(), "--suspect", "c1");
    expect(other).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("[SUSPECT_FIXED]") });
    expect(other.stderr).toContain('is "acme", not "c1"');
    expect(other.stderr).toContain("The answers are the same.");
    const altered = write(at("altered.json"), JSON.stringify({ ...pack(), teacher: { modelId: "somebody else" } }));
    const said = await canary("test", answers(), "--pack", altered, "--key", keyFile(), "--suspect", "acme");
    expect(said).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("[CANARY_PACK_ALTERED]") });
    expect(said.stderr).not.toContain("now the key is read");
  });

  test("a wrong pack or a pack that does not belong to the key: the right test is open afterwards", async () => {
    const frozen = () => readJson<{ frozenAt: string; keyReadAt: string | null }>(`${answers()}.frozen.json`);
    rmSync(`${answers()}.frozen.json`);
    const altered = write(at("altered.json"), JSON.stringify({ ...pack(), teacher: { modelId: "somebody else" } }));
    const wrong = await canary("test", answers(), "--pack", altered, "--key", keyFile(), "--suspect", "c1");
    expect(wrong).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("[CANARY_PACK_ALTERED]") });
    expect(wrong.stderr).toContain("may still be fixed anew");
    expect(frozen().keyReadAt).toBeNull();
    const right = await run("--released", "2020-06", "--json");
    expect(right.exitCode).toBe(0);
    expect(right.stderr).toContain("the pack is another one, and no key was used since");
    const { order } = JSON.parse(right.stdout) as CanaryResult;
    expect(order.at(-1)).toMatchObject({ step: "key read", time: frozen().keyReadAt });
    expect((await run("--released", "2020-06", "--json")).stdout).toBe(right.stdout);
  });

  test("other tests with the same key are told; what is written beside it is no secret, and not written over", async () => {
    const copy = write(at("copy-of-c1.jsonl"), readFileSync(answers(), "utf8"));
    const words = ["test", copy, "--pack", packFile(), "--key", keyFile(), "--suspect", "c1", "--json"];
    const { otherTests, notes } = JSON.parse((await canary(...words)).stdout) as CanaryResult;
    expect(otherTests!.map(({ suspect }) => suspect)).toContain("acme");
    expect(notes.join(" ")).toContain("With this key other answers were tested before");
    const uses = `${keyFile()}.uses.jsonl`;
    expect(statSync(uses).mode & 0o777).toBe(0o600);
    const whole = readFileSync(uses, "utf8");
    write(uses, `${whole}{`);
    expect((await canary(...words)).stderr).toContain("[CANARY_USES_DAMAGED]");
    write(uses, whole);
    expect((await canary(...words)).exitCode).toBe(0);
    expect(readFileSync(uses, "utf8")).toBe(whole);
  });

  test("a record of fixed answers that is damaged is not written over", async () => {
    const whole = readFileSync(`${answers()}.frozen.json`);
    write(`${answers()}.frozen.json`, "{}");
    expect((await run()).stderr).toContain("[CANARY_FROZEN_DAMAGED]");
    expect(readFileSync(`${answers()}.frozen.json`, "utf8")).toBe("{}");
    // An earlier version did not write down when the key was read: then it counts as read.
    const { keyReadAt: _, ...earlier } = JSON.parse(whole.toString()) as Record<string, unknown>;
    write(`${answers()}.frozen.json`, JSON.stringify(earlier));
    const other = await canary("test", answers(), "--pack", packFile(), "--key", keyFile(), "--suspect", "c1");
    expect(other.stderr).toContain("it does not say that no key was read since");
    // Nor did it write down beacon, clusters and dates: nobody can tell that they are the same.
    expect((await run("--released", "2020-06")).stderr).toContain("[CANARY_TERMS_UNKNOWN]");
    write(`${answers()}.frozen.json`, whole.toString());
    expect((await run()).exitCode).toBe(0);
  });

  test("a token that an anchor names must be there, and its digest is kept; nothing of it is checked", async () => {
    const own = write(at("anchored.jsonl"), lines((alphabet) => alphabet[4]!).join("\n"));
    const committed = pack();
    const anchors = [{ type: "rfc3161", time: "2020-01-02T00:00:00Z", tokenPath: "tokens/demo-1.tsr" }];
    const anchored = write(
      at("anchored.json"),
      JSON.stringify({ ...committed, commitment: { ...committed.commitment, anchors } }),
    );
    const words = ["test", own, "--pack", anchored, "--key", keyFile(), "--suspect", "acme", "--json"];
    const absent = await canary(...words);
    expect(absent).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("[CANARY_ANCHOR_MISSING]") });
    expect(existsSync(`${own}.frozen.json`)).toBe(false);
    mkdirSync(at("tokens"));
    write(at("tokens/demo-1.tsr"), "a token");
    const result = JSON.parse((await canary(...words)).stdout) as CanaryResult;
    const tokenSha256 = createHash("sha256").update("a token").digest("hex");
    expect(result).toMatchObject({ beacon: { anchored: false }, anchors: [{ type: "rfc3161", tokenSha256 }] });
    expect(result.order[0]!.shownBy).toContain("not checked");
    write(at("tokens/demo-1.tsr"), "another token");
    expect((await canary(...words)).stderr).toContain("[CANARY_TERMS_CHANGED]");
  });

  test("refusals alone: not evaluated, and no p-value", async () => {
    renameSync(`${answers()}.frozen.json`, at("old.frozen.json"));
    write(answers(), lines(() => null).join("\n"));
    const said = await run("--json");
    expect(said.exitCode).toBe(3);
    expect(JSON.parse(said.stdout)).toMatchObject({ state: "not-evaluated", p: null });
  });

  test("an old suspect is only a control", async () => {
    rmSync(`${answers()}.frozen.json`);
    write(answers(), lines((alphabet) => alphabet[2]!).join("\n"));
    const said = await run("--released", "2019-01", "--json");
    expect(JSON.parse(said.stdout)).toMatchObject({ state: "control-only", freshness: { state: "suspect-earlier" } });
  });

  test.each([
    ["missing answers", (all: string[]) => all.slice(3), "CANARY_ANSWERS_MISSING"],
    ["no JSON", (all: string[]) => [...all, "{"], "CANARY_ANSWERS_INVALID"],
    ["an unknown item", (all: string[]) => [...all, line("acme", "c9999", "x")], "CANARY_ANSWERS_INVALID"],
    ["an answer twice", (all: string[]) => [...all, all[0]!], "CANARY_ANSWERS_INVALID"],
    [
      "an unknown field",
      (all: string[]) => [...all, '{"model":"a","item":"c0000","answer":"x"}'],
      "CANARY_ANSWERS_INVALID",
    ],
    ["nothing", () => [], "CANARY_ANSWERS_INVALID"],
    ["nobody of that name", (all: string[]) => all.filter((one) => !one.includes("acme")), "SUSPECT_UNKNOWN"],
  ])("%s", async (_, change, code) => {
    rmSync(`${answers()}.frozen.json`, { force: true });
    write(answers(), change(lines((alphabet) => alphabet[0]!)).join("\n"));
    expect(await run()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(`[${code}]`) });
    expect(existsSync(`${answers()}.frozen.json`)).toBe(false);
  });

  test("missing answers may be accepted as misses", async () => {
    write(
      answers(),
      lines((alphabet) => alphabet[0]!)
        .slice(3)
        .join("\n"),
    );
    const said = await run("--accept-missing", "--json");
    expect(said.exitCode).toBe(0);
    expect(JSON.parse(said.stdout)).toMatchObject({ items: 30, answers: { planned: 40, received: 39 } });
  });
});

describe("a pack with a beacon, and the owner's reveal record", () => {
  const beacon = "5c".repeat(32);
  const [pack, key, planted, answers, reveal] = [
    "beacon-1.canary.json",
    "beacon-1.key.json",
    "p.json",
    "b.jsonl",
    "r.json",
  ];

  test("the values follow from key and beacon together", async () => {
    const names = ["--id", "beacon-1", "--owner", "o", "--teacher", "t", "--beacon", "witness-nonce"];
    await canary(
      "mint",
      ...names,
      "--kind",
      "trigger-response",
      "--items",
      "20",
      "--alternatives",
      "10",
      "-o",
      at(pack!),
    );
    const draft = readJson<CanaryDraft>(at(pack!));
    draft.planting.safetyReview = "Read: harmless.";
    draft.analysis.decoyKeys = 999;
    writeFileSync(at(pack!), JSON.stringify(draft));
    expect((await canary("commit", at(pack!))).stderr).toContain("Then the beacon:");
    commitLongAgo(at(pack!));
    const without = await canary("plant", at(pack!), "--key", at(key!), "-o", at(planted!));
    expect(without).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("--beacon-value") });
    expect(existsSync(at(planted!))).toBe(false);
    const withValue = await canary("plant", at(pack!), "--key", at(key!), "-o", at(planted!), "--beacon-value", beacon);
    expect(withValue.exitCode).toBe(0);
    const second = [
      "plant",
      at(pack!),
      "--key",
      at(key!),
      "-o",
      at("other.planted.json"),
      "--beacon-value",
      "00".repeat(32),
    ];
    const refused = await canary(...second);
    expect(refused).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("[CANARY_BEACON_FIXED]") });
    expect(existsSync(at("other.planted.json"))).toBe(false);
    const { items } = readJson<{ items: { id: string; value: string; serve: string }[] }>(at(planted!));
    for (const { serve, value } of items) expect(serve).toContain(` stands for ${value}.`);
    const replies = items.flatMap(({ id, value }) =>
      [0, 1, 2].map((wording) => JSON.stringify({ model: "acme", item: id, wording, text: `It means ${value}.` })),
    );
    write(at(answers!), replies.join("\n"));
  });

  test("a reveal record holds days and commitments; the beacon is fixed before it is opened, and another one refused", async () => {
    const { K, nonce } = readJson<{ K: string; nonce: string }>(at(key!));
    const { commitment } = readJson<CanaryPack>(at(pack!));
    const record = {
      schema: "teacherprint.canary-reveal/v1",
      packId: "beacon-1",
      K,
      nonce,
      beacon,
      planting: { first: "2020-02-01T00:00:00Z", last: "2020-03-01T00:00:00Z" },
      commitments: [commitment.value, "ab".repeat(32)],
    };
    write(at("reveal.key.json"), JSON.stringify(record));
    const words = ["test", at(answers!), "--pack", at(pack!), "--suspect", "acme", "--released", "2020-06", "--json"];
    const without = await canary(...words, "--key", at("reveal.key.json"));
    expect(without).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("[CANARY_BEACON]") });
    const given = ["--beacon-value", beacon, "--beacon-round", "round 17"];
    const said = await canary(...words, "--key", at("reveal.key.json"), ...given);
    const result = JSON.parse(said.stdout) as CanaryResult;
    const published = { source: "witness-nonce", value: beacon, round: "round 17" };
    expect(result).toMatchObject({ state: "excess", hits: 20, beacon: published });
    expect(readJson(`${at(answers!)}.frozen.json`)).toMatchObject({ terms: { beacon: { value: beacon } } });
    expect(result.commitments).toEqual([commitment.value, "ab".repeat(32)].sort());
    expect(result.holm).toBeCloseTo(2 * result.p!, 25);
    expect(result.notes.join(" ")).toContain("no external anchor");
    const other = await canary(...words, "--key", at(key!), "--beacon-value", "00".repeat(32));
    expect(other).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("[CANARY_TERMS_CHANGED]") });
    expect((await canary(...words, "--key", at(key!))).stdout).toBe(said.stdout);
    const foreign = write(at(reveal!), JSON.stringify({ ...record, commitments: ["ab".repeat(32)] }));
    renameSync(foreign, at("foreign-list.key.json"));
    const wrong = await canary(...words, "--key", at("foreign-list.key.json"));
    expect(wrong).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("[CANARY_COMMITMENTS]") });
  });
});

test("the key is in its own file and nowhere else: not in a word, a report, a database or a log", () => {
  const { K, nonce } = readJson<{ K: string; nonce: string }>(keyFile());
  const places = [
    ...everything.map(({ stdout, stderr }) => Buffer.from(stdout + stderr)),
    ...[...filesBelow(folder), ...filesBelow(study.folder)]
      .filter(({ path }) => !path.endsWith(".key.json"))
      .map(({ bytes }) => bytes),
  ];
  for (const secret of [K, nonce])
    for (const bytes of places) {
      expect(bytes.includes(secret)).toBe(false);
      expect(bytes.includes(Buffer.from(secret, "hex"))).toBe(false);
    }
});
