import { expect, test } from "vitest";
import { choiceFindings } from "../../src/findings/choice-findings.js";
import { ownChannelFindings } from "../../src/findings/own-channels.js";
import { buildLineage, hideTruth } from "../../src/likeness/lineage.js";
import { defaultSettings } from "../../src/likeness/settings.js";
import { measure } from "../../src/traits/measure.js";
import { prepare } from "../../src/traits/prepare.js";
import { answer, model, notDerived, panelOf, prompt } from "./small-panel.js";

const reader = { type: "one-of", options: ["heads", "tails"] } as const;
const models = [
  model("acme"),
  model("teacher-a", { group: "group-a", vendor: "A" }),
  model("teacher-b", { group: "group-b", vendor: "B" }),
  ...["c1", "c2", "c3", "c4"].map((id) => model(id)),
];
/** How often each model says heads in ten throws. */
const heads: Record<string, number> = { acme: 9, "teacher-a": 9, "teacher-b": 2, c1: 5, c2: 4, c3: 6, c4: 5 };
const throws = (id: string) =>
  Array.from({ length: 10 }, (_, sample) => answer("coin", sample < heads[id]! ? "Heads" : "Tails", "ok", sample));

async function found(
  kind: "choice" | "open-ended",
  listed: readonly number[],
  change: { readonly pair?: string; readonly ids?: readonly string[] } = {},
) {
  const pair = change.pair === undefined ? {} : { pair: change.pair };
  const panel = panelOf(
    models,
    [prompt("coin", { kind, answer: reader, ...pair }), prompt("open")],
    Object.fromEntries(models.map(({ id }) => [id, [...throws(id), answer("open", `Words of ${id} alone.`)]])),
    {
      trials: ["acme", "c1", "c2", "c3", "c4"].flatMap((id) => [notDerived(id, "group-a"), notDerived(id, "group-b")]),
    },
  );
  const ids = change.ids ?? ["w3pair", "choice", "forcedChoice"];
  const prepared = await prepare(panel, { workers: 1, cacheFolder: null, seed: "1", traits: [...ids] });
  const measurements = measure(prepared, { prompts: null, blocks: 0 });
  const lineage = hideTruth(buildLineage(panel, measurements.models), [0]);
  const answered = panel.prompts.map((_, index) => index);
  return choiceFindings(
    ownChannelFindings({ prepared, measurements, lineage, suspect: 0, answered, listed, settings: defaultSettings }),
  );
}

test("the choices of the suspect towards each listed group, with the number of questions", async () => {
  const choices = await found("choice", [0, 1]);
  expect(choices.map(({ group, prompts, asked, trait }) => [group, prompts, asked, trait])).toEqual([
    ["group-a", 1, "free", "choice/2"],
    ["group-b", 1, "free", "choice/2"],
  ]);
  expect(choices[0]!.affinity).toBeGreaterThan(choices[1]!.affinity!);
  expect(choices[0]!.note).toContain("not counted");
  expect((await found("choice", [1])).map(({ group }) => group)).toEqual(["group-b"]);
});

test("four control models are too few for a null: scores, and no p", async () => {
  for (const row of await found("choice", [0, 1])) {
    // The suspect has trials itself in this panel, and still is no null model.
    expect([row.nullModels, row.nullFamilies]).toEqual([4, 4]);
    expect([row.rank, row.aboveThreshold]).toEqual([null, null]);
    expect(row.score).not.toBeNull();
  }
});

test("questions of an edited pair are forced choices, the same numbers in another channel", async () => {
  const free = await found("choice", [0, 1]);
  const forced = await found("choice", [0, 1], { pair: "p1" });
  expect(forced.map(({ asked, trait }) => [asked, trait])).toEqual([
    ["forced", "forcedChoice/1"],
    ["forced", "forcedChoice/1"],
  ]);
  expect(forced.map(({ affinity }) => affinity)).toEqual(free.map(({ affinity }) => affinity));
});

test("nothing where no question of the kind was used, or the trait was not measured", async () => {
  expect(await found("open-ended", [0, 1])).toEqual([]);
  expect(await found("choice", [0, 1], { ids: ["w3pair"] })).toEqual([]);
});
