import { expect, test } from "vitest";
import { labPacks } from "../../../src/lab/lab-packs.js";
import { knownQuestions, recognise } from "../../../src/lab/world/known-questions.js";
import { shippedPacks } from "../../../src/probes/load-pack.js";
import { parsePack } from "../../../src/probes/parse-pack.js";
import { withOptionsShuffled } from "../../../src/study/option-order.js";

test("a question is recognised in whichever order a study's seed lists its options", async () => {
  const packs = await shippedPacks();
  const known = knownQuestions(packs);
  const shuffled = packs.filter(({ probes }) => probes.some(({ marked }) => marked !== null));
  expect(shuffled.length).toBeGreaterThanOrEqual(2);
  for (const pack of shuffled) {
    for (const seed of ["1", "2", "3"]) {
      withOptionsShuffled(pack, seed).forEach(({ messages }, index) => {
        const { kind, answer, topic, language } = { ...pack.probes[index]!, kind: pack.kind };
        expect(recognise(known, messages.at(-1)!.content)).toEqual({ kind, answer, topic, language });
      });
    }
  }
});

test("what no pack asks is an open question, or one about identity", async () => {
  const known = knownQuestions(await shippedPacks());
  expect(recognise(known, "How do I fold a paper boat?").kind).toBe("open-ended");
  expect(recognise(known, "Who made you?").kind).toBe("identity");
});

test("shortened packs keep their marks, so that a study shuffles their options, too", async () => {
  const packs = await shippedPacks();
  const [file] = labPacks(packs, [{ id: "forced-choices", probes: 12, samples: 8 }]);
  const { probes } = parsePack(JSON.stringify(file), "short.json");
  const written = new Map(packs.find(({ id }) => id === "forced-choices")!.probes.map((probe) => [probe.id, probe]));
  expect(probes.map(({ marked }) => marked)).toEqual(probes.map(({ id }) => written.get(id)!.marked));
});
