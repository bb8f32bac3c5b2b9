import { describe, expect, test } from "vitest";
import { buildPanel, type PanelParts } from "../../../src/panel/build-panel.js";
import type { Panel } from "../../../src/panel/panel.js";
import { randomStream } from "../../../src/statistics/random-stream.js";
import { measure } from "../../../src/traits/measure.js";
import { pairElsewhere } from "../../../src/traits/pairing/pair-elsewhere.js";
import { prepare } from "../../../src/traits/prepare.js";
import type { PairedTrait } from "../../../src/traits/trait.js";
import { smallPanel } from "../invent-panel.js";

const ids = ["w3pair", "first12"];
const read = (panel: Panel) => prepare(panel, { workers: 1, cacheFolder: null, seed: "1", traits: ids });
const places = (count: number) => Array.from({ length: count }, (_, place) => place);
const prompts = 12;

/** The panel with the answers of one model moved: the answers of prompt source[p] stand at p. */
function moved(panel: Panel, model: string, source: readonly number[]): Panel {
  const answers: PanelParts["answers"] = new Map(
    panel.models.map(({ id }, row) => [
      id,
      panel.answers[row]!.flatMap((one) => {
        const at = id === model ? source.indexOf(one.prompt) : one.prompt;
        return [{ ...one, prompt: panel.prompts[at]!.id }];
      }),
    ]),
  );
  const { name, description, language, synthetic, models, prompts: listed, trials } = panel;
  return buildPanel({ name, description, language, synthetic, models, prompts: listed, trials, answers, notices: [] });
}

describe.each([1, 3])("%i answers to a prompt", (samples) => {
  const panel = smallPanel(prompts, samples);
  const suspect = panel.models.findIndex(({ id }) => id === "s");

  test("every answer in its own place is the measured row", async () => {
    const prepared = await read(panel);
    const measured = measure(prepared, { prompts: places(prompts), blocks: 0 });
    prepared.traits.forEach((trait, index) => {
      for (const model of [suspect, 0]) {
        const row = pairElsewhere({
          prepared,
          trait: trait as PairedTrait,
          model,
          prompts: places(prompts),
          source: places(prompts),
        })!;
        const width = measured.references.length;
        const expected = measured.traits[index]!.affinity.subarray(model * width, (model + 1) * width);
        row.forEach((value, place) => {
          if (Number.isNaN(expected[place]!)) expect(value).toBeNaN();
          else expect(value).toBeCloseTo(expected[place]!, 6);
        });
      }
    });
  });

  test("moved answers give what a panel with moved answers measures", async () => {
    const source = randomStream("move", "prompts").shuffle(places(prompts));
    const prepared = await read(panel);
    const other = await read(moved(panel, "s", source));
    const measured = measure(other, { prompts: places(prompts), blocks: 0 });
    prepared.traits.forEach((trait, index) => {
      const row = pairElsewhere({
        prepared,
        trait: trait as PairedTrait,
        model: suspect,
        prompts: places(prompts),
        source,
      })!;
      const width = measured.references.length;
      const expected = measured.traits[index]!.affinity.subarray(suspect * width, (suspect + 1) * width);
      row.forEach((value, place) => {
        expect(value).toBeCloseTo(expected[place]!, 6);
      });
    });
  });
});

test("prompts that the model or a reference did not answer are left out of the mean", async () => {
  const panel = smallPanel(3);
  const prepared = await read(panel);
  const [trait] = prepared.traits as PairedTrait[];
  const row = (source: number[]) =>
    pairElsewhere({ prepared, trait: trait!, model: 7, prompts: places(source.length), source })!;
  const one = row([0]);
  const both = row([0, 1]);
  expect(both[0]).not.toBe(one[0]);
  expect(pairElsewhere({ prepared, trait: trait!, model: 7, prompts: [], source: [] })!.every(Number.isNaN)).toBe(true);
  expect(
    pairElsewhere({
      prepared: { ...prepared, pairedText: new Map() },
      trait: trait!,
      model: 7,
      prompts: [0],
      source: [0],
    }),
  ).toBeNull();
});
