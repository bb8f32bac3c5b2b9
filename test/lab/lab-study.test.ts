import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { labPacks } from "../../src/lab/lab-packs.js";
import { labStudy } from "../../src/lab/lab-study.js";
import { type Lab, startLab } from "../../src/lab/start-lab.js";
import { shippedPacks } from "../../src/probes/load-pack.js";
import { parsePack } from "../../src/probes/parse-pack.js";
import { freezePlan } from "../../src/study/freeze-plan.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { packs } from "./packs.js";

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ seed: "study", packs });
});
afterAll(() => lab.close());

const choice = { suspect: "student", dose: 0.4, packs: ["./short-requests.json"] } as const;

describe("the study file", () => {
  test("it is read without a fault and is marked as synthetic", () => {
    const study = parseStudy(stringify(labStudy(lab, choice)), "study.yaml");
    expect(study).toMatchObject({
      title: "Simulated models: a student at dose 0.4",
      synthetic: true,
      suspect: { id: "sim-student-040", family: "sim-student", released: "2024-09" },
      notices: [],
    });
    expect(study.teachers).toHaveLength(10);
    expect(new Set(study.teachers.map(({ group }) => group)).size).toBe(7);
    expect(new Set(study.controls.map(({ family }) => family)).size).toBe(26);
  });

  test("teachers are reached through both protocols, each at the address its SDK needs", () => {
    const { teachers } = parseStudy(stringify(labStudy(lab, choice)), "study.yaml");
    const addresses = teachers.map(({ address }) => `${address.provider} ${address.baseUrl}`);
    expect(new Set(addresses)).toEqual(new Set([`anthropic ${lab.url}`, `openai-compatible ${lab.openaiUrl}`]));
  });

  test("the key is named and not written", () => {
    const text = JSON.stringify(labStudy(lab, choice));
    expect(text).toContain(`env:${lab.apiKeyVariable}`);
    expect(text).not.toContain(lab.apiKey);
  });

  test("the independent suspect has its own study", () => {
    const study = labStudy(lab, { suspect: "independent", packs: ["identity"] });
    expect(study).toMatchObject({
      title: "Simulated models: an independent model",
      suspect: { id: "sim-independent" },
    });
  });

  test("in-run controls are named on request, each of known lineage and in no cohort", () => {
    for (const suspect of ["student", "independent"] as const) {
      const study = parseStudy(stringify(labStudy(lab, { ...choice, suspect, inRunControls: true })), "study.yaml");
      const [negative, positive] = study.controls.filter(({ inRun }) => inRun !== undefined);
      expect(negative).toMatchObject({ inRun: { kind: "negative" } });
      expect(positive).toMatchObject({ id: "sim-student-080", inRun: { kind: "positive", group: "sim-birch" } });
      const ids = [study.suspect.id, ...study.controls.map(({ id }) => id)];
      expect(new Set(ids).size).toBe(ids.length);
      expect(negative!.id === "sim-independent").toBe(suspect === "student");
    }
    expect(labStudy(lab, choice).controls!.some(({ inRun }) => inRun !== undefined)).toBe(false);
  });

  test("a dose that the lab does not have is refused", () => {
    expect(() => labStudy(lab, { ...choice, dose: 0.3 })).toThrow("no student of dose 0.3");
  });
});

describe("shortened packs", () => {
  const short = labPacks(packs, [
    { id: "requests", probes: 12, samples: null },
    { id: "choices", probes: 2, samples: 8 },
    { id: "identity", probes: 2, samples: null },
  ]);

  test("each has as many probes as asked for", () => {
    expect(short.map(({ id, probes }) => [id, probes.length])).toEqual([
      ["short-requests", 12],
      ["short-choices", 2],
      ["short-identity", 2],
    ]);
  });

  test("topics take turns, each beginning elsewhere, and the order of the file stays", () => {
    const written = ["a", "a", "b", "a", "b", "c"].map((topic, index) => ({
      id: `p${index}`,
      prompt: `Question ${index}?`,
      topic,
    }));
    const facts = { id: "mixed", version: "1.0.0", title: "m", description: "m", kind: "open-ended", language: "en" };
    const mixed = parsePack(
      JSON.stringify({ ...facts, licence: "CC0-1.0", split: "public", probes: written }),
      "mixed.json",
    );
    const chosen = (probes: number) =>
      labPacks([mixed], [{ id: "mixed", probes, samples: null }])[0]!.probes.map(({ id }) => id);
    expect(chosen(3)).toEqual(["p0", "p4", "p5"]);
    expect(chosen(5)).toEqual(["p0", "p1", "p2", "p4", "p5"]);
  });

  test("from the shipped packs each choice is another thing in another language", async () => {
    const [, choices, identity] = labPacks(await shippedPacks());
    const { topic, language } = {
      topic: choices!.probes.map((probe) => probe.topic),
      language: choices!.probes.map((probe) => probe.language),
    };
    expect(new Set(topic).size).toBe(topic.length);
    expect(new Set(language).size).toBe(language.length);
    expect(new Set(identity!.probes.map((probe) => probe.language)).size).toBeGreaterThan(1);
  });

  test("they are packs, and keep what the probes say", () => {
    const read = short.map((file) => parsePack(JSON.stringify(file), `${file.id}.json`));
    for (const pack of read) {
      const original = packs.find(({ kind }) => kind === pack.kind)!;
      for (const probe of pack.probes) {
        const { sampling, ...facts } = original.probes.find(({ id }) => id === probe.id)!;
        expect(probe).toMatchObject(facts);
        expect(probe.sampling.temperature).toBe(sampling.temperature);
      }
    }
    const study = parseStudy(stringify(labStudy(lab, choice)), "study.yaml");
    const plan = freezePlan(study, read, [], "1.0.0");
    expect(plan.packs[1]!.probes.map(({ samples, temperature }) => [samples, temperature])).toEqual([
      [8, 1],
      [8, 1],
    ]);
  });

  test("more probes than there are gives all of them, and a pack that is not there is refused", () => {
    const all = labPacks(
      packs,
      packs.map(({ id }) => ({ id, probes: 999, samples: null })),
    );
    expect(all.map(({ probes }) => probes.length)).toEqual(packs.map(({ probes }) => probes.length));
    expect(() => labPacks([])).toThrow("there is no pack everyday-requests");
  });
});
