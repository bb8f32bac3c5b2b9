import { describe, expect, test } from "vitest";
import type { Pack } from "../../src/probes/pack.js";
import { parsePack } from "../../src/probes/parse-pack.js";
import { withOptionsShuffled } from "../../src/study/option-order.js";

function pack(probes: object[], id = "small-choices"): Pack {
  const facts = { id, version: "1.0.0", title: id, description: id, kind: "choice", language: "en" };
  return parsePack(JSON.stringify({ ...facts, licence: "CC0-1.0", split: "public", probes }), `${id}.json`);
}

const suits = ["spades", "hearts", "diamonds", "clubs"];
const card = {
  id: "card",
  prompt: `Draw a card: ${suits.map((suit) => `[[${suit}]]`).join(", ")}. Which suit?`,
  answer: { type: "one-of", options: suits },
  shuffle: true,
};
const stayOrGo = (id: string, weather: string, pair: string | null) => ({
  id,
  prompt: `${weather}. [[stay]] or [[go]]? Say [[stay]] or [[go]].`,
  answer: { type: "one-of", options: ["stay", "go"] },
  shuffle: true,
  ...(pair === null ? {} : { pair }),
});
const fixed = { id: "coin", prompt: "Heads or tails?", answer: { type: "one-of", options: ["heads", "tails"] } };

const seeds = Array.from({ length: 400 }, (_, index) => `seed ${index}`);
const asked = (of: Pack, seed: string, probe = 0) => withOptionsShuffled(of, seed)[probe]!;
const optionsOf = (of: Pack, seed: string, probe = 0) => {
  const { answer } = asked(of, seed, probe);
  return answer?.type === "one-of" ? answer.options : [];
};

describe("the order of options", () => {
  const cards = pack([card, fixed]);

  test("is the same in the question and in the reader, and changes nothing else", () => {
    for (const seed of seeds.slice(0, 20)) {
      const { messages, answer, ...rest } = asked(cards, seed);
      const options = answer?.type === "one-of" ? answer.options : [];
      expect(messages).toEqual([{ role: "user", content: `Draw a card: ${options.join(", ")}. Which suit?` }]);
      expect([...options].sort()).toEqual([...suits].sort());
      const { messages: _, answer: __, ...written } = cards.probes[0]!;
      expect(rest).toEqual(written);
    }
  });

  test("is drawn from the seed alone: the same again for the same seed, any order for others", () => {
    expect(withOptionsShuffled(cards, "7")).toEqual(withOptionsShuffled(cards, "7"));
    // All 24 orders of four suits turn up among 400 seeds, but with a chance of 1e-6.
    expect(new Set(seeds.map((seed) => optionsOf(cards, seed).join(" "))).size).toBe(24);
    const first = seeds.filter((seed) => optionsOf(cards, seed)[0] === "spades").length;
    expect(first).toBeGreaterThan(65);
    expect(first).toBeLessThan(140);
  });

  test("differs between probes and packs of one study", () => {
    const twins = pack([stayOrGo("one", "It rains", null), stayOrGo("two", "It snows", null)]);
    const renamed = pack([stayOrGo("one", "It rains", null)], "other-choices");
    const alike = seeds.filter((seed) => optionsOf(twins, seed, 0)[0] === optionsOf(twins, seed, 1)[0]).length;
    const across = seeds.filter((seed) => optionsOf(twins, seed)[0] === optionsOf(renamed, seed)[0]).length;
    for (const count of [alike, across]) {
      expect(count).toBeGreaterThan(140);
      expect(count).toBeLessThan(260);
    }
  });

  test("is the other way round in the second probe of a pair, and chance decides which is which", () => {
    const paired = pack([stayOrGo("a", "It rains", "rain"), fixed, stayOrGo("b", "It pours", "rain")]);
    for (const seed of seeds) expect(optionsOf(paired, seed, 2)).toEqual([...optionsOf(paired, seed, 0)].reverse());
    const first = seeds.filter((seed) => optionsOf(paired, seed)[0] === "stay").length;
    expect(first).toBeGreaterThan(140);
    expect(first).toBeLessThan(260);
    const seed = seeds.find((one) => optionsOf(paired, one)[0] === "go")!;
    expect(asked(paired, seed).messages[0]!.content).toBe("It rains. Go or stay? Say go or stay.");
    expect(asked(paired, seed, 2).messages[0]!.content).toBe("It pours. Stay or go? Say stay or go.");
  });

  test("stays as written where the pack does not ask for shuffling", () => {
    for (const seed of seeds.slice(0, 20)) expect(asked(cards, seed, 1)).toBe(cards.probes[1]);
  });
});
