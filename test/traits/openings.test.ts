import { describe, expect, test } from "vitest";
import type { Panel, PanelPrompt } from "../../src/panel/panel.js";
import { measure } from "../../src/traits/measure.js";
import { prepare } from "../../src/traits/prepare.js";
import { inventPanel, promptIds, smallPanel, voicedText } from "./invent-panel.js";

/** Prompts whose answers are cut after 24 words on purpose, beside prompts that are answered in full. */
const ids = promptIds(24);
const short = ids.map((id) => `short-${id}`);

function question(id: string, kind: PanelPrompt["kind"]): PanelPrompt {
  return { id, text: id, topic: "", kind, answer: null };
}

function panelOf(asked: readonly PanelPrompt[], cutAfter: number): Panel {
  const { models } = smallPanel(1);
  return inventPanel({
    models: models.map(({ id, role, group, vendor, released }) => ({
      id,
      role,
      released,
      ...(group === null ? {} : { group }),
      ...(vendor === null ? {} : { vendor }),
    })),
    prompts: asked,
    answer: (id, prompt) => {
      const voice = id === "s" ? "t1" : id;
      const whole = voicedText(
        voice,
        prompt.replace("short-", ""),
        id === "s" ? 100 : prompt.startsWith("short") ? 7 : 0,
      );
      const text = whole.split(" ").slice(0, cutAfter).join(" ");
      return prompt.startsWith("short-") ? [{ prompt, sample: 0, text, status: "truncated" as const }] : [whole];
    },
  });
}

async function measured(panel: Panel, blocks = 0) {
  const prepared = await prepare(panel, { workers: 1, cacheFolder: null, seed: "test" });
  return measure(prepared, { prompts: null, blocks });
}

const full = ids.map((id) => question(id, "open-ended"));
const cut = short.map((id) => question(id, "opening"));

describe("answers that are cut on purpose", () => {
  test("change nothing of any trait but how answers begin", async () => {
    const [alone, beside] = [await measured(panelOf(full, 24)), await measured(panelOf([...full, ...cut], 24))];
    expect(beside.prompts).toEqual([...ids, ...short]);
    for (const { trait, affinity } of alone.traits) {
      const other = beside.traits.find((one) => one.trait === trait)!.affinity;
      if (trait === "first12") expect(other).not.toEqual(affinity);
      else expect([trait, other]).toEqual([trait, affinity]);
    }
    expect(beside.similarity).toEqual(alone.similarity);
  });

  test("begin as long ones do: the same twelve words give the same affinities", async () => {
    const openings = await measured(panelOf(cut, 24), 4);
    const whole = await measured(
      panelOf(
        short.map((id) => question(id, "open-ended")),
        1000,
      ),
      4,
    );
    const of = (measurements: typeof whole) => measurements.traits.find(({ trait }) => trait === "first12")!;
    expect(of(openings).affinity).toEqual(of(whole).affinity);
    expect(of(openings).affinity.some((value) => !Number.isNaN(value))).toBe(true);
    expect(of(openings).withoutBlock).toHaveLength(4);
  });

  test("are all there is in a panel of nothing else: other text traits have no value, and nobody is left out", async () => {
    const { traits, excluded, prompts } = await measured(panelOf(cut, 24));
    expect(prompts).toEqual(short);
    expect(excluded).toEqual([]);
    for (const { trait, channel, affinity } of traits) {
      if (channel === "core") expect([trait, affinity.every(Number.isNaN)]).toEqual([trait, true]);
    }
  });
});
