import { describe, expect, test } from "vitest";
import type { CanaryPack } from "../../../../src/keyed/canary/canary-pack.js";
import { unnoticedLeak } from "../../../../src/keyed/canary/power.js";
import { canaryResultSchema } from "../../../../src/keyed/canary/testing/canary-result.js";
import { hitsNeeded } from "../../../../src/keyed/canary/testing/exact-tests.js";
import { judgeCanaries } from "../../../../src/keyed/canary/testing/judge-canaries.js";
import { leakAlpha } from "../../../../src/keyed/canary/testing/state-of-result.js";
import { golden, goldenBeacon, goldenKey } from "../golden.js";
import { answersOf, controls, factsOf, inventedPack, suspect } from "../judged.js";

const pack = inventedPack();
const unaware = controls.map((control) => answersOf(pack, control, { global: 0 }));
const judge = (
  learned: number,
  change: Parameters<typeof factsOf>[1] = {},
  of: CanaryPack = pack,
  model = suspect,
  others = unaware,
) => judgeCanaries(of, [answersOf(of, model, { global: learned }), ...others], model.model, factsOf(of, change));

test("the published example: 6 hits of 16, its p and its decoys", () => {
  const answers = golden.blind_answers;
  const asked = { planned: 16, received: 16, answeredItems: 16, answersSha256: golden.blind_answers_digest_sha256 };
  const result = judgeCanaries(
    { ...golden.pack, analysis: { ...golden.pack.analysis, decoyKeys: golden.decoy.M } },
    [{ ...suspect, ...asked, answers }],
    "acme",
    factsOf(golden.pack, { key: goldenKey, beacon: goldenBeacon }),
  );
  expect(result).toMatchObject({ hits: golden.hits, items: 16, alternatives: [16, 16], state: "excess" });
  expect(Math.abs(result.p! / golden.p_binomial - 1)).toBeLessThan(1e-10);
  expect(result.decoys).toMatchObject({ count: 999, atLeast: 0, p: golden.decoy.p });
  expect(result.controlsMissing).toEqual(golden.pack.analysis.negativeControls);
});

describe("what is stated", () => {
  test("an excess, with everything it rests on", () => {
    const result = judge(20);
    expect(canaryResultSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
    expect(result).toMatchObject({
      state: "excess",
      reasons: [],
      hits: 20,
      items: 60,
      expectedHits: expect.closeTo(3, 9),
      commitments: [pack.commitment.value],
      answers: { planned: 80, received: 80, answeredItems: 80, answeredShare: 1 },
      freshness: { state: "fresh" },
      accounts: null,
    });
    expect(result.p).toBe(result.holm);
    expect(result.log10P).toBeCloseTo(Math.log10(result.p!), 9);
    expect(result.controls.map(({ model, hits, negative }) => [model, hits, negative])).toEqual([
      ["c1", 0, true],
      ["c2", 0, true],
    ]);
    expect(result.decoys!.hits.reduce((sum, count) => sum + count, 0)).toBe(999);
  });

  test("no excess", () => {
    expect(judge(0)).toMatchObject({ state: "no-excess", hits: 0, p: 1 });
    const needed = judge(0).hitsNeeded!;
    expect(judge(needed - 1).state).toBe("no-excess");
    expect(judge(needed).state).toBe("excess");
  });

  test("commitments of the owner count together", () => {
    const needed = judge(0).hitsNeeded!;
    const result = judge(needed, { commitments: Array.from({ length: 400 }, (_, place) => `other ${place}`) });
    expect(result.holm).toBeCloseTo(Math.min(1, result.p! * 400), 12);
    expect(result.state).toBe("no-excess");
  });

  test("a suspect older than the planting is only a control", () => {
    const old = judge(20, {}, pack, { ...suspect, released: "2025-12" });
    expect(old).toMatchObject({ state: "control-only", freshness: { state: "suspect-earlier" }, accounts: null });
    expect(old.reasons.join()).toContain("negative control of this pack");
  });

  test("a control with an excess: nothing is stated", () => {
    const leaked = [answersOf(pack, controls[0]!, { global: 30 }), unaware[1]!];
    const result = judge(20, {}, pack, suspect, leaked);
    expect(result.state).toBe("control-excess");
    expect(result.reasons[0]).toContain("1 of the negative controls");
  });

  test("controls are judged at 5 %, not at the strict level of the suspect", () => {
    const needed = hitsNeeded(new Array<number>(60).fill(20), 0.025);
    expect(needed).toBeLessThan(judge(0).hitsNeeded!);
    const state = (hits: number) =>
      judge(20, {}, pack, suspect, [answersOf(pack, controls[0]!, { global: hits }), unaware[1]!]).state;
    expect(state(needed)).toBe("control-excess");
    expect(state(needed - 1)).toBe("excess");
  });

  test.each([
    [200, 100],
    [64, 16],
  ])(
    "a leak that suspect and both controls took up alike is rarely stated as an excess (%i items, %i values)",
    (n, D) => {
      const worst = (gate: number) =>
        Math.max(
          ...Array.from({ length: 40 }, (_, step) =>
            unnoticedLeak(step / 200, new Array<number>(n).fill(D), 0.001, gate, 2),
          ),
        );
      expect(worst(0.001)).toBeGreaterThan(0.1);
      expect(worst(leakAlpha)).toBeLessThan(0.04);
    },
  );

  test("a teacher is no negative control unless the pack names it", () => {
    const teacher = { ...controls[0]!, model: "teacher-served", role: "teacher" as const };
    const served = answersOf(pack, teacher, { global: 60 });
    const result = judge(20, {}, pack, suspect, [...unaware, served]);
    expect(result.state).toBe("excess");
    expect(result.controls.at(-1)).toMatchObject({ negative: false, holm: null, hits: 60 });
    const named = inventedPack((one) => ({
      ...one,
      analysis: { ...one.analysis, negativeControls: ["teacher-served", "c1"] },
    }));
    const all = [...controls, teacher].map((model) => answersOf(named, model, { global: model === teacher ? 60 : 0 }));
    expect(judge(20, {}, named, suspect, all).state).toBe("control-excess");
  });

  test("a known student among the controls is shown, not judged", () => {
    const student = answersOf(pack, { ...controls[0]!, model: "in-run", knownStudent: true }, { global: 60 });
    const result = judge(20, {}, pack, suspect, [...unaware, student]);
    expect(result.state).toBe("excess");
    expect(result.controls.at(-1)).toMatchObject({ model: "in-run", negative: false, holm: null });
  });

  test("too few answers: no p-value at all", () => {
    const full = answersOf(pack, suspect, { global: 20 });
    const result = judgeCanaries(pack, [{ ...full, answeredItems: 39 }, ...unaware], "acme", factsOf(pack));
    expect(result).toMatchObject({
      state: "not-evaluated",
      p: null,
      log10P: null,
      holm: null,
      hits: null,
      decoys: null,
    });
    expect(result.controls).toEqual([]);
  });

  test("planting before the commitment, or no beacon and an older relative: withheld", () => {
    expect(judge(20, { plantedFrom: "2026-01-01" })).toMatchObject({ state: "withheld", p: null });
    expect(judge(20, { plantedFrom: "2030-01-01", plantedTo: null })).toMatchObject({ state: "withheld", p: null });
    expect(judge(20, {}, pack, { ...suspect, released: "2031-01" })).toMatchObject({ state: "withheld", p: null });
    expect(judge(20, { frozenAt: "2026-01-01T00:00:00Z" })).toMatchObject({ state: "withheld", hits: null });
    expect(judge(20, { keyReadAt: "2026-06-30T00:00:00Z" }).reasons).toEqual([expect.stringContaining("not blind")]);
    expect(judge(20, { earlierFamilyModel: true })).toMatchObject({ state: "withheld", p: null });
    const unstated = judge(20, { earlierFamilyModel: null });
    expect(unstated.state).toBe("excess");
    expect(unstated.notes.join(" ")).toContain("was not stated");
  });
});

test("the time at which the key was read stands in the order of events", () => {
  expect(judge(0).order.at(-1)).toMatchObject({ step: "key read", time: "2026-07-01T00:00:01Z" });
});

describe("the time of the commitment", () => {
  const anchoredBy = (...anchors: CanaryPack["commitment"]["anchors"]): CanaryPack => ({
    ...pack,
    commitment: { ...pack.commitment, anchors },
  });

  test("an anchor is stated, not checked: the caveats stay", () => {
    const anchor = { type: "rfc3161" as const, time: "2026-01-01T00:00:00Z" };
    const result = judge(20, {}, anchoredBy(anchor));
    expect(result).toMatchObject({ state: "excess", beacon: { anchored: false } });
    expect(result.anchors).toEqual([{ ...anchor, tokenSha256: null }]);
    expect(result.order[0]).toMatchObject({ time: anchor.time, shownBy: expect.stringContaining("not checked") });
    expect(result.notes.join(" ")).toContain("with an anchor that this tool did not check");
    expect(result.notes.join(" ")).toContain("There is no beacon");
    expect(judge(20).notes.join(" ")).toContain("rests on the owner's computer");
  });

  test("none at all: no p-value", () => {
    const result = judge(20, {}, anchoredBy());
    expect(result).toMatchObject({ state: "withheld", p: null, hits: null, decoys: null });
    expect(result.reasons).toEqual([expect.stringContaining("tells no time of its commitment")]);
  });
});

describe("exactness", () => {
  test("missing answers are misses, and the number of items stays", () => {
    const answers = answersOf(pack, suspect, { global: 20 });
    const cut = answers.answers.answers.map((answer, place) => (place < 10 ? { ...answer, modal: -1 } : answer));
    const result = judgeCanaries(
      pack,
      [{ ...answers, answers: { ...answers.answers, answers: cut } }, ...unaware],
      "acme",
      factsOf(pack),
    );
    expect(result).toMatchObject({ items: 60, hits: 10 });
  });

  test("the order of the items changes nothing", () => {
    const turned: CanaryPack = { ...pack, items: [...pack.items].reverse() };
    const answers = answersOf(pack, suspect, { global: 14 });
    const same = { ...answers, answers: { ...answers.answers, answers: [...answers.answers.answers].reverse() } };
    const { hits, p, decoys } = judgeCanaries(turned, [same], "acme", factsOf(pack));
    expect({ hits, p, decoys }).toEqual({ hits: 14, p: judge(14).p, decoys: judge(14).decoys });
  });

  test("pure: twice the same", () => {
    expect(judge(12)).toEqual(judge(12));
  });

  test("another key finds nothing in answers that follow this one", () => {
    expect(judge(60, { key: Buffer.alloc(32, 77) }).hits!).toBeLessThan(12);
  });
});

describe("the other tests", () => {
  const using = (primaryTest: CanaryPack["analysis"]["primaryTest"]) =>
    inventedPack((one) => ({ ...one, analysis: { ...one.analysis, primaryTest } }));

  test("key permutation: the smallest p that so many decoys can give", () => {
    const permuted = using("key-permutation");
    const result = judge(20, {}, permuted, suspect, []);
    expect(result).toMatchObject({ test: "key-permutation", p: 1 / 1000 });
    expect(judge(0, {}, permuted, suspect, []).p).toBe(1);
  });

  test("exposure rank: drawn for so many items", () => {
    const ranked = using("exposure-rank");
    expect(judge(30, {}, ranked, suspect, []).p!).toBeLessThan(0.001);
    expect(judge(0, {}, ranked, suspect, []).p!).toBeGreaterThan(0.5);
  });

  test("Poisson-binomial equals the binomial where all alternatives are equal", () => {
    const unequal = judge(12, {}, using("poisson-binomial"), suspect, []);
    expect(unequal.p).toBe(judge(12, {}, pack, suspect, []).p);
  });
});

describe("account clusters", () => {
  const clusters = ["north", "south", "west"];
  const taken = answersOf(pack, suspect, { global: 0, account: 10, cluster: "south" });
  const result = judgeCanaries(pack, [taken, ...unaware], "acme", factsOf(pack, { accountClusters: clusters }));

  test("the cluster whose values came back stands out, with Holm over all of them", () => {
    const { accounts } = result;
    expect(accounts).toMatchObject({ items: 20, alternatives: [20, 20] });
    expect(accounts!.clusters.map(({ cluster }) => cluster)[0]).toBe("south");
    expect(accounts!.clusters[0]!.hits).toBeGreaterThanOrEqual(10);
    expect(accounts!.clusters[0]!.holm).toBeCloseTo(3 * accounts!.clusters[0]!.p, 15);
    expect(accounts!.clusters.slice(1).every(({ holm }) => holm > 0.05)).toBe(true);
  });

  test("they are no part of the test of the other items", () => {
    expect(result).toMatchObject({ hits: 0, items: 60, state: "no-excess" });
  });

  test("without names they are not tested, and that is said", () => {
    const unnamed = judge(0);
    expect(unnamed.accounts).toBeNull();
    expect(unnamed.notes.join(" ")).toContain("no cluster was named");
  });
});
