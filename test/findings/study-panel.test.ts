import { describe, expect, test } from "vitest";
import { studyPanel } from "../../src/findings/study-panel.js";
import { buildLineage } from "../../src/likeness/lineage.js";
import type { StoredAnswer } from "../../src/store/read-answers.js";
import type { Plan, PlannedModel, PlannedPack } from "../../src/study/plan.js";
import { smallPlan } from "../collection/small-plan.js";
import { answer, model, notDerived, panelOf, prompt } from "./small-panel.js";

const base = smallPlan({ models: 4, probes: 2 });
const planned = (from: PlannedModel, changes: Partial<PlannedModel>): PlannedModel => ({ ...from, ...changes });

/** Suspect, two teachers of vendors A and B, and a control of vendor A. */
const plan: Plan = {
  ...base,
  suspect: planned(base.suspect, { id: "acme", released: "2024-01" }),
  teachers: [
    planned(base.teachers[0]!, { id: "teacher-a", group: "group-a", vendor: "A", family: "fa", released: "2023-06" }),
    planned(base.teachers[0]!, { id: "teacher-b", group: "group-b", vendor: "B", family: "fb", released: "2023-09" }),
  ],
  controls: [planned(base.controls[0]!, { id: "control", vendor: "A", family: "fc" })],
};

function stored(of: string, probe: string, text: string, changes: Partial<StoredAnswer> = {}): StoredAnswer {
  return {
    model: of,
    pack: "questions",
    probe,
    sample: 0,
    temperature: 0.7,
    systemPrompt: 0,
    slot: "",
    text,
    reasoning: null,
    status: "ok",
    stopReason: null,
    returnedModel: null,
    usage: { inputTokens: null, outputTokens: null, reasoningTokens: null, cachedInputTokens: null },
    source: "live",
    sentinel: null,
    seq: 0,
    wall: "2026-01-01T00:00:00Z",
    ...changes,
  };
}

const rowsOf = (panel: ReturnType<typeof studyPanel>, id: string) =>
  panel.answers[panel.models.findIndex((one) => one.id === id)]!.map(({ prompt: place, ...rest }) => ({
    prompt: panel.prompts[place]!.id,
    ...rest,
  }));

describe("a pack in its form for openings", () => {
  const asked = plan.packs[0]!;
  const short: PlannedPack = { ...asked, id: `${asked.id}#openings`, kind: "opening" };
  const words = asked.probes.map(({ messages }) => messages.map(({ content }) => content).join("\n\n"));
  const reference = (kind: "open-ended" | "opening") =>
    panelOf([model("stored")], [prompt("p1", { text: words[0]!, kind })], {
      stored: [answer("p1", "Well, of course")],
    });

  test("is served by whole stored answers, beside the whole pack in any order, but never serves it", () => {
    for (const packs of [
      [asked, short],
      [short, asked],
    ]) {
      const both = studyPanel({ ...plan, packs }, [], [reference("open-ended")]);
      expect(rowsOf(both, "stored").map((row) => row.prompt)).toEqual(["questions#openings/q1", "questions/q1"]);
      const cut = studyPanel({ ...plan, packs }, [], [reference("opening")]);
      expect(rowsOf(cut, "stored").map((row) => row.prompt)).toEqual(["questions#openings/q1"]);
    }
  });

  test("says, where it is all there is, that there can be no score", () => {
    const notices = (packs: readonly PlannedPack[]) => studyPanel({ ...plan, packs }, [], []).notices.join(" ");
    expect(notices([short])).toContain("Only the beginnings of answers were asked for.");
    expect(notices([asked, short])).not.toContain("Only the beginnings");
    expect(notices([asked])).not.toContain("Only the beginnings");
  });
});

describe("answers", () => {
  test("repeats, temperatures and system prompts become samples in one fixed order", () => {
    const answers = [
      stored("acme", "q1", "warm, second", { temperature: 1, sample: 1 }),
      stored("acme", "q1", "warm", { temperature: 1 }),
      stored("acme", "q1", "cold, other system prompt", { temperature: 0, systemPrompt: 1 }),
      stored("acme", "q1", "cold", { temperature: 0 }),
      stored("acme", "q1", "default", { temperature: null }),
    ];
    const forwards = studyPanel(plan, answers, []);
    expect(rowsOf(forwards, "acme").map(({ sample, text }) => [sample, text])).toEqual([
      [0, "default"],
      [1, "cold"],
      [2, "cold, other system prompt"],
      [3, "warm"],
      [4, "warm, second"],
    ]);
    expect(studyPanel(plan, answers.toReversed(), []).digest).toBe(forwards.digest);
  });

  test("statuses stay, texts of errors do not", () => {
    const panel = studyPanel(
      plan,
      [stored("acme", "q1", "No.", { status: "refused" }), stored("acme", "q2", "cut", { status: "error" })],
      [],
    );
    expect(rowsOf(panel, "acme")).toEqual([
      { prompt: "questions/q1", sample: 0, text: "No.", status: "refused" },
      { prompt: "questions/q2", sample: 0, text: "", status: "error" },
    ]);
  });
});

test("prompts carry pack, kind, reader and, where it differs, language", () => {
  const pack: PlannedPack = {
    ...plan.packs[0]!,
    id: "mixed",
    kind: "identity",
    language: "mul",
    probes: [{ ...plan.packs[0]!.probes[0]!, id: "who", language: "fi" }],
  };
  const { prompts, language } = studyPanel({ ...plan, packs: [...plan.packs, pack] }, [], []);
  expect(prompts.find(({ id }) => id === "mixed/who")).toMatchObject({ kind: "identity", language: "fi" });
  expect(prompts.find(({ id }) => id === "questions/q1")).toEqual({
    id: "questions/q1",
    text: "Say something about the number 1.",
    topic: "numbers",
    kind: "open-ended",
    answer: null,
  });
  // Identity probes are not read, so their languages do not count.
  expect(language).toBe("en");
});

test.each([
  [["en"], "en"],
  [["fi"], "fi"],
  [["en", "fi"], "mixed"],
])("packs in %j make a panel in %s", (languages, expected) => {
  const packs = languages.map((language, index) => ({ ...plan.packs[0]!, id: `pack-${index}`, language }));
  expect(studyPanel({ ...plan, packs }, [], []).language).toBe(expected);
});

test("where packs of several languages are asked, each prompt says its own; pairs keep their pack's name", () => {
  const [first] = plan.packs;
  const packs: PlannedPack[] = [
    { ...first!, id: "english" },
    { ...first!, id: "deutsch", language: "de" },
    { ...first!, id: "decisions", kind: "choice", probes: first!.probes.map((probe) => ({ ...probe, pair: "one" })) },
  ];
  const { prompts, language } = studyPanel({ ...plan, packs }, [], []);
  expect(language).toBe("mixed");
  const of = (pack: string) => prompts.find(({ id }) => id === `${pack}/q1`);
  expect(of("english")).toMatchObject({ language: "en" });
  expect(of("deutsch")).toMatchObject({ language: "de" });
  expect(of("decisions")).toMatchObject({ pair: "decisions/one" });
  expect(of("english")).not.toHaveProperty("pair");
});

describe("what the study itself says of lineage", () => {
  const panel = studyPanel(plan, [], []);
  const pairs = panel.trials.map(({ suspect, group, truth, basis }) => `${suspect} ${group} ${truth} ${basis}`);

  test("a control is documented for other vendors' groups, a teacher assumed, nobody for its own vendor's", () => {
    expect(pairs).toEqual(["control group-b not-derived documented", "teacher-a group-b not-derived assumed"]);
  });

  test("teachers alone are no null cohort", () => {
    expect(studyPanel({ ...plan, controls: [] }, [], []).trials).toEqual([]);
    const neutral = planned(plan.controls[0]!, { id: "neutral", vendor: "C", family: "neutral" });
    const { trials } = studyPanel({ ...plan, controls: [neutral] }, [], []);
    expect(trials.map(({ suspect, group }) => `${suspect} ${group}`).sort()).toEqual([
      "neutral group-a",
      "neutral group-b",
      "teacher-a group-b",
      "teacher-b group-a",
    ]);
  });

  test("nothing is said of the suspect", () => {
    expect(panel.trials.some(({ suspect }) => suspect === "acme")).toBe(false);
  });

  test("nothing is said of in-run controls either: they are in no cohort, though they are in the panel", () => {
    const inRun = { kind: "negative" } as const;
    const controls = [...plan.controls, planned(plan.controls[0]!, { id: "known-other", vendor: null, inRun })];
    const withKnown = studyPanel({ ...plan, controls }, [], []);
    expect(withKnown.trials).toEqual(panel.trials);
    expect(withKnown.models.map(({ id, role }) => `${id} ${role}`)).toContain("known-other control");
  });
});

describe("reference panels", () => {
  const reference = panelOf(
    [
      model("old", { released: "2022-01" }),
      model("young", { released: "2025-01" }),
      model("undated"),
      model("known", { released: "2022-01" }),
      model("other-teacher", { group: "group-c", vendor: "C", released: "2022-06" }),
      model("in-question", { role: "suspect" }),
    ],
    [prompt("x1", { text: "Say something   about the\nnumber 1." }), prompt("x2", { text: "Something else?" })],
    {
      old: [answer("x1", "An old answer."), answer("x2", "Not asked here.")],
      young: [answer("x1", "A young answer.")],
    },
    {
      name: "reference",
      trials: [notDerived("known", "group-c"), notDerived("known", "group-a", { basis: "hard", confidence: "low" })],
    },
  );
  // The reference knows a pair of a group that the study lists, too.
  const panel = studyPanel(plan, [stored("acme", "q1", "Words.")], [reference]);

  test("a prompt is the same when its words are; the others are left out and counted", () => {
    expect(rowsOf(panel, "old")).toEqual([{ prompt: "questions/q1", sample: 0, text: "An old answer.", status: "ok" }]);
    expect(panel.notices).toContain("reference: 1 of its 2 prompts are questions of this study.");
  });

  test("its models serve as teachers and controls, never as suspects", () => {
    const roles = new Map(panel.models.map(({ id, role }) => [id, role]));
    expect(roles.get("in-question")).toBe("control");
    expect(roles.get("other-teacher")).toBe("teacher");
    expect([...roles].filter(([, role]) => role === "suspect").map(([id]) => id)).toEqual(["acme"]);
  });

  test("who was public before every member of a listed group did not learn from it", () => {
    const dated = panel.trials.filter(({ basis }) => basis === "released-before-teacher");
    expect(dated.map(({ suspect, group }) => `${suspect} ${group}`)).toEqual([
      "known group-b",
      "old group-a",
      "old group-b",
      "other-teacher group-a",
      "other-teacher group-b",
    ]);
  });

  test("no pair stands twice, and what the reference knows goes first", () => {
    const pairs = panel.trials.map(({ suspect, group }) => `${suspect} ${group}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  test("a group that both have is one group", () => {
    const twin = panelOf([model("twin", { group: "group-a", vendor: "A" })], [prompt("x1")], {}, { name: "twins" });
    const lineage = buildLineage(studyPanel(plan, [], [twin]));
    expect(lineage.groups).toEqual(["group-a", "group-b"]);
    expect([...lineage.referenceGroup]).toEqual([0, 1, 0]);
  });

  test("an id on both sides is refused", () => {
    const same = panelOf([model("control")], [prompt("x1")], {}, { name: "twins" });
    expect(() => studyPanel(plan, [], [same])).toThrow(
      expect.objectContaining({
        code: "STUDY_MODEL_IN_REFERENCE",
        happened: 'The id "control" stands in the study and in the reference panel "twins".',
      }),
    );
  });
});

test("one simulated part makes the whole synthetic", () => {
  const real = { ...plan, synthetic: false };
  const reference = (synthetic: boolean) => panelOf([model("m")], [prompt("x1")], {}, { name: "r", synthetic });
  expect(studyPanel(real, [], [reference(false)]).synthetic).toBe(false);
  expect(studyPanel(real, [], [reference(true)]).synthetic).toBe(true);
  expect(studyPanel({ ...plan, synthetic: true }, [], []).synthetic).toBe(true);
});
