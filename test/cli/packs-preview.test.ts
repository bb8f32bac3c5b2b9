import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { labPanel } from "../../src/lab/lab-panel.js";
import type { Panel } from "../../src/panel/panel.js";
import { checkPack } from "../../src/probes/check/check-packs.js";
import { loadPack, shippedPacks } from "../../src/probes/load-pack.js";
import type { Pack } from "../../src/probes/pack.js";
import { commandLine, testFolder } from "./command-line.js";
import { smallStudy } from "./small-study.js";

const suspect = "sim-student-080";
let panel: Panel;
let text: Pack;
let choice: Pack;

beforeAll(async () => {
  const shipped = await shippedPacks();
  const shortened = (id: string, probes: number) => {
    const pack = shipped.find((one) => one.id === id)!;
    return { ...pack, probes: pack.probes.slice(0, probes) };
  };
  text = shortened("everyday-requests", 8);
  choice = shortened("random-choices", 4);
  const settings = { seed: "preview", controlFamilies: 4, teacher: "sim-birch-2", doses: [0.8], temperature: 0.7 };
  panel = labPanel({ ...settings, packs: [text, choice] });
});

/** Writes the panel as a folder; `say` may change what a model said. */
function writePanel(say: (model: string, text: string) => string = (_, said) => said): string {
  const folder = join(testFolder(), "panel");
  mkdirSync(join(folder, "responses"), { recursive: true });
  const write = (name: string, lines: readonly string[]) => writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
  write("panel.json", [JSON.stringify({ name: "simulated", synthetic: true })]);
  write(
    "prompts.jsonl",
    panel.prompts.map((prompt) => JSON.stringify(prompt)),
  );
  write("models.csv", [
    "model,role,group,vendor,base,family,released,relation,parents,parent_models,confidence,note",
    ...panel.models.map(({ id, role, group, vendor, family, released }) =>
      [id, role, group ?? "", vendor, "", family, released, "", "", "", "high", ""].join(","),
    ),
  ]);
  write("trials.csv", [
    "suspect,group,truth,relation,basis,confidence",
    ...panel.trials.map((one) =>
      [one.suspect, one.group, one.truth, one.relation ?? "", one.basis, one.confidence].join(","),
    ),
  ]);
  for (const [index, { id }] of panel.models.entries())
    write(
      join("responses", `${id}.jsonl`),
      panel.answers[index]!.map(({ prompt, sample, text: said }) =>
        JSON.stringify({ prompt: panel.prompts[prompt]!.id, sample, text: say(id, said) }),
      ),
    );
  return folder;
}

interface Preview {
  readonly packs: readonly {
    readonly id: string;
    readonly ranked: number;
    readonly answered: number;
    readonly heldOut: unknown;
    readonly probes: readonly {
      id: string;
      rank: number | null;
      separation: number | null;
      chosen: boolean;
      usd: number | null;
      requests: number;
    }[];
  }[];
}

async function preview(folder: string, ...options: string[]) {
  const said = await commandLine([
    "packs",
    "preview",
    "everyday-requests",
    "random-choices",
    "--panel",
    folder,
    "--json",
    ...options,
  ]);
  return { ...said, document: said.exitCode === 0 ? (JSON.parse(said.stdout) as Preview) : null };
}

describe("the suspect has no say", () => {
  test("whatever the suspect said, the preview and the pack are the same", async () => {
    const changed = (id: string, said: string) =>
      id === suspect ? `${said.split("").reverse().join("")} zebra` : said;
    const outs = [testFolder(), testFolder()];
    const seen = [
      await preview(writePanel(), "--suspect", suspect, "--best", "4", "--out", outs[0]!),
      await preview(writePanel(changed), "--suspect", suspect, "--best", "4", "--out", outs[1]!),
    ];
    expect(seen.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    const [one, other] = seen.map(({ stdout }, index) => stdout.replaceAll(outs[index]!, "out"));
    expect(one).toBe(other);
    for (const name of readdirSync(outs[0]!)) {
      const [here, there] = outs.map((out) => readFileSync(join(out, name), "utf8"));
      expect(here).toBe(there);
    }
  });

  test("a reference's words do change it", async () => {
    const changed = (id: string, said: string) => (id === "sim-amber-1a" ? "Quite so, zebra, quite so." : said);
    const [one, other] = [await preview(writePanel()), await preview(writePanel(changed))];
    expect(one.document!.packs[0]!.probes).not.toEqual(other.document!.packs[0]!.probes);
  });

  test("the order is that of the references alone: without any control it stays", async () => {
    const controls = panel.models.filter(({ role }) => role === "control").map(({ id }) => id);
    const silent = (id: string, said: string) => (controls.includes(id) ? "zebra" : said);
    const ranks = async (folder: string) =>
      (await preview(folder)).document!.packs.map(({ probes }) => probes.map(({ id, separation }) => [id, separation]));
    expect(await ranks(writePanel())).toEqual(await ranks(writePanel(silent)));
  });
});

test("probes without an answer are said to be unknown, and never chosen", async () => {
  const { document } = await preview(writePanel(), "--best", "3");
  const [everyday] = document!.packs;
  expect(everyday).toMatchObject({ answered: 8, ranked: 8 });
  const chosen = everyday!.probes.filter((probe) => probe.chosen);
  expect(chosen.map(({ rank }) => rank)).toEqual([1, 2, 3]);
  expect(everyday!.probes.slice(8).every(({ rank, separation }) => rank === null && separation === null)).toBe(true);
  const tooMany = await preview(writePanel(), "--best", "9", "--out", testFolder());
  expect(tooMany.exitCode).toBe(2);
  expect(tooMany.stderr).toContain("references rank 8 of its");
  const words = await commandLine(["packs", "preview", "everyday-requests", "--panel", writePanel()]);
  expect(words.stdout).toMatch(/^SYNTHETIC DATA/);
  expect(words.stdout).toMatch(/- \d+ probes have no stored answer\. Of these only the cost is known/);
  expect(words.stdout).toContain("If it stands in this panel, name it with --suspect");
});

test("the pack that is written loads, passes its check and says where it comes from", async () => {
  const file = join(testFolder(), "best-four.json");
  const options = ["--panel", writePanel(), "--best", "4", "--out", file];
  const said = await commandLine(["packs", "preview", "everyday-requests", ...options]);
  expect(said.exitCode).toBe(0);
  expect((await checkPack(file)).findings).toEqual([]);
  const pack = await loadPack(file);
  expect(pack.id).toBe("best-four");
  expect(pack.probes).toHaveLength(4);
  expect(pack.description).toMatch(
    /^The 4 of \d+ probes of everyday-requests .* best set the reference groups of simulated/,
  );
  expect(pack.defaults).toEqual(text.defaults);
  const again = await commandLine(["packs", "preview", "everyday-requests", ...options]);
  expect(again.stderr).toContain("[PACK_EXISTS]");
  const both = await commandLine([
    "packs",
    "preview",
    "everyday-requests",
    "random-choices",
    ...options.slice(0, 4),
    "--out",
    join(file, "../other.json"),
  ]);
  expect(both.stderr).toContain("[OUT_IS_FILE]");
});

test("a pack that is not scored says so, and panels that share a model are refused", async () => {
  const folder = writePanel();
  const said = await commandLine(["packs", "preview", "--panel", folder, "identity"]);
  expect(said.stdout).toContain("shown and never scored");
  const twice = await commandLine(["packs", "preview", "identity", "--panel", folder, "--panel", writePanel()]);
  expect(twice.stderr).toContain("[PREVIEW_MODEL_TWICE]");
  const unknown = await commandLine(["packs", "preview", "identity", "--panel", folder, "--suspect", "nobody"]);
  expect(unknown.stderr).toContain("[SUSPECT_UNKNOWN]");
});

describe("from a study", () => {
  test("before anything is asked it knows the cost; afterwards it reads teachers and controls, not the suspect", async () => {
    const study = await smallStudy({ teachers: 4, controls: 2 });
    const look = async () => {
      const options = ["packs", "preview", "--study", study.file, "--results", study.results, "--json"];
      const said = await commandLine(options, study.environment);
      expect({ exitCode: said.exitCode, stdout: said.stdout !== "" }).toEqual({ exitCode: 0, stdout: true });
      return { ...said, document: JSON.parse(said.stdout) as Preview & { hidden: string[] } };
    };
    const before = await look();
    expect(before.stderr).toContain("The study has collected nothing yet");
    const { probes } = before.document.packs[0]!;
    // A local server costs nothing; suspect, four teachers and two controls answer each probe once.
    expect(probes.map(({ usd, requests }) => [usd, requests])).toEqual([0, 0, 0].map((usd) => [usd, 7]));
    expect((await study.run("collect")).exitCode).toBe(0);
    const after = await look();
    expect(after.document.hidden).toEqual([study.content.suspect.id]);
    expect(after.document.packs[0]).toMatchObject({ answered: 3, ranked: 3 });
  });
});
