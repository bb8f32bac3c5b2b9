import { beforeAll, describe, expect, test } from "vitest";
import { measureParts, type PartsInput } from "../../src/findings/sensitivity-parts.js";
import type { Panel } from "../../src/panel/panel.js";
import { measure } from "../../src/traits/measure.js";
import { prepare } from "../../src/traits/prepare.js";
import type { PreparedPanel } from "../../src/traits/prepared-panel.js";
import { smallPanel } from "../traits/invent-panel.js";

const read = (panel: Panel) => prepare(panel, { workers: 1, cacheFolder: null, seed: "1", traits: ["lodWord"] });
const places = (from: number, to: number) => Array.from({ length: to - from }, (_, place) => from + place);

const panel = smallPanel(60);
/** Teacher t1 speaks of itself on every tenth prompt. */
const speaking: Panel = {
  ...panel,
  answers: panel.answers.map((list, row) =>
    panel.models[row]!.id !== "t1"
      ? list
      : list.map((one) => (one.prompt % 10 === 0 ? { ...one, text: `As an AI, ${one.text}` } : one)),
  ),
};
let prepared: PreparedPanel;
beforeAll(async () => {
  prepared = await read(speaking);
});

function input(changes: Partial<PartsInput> = {}): PartsInput {
  return {
    panel: speaking,
    prepared,
    answered: places(0, 60),
    names: [],
    study: null,
    measured: async (of, prompts) => measure(of, { prompts, blocks: 0 }),
    prepareAgain: read,
    answeredIn: (of) => [...of.prompts.keys()],
    progress: () => undefined,
    ...changes,
  };
}

describe("prompts on which a teacher speaks of itself", () => {
  test("are left out, and the change says how many", async () => {
    const { parts, leftOut } = await measureParts(input());
    expect(parts.map(({ change }) => change)).toEqual([
      "without the prompts on which a teacher speaks of itself (6 of 60)",
    ]);
    expect(parts[0]!.measurements.prompts).toHaveLength(54);
    expect(parts[0]!.measurements.prompts).not.toContain(panel.prompts[10]!.id);
    expect(leftOut).toEqual([
      expect.objectContaining({ reason: "a panel folder does not say when and how its answers came" }),
    ]);
  });

  test.each<[string, Partial<PartsInput>, string]>([
    ["none", { panel }, "there are none"],
    ["too few others", { answered: places(0, 27) }, "only 24 prompts; 25 are needed"],
    ["another language", { panel: { ...speaking, language: "fr" } }, "they are recognised by English phrases"],
  ])("%s: the row is left out with the reason", async (_, changes, reason) => {
    const { parts, leftOut } = await measureParts(input(changes));
    expect(parts).toEqual([]);
    expect(leftOut[0]).toEqual({
      change: expect.stringContaining("without the prompts on which a teacher speaks of itself"),
      reason,
    });
  });
});

describe("parts of a study", () => {
  const none = { change: "each temperature alone", reason: "the study has one temperature" };
  const half = (from: number, to: number) => new Set(places(from, to).map((place) => panel.prompts[place]!.id));

  test("sets of prompts are measured on what was read already; only answered prompts count", async () => {
    const { parts, leftOut } = await measureParts(
      input({
        panel,
        answered: places(0, 56),
        study: {
          parts: [
            { change: "first", prompts: half(0, 30), panel: null },
            { change: "second", prompts: half(30, 60), panel: null },
            { change: "third", prompts: half(50, 60), panel: null },
          ],
          leftOut: [none],
        },
        prepareAgain: () => Promise.reject(new Error("nothing is read again")),
      }),
    );
    expect(parts.map(({ change, measurements }) => [change, measurements.prompts.length])).toEqual([
      ["first", 30],
      ["second", 26],
    ]);
    expect(leftOut).toContainEqual(none);
    expect(leftOut).toContainEqual({ change: "third", reason: "only 6 prompts; 25 are needed" });
  });

  test("sets of answers are read again, but not where their prompts are too few", async () => {
    let reads = 0;
    const { parts, leftOut } = await measureParts(
      input({
        panel,
        study: {
          parts: [
            { change: "cold", prompts: half(0, 40), panel: () => smallPanel(40) },
            { change: "warm", prompts: half(0, 3), panel: () => smallPanel(3) },
          ],
          leftOut: [],
        },
        prepareAgain: (of) => {
          reads++;
          return read(of);
        },
      }),
    );
    expect(parts.map(({ change, measurements }) => [change, measurements.prompts.length])).toEqual([["cold", 40]]);
    expect(leftOut).toContainEqual({ change: "warm", reason: "only 3 prompts; 25 are needed" });
    expect(reads).toBe(1);
  });
});
