import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { checkPacks } from "../../src/probes/check/check-packs.js";
import { shippedPackIds, shippedPacks, shippedPacksFolder } from "../../src/probes/load-pack.js";
import type { Pack } from "../../src/probes/pack.js";
import { readChoice } from "../../src/probes/read-answer.js";
import { findMentions } from "../../src/probes/readers/find-mentions.js";
import { withOptionsShuffled } from "../../src/study/option-order.js";

let packs: ReadonlyMap<string, Pack>;
beforeAll(async () => {
  packs = new Map((await shippedPacks()).map((pack) => [pack.id, pack]));
});

test("every pack passes its own check, alone and beside the others, without a warning", async () => {
  const ids = await shippedPackIds();
  const checks = await checkPacks(ids.map((id) => join(shippedPacksFolder, `${id}.json`)));
  expect(checks.flatMap((check) => check.findings)).toEqual([]);
  expect(checks.map((check) => check.id)).toEqual(ids);
});

test("all packs may be passed on: CC-BY-4.0, public, titled", () => {
  for (const pack of packs.values()) expect([pack.licence, pack.split]).toEqual(["CC-BY-4.0", "public"]);
});

describe("everyday-requests", () => {
  test("has 400 open requests or more, with one topic in every place of a row", () => {
    const { probes, kind, defaults } = packs.get("everyday-requests")!;
    expect(kind).toBe("open-ended");
    expect(probes.length).toBeGreaterThanOrEqual(400);
    expect(defaults).toEqual({ samples: null, temperature: 0.7, maxTokens: 400 });
    const topics = new Set(probes.map((probe) => probe.topic));
    expect(topics.size).toBeGreaterThanOrEqual(20);
    // Any first part of the pack is balanced over topics.
    const firstRow = probes.slice(0, topics.size).map((probe) => probe.topic);
    expect(new Set(firstRow).size).toBe(topics.size);
  });
});

describe("everyday-requests in other languages", () => {
  const translated = () => [...packs.values()].filter(({ id }) => /^everyday-requests-./.test(id));

  test("there are five or more, each named by its language and asked like the English pack", () => {
    expect(translated().length).toBeGreaterThanOrEqual(5);
    const { kind, defaults } = packs.get("everyday-requests")!;
    for (const pack of translated()) {
      expect([pack.id, pack.kind, pack.defaults]).toEqual([`everyday-requests-${pack.language}`, kind, defaults]);
      expect(pack.probes.every((probe) => probe.language === pack.language)).toBe(true);
    }
  });

  test("each has 60 requests or more on topics of the English pack, which take turns", () => {
    const known = new Set(packs.get("everyday-requests")!.probes.map((probe) => probe.topic));
    for (const { id, probes } of translated()) {
      expect(probes.length).toBeGreaterThanOrEqual(60);
      const topics = new Set(probes.map((probe) => probe.topic));
      expect([...topics].filter((topic) => !known.has(topic))).toEqual([]);
      for (let row = 0; row + topics.size <= probes.length; row += topics.size) {
        const topicsOfRow = new Set(probes.slice(row, row + topics.size).map((probe) => probe.topic));
        expect([id, row, topicsOfRow.size]).toEqual([id, row, topics.size]);
      }
    }
  });
});

describe("random-choices", () => {
  const languages = ["en", "es", "de", "fr", "zh", "ja"];

  test("asks each of 15 tasks or more in six languages, 8 times at temperature 1", () => {
    const { probes, kind, defaults } = packs.get("random-choices")!;
    expect(kind).toBe("choice");
    expect(defaults).toEqual({ samples: 8, temperature: 1, maxTokens: 16 });
    const tasks = new Set(probes.map((probe) => probe.topic));
    expect(tasks.size).toBeGreaterThanOrEqual(15);
    for (const task of tasks) {
      expect(probes.filter((probe) => probe.topic === task).map((probe) => probe.language)).toEqual(languages);
    }
  });

  test.each([
    ["colour-en", "Blue", "blue"],
    ["colour-es", "Verde.", "verde"],
    ["colour-de", "Türkis!", "türkis"],
    ["colour-zh", "天蓝色。", "天蓝色"],
    ["colour-ja", "水色です。", "水色"],
    ["animal-de", "Ein Fuchs", "fuchs"],
    ["animal-fr", "L'éléphant", "éléphant"],
    ["city-en", "**Lisbon**", "lisbon"],
    ["city-ja", "リスボン", "リスボン"],
    ["instrument-fr", "Tuba", "tuba"],
    ["weekday-de", "Ich ziehe … Donnerstag!", "Donnerstag"],
    ["weekday-es", "Miércoles", "miércoles"],
    ["month-en", "It may be cold then: November", null],
    ["month-zh", "十一月", "十一月"],
    ["month-ja", "11月です", "11月"],
    ["suit-fr", "C'est le trèfle.", "trèfle"],
    ["suit-ja", "ダイヤでした", "ダイヤ"],
    ["yes-no-zh", "不是", "不是"],
    ["yes-no-zh", "是", "是"],
    ["hand-game-ja", "チョキ！", "チョキ"],
    ["die-zh", "三点", "3"],
    ["die-ja", "４", "4"],
    ["letter-en", "Q", "Q"],
    ["direction-zh", "往东走。", "东"],
  ])("%s: %j is read as %j", (id, text, expected) => {
    const probe = packs.get("random-choices")!.probes.find((entry) => entry.id === id)!;
    expect(readChoice(text, probe.answer!)).toBe(expected);
  });
});

describe("every reader of every pack reads what models write", () => {
  const readers = () => [...packs.values()].flatMap((pack) => pack.probes.map(({ id, answer }) => ({ id, answer })));

  test("options: bare, marked, in quotes, in capitals", () => {
    for (const { id, answer } of readers()) {
      if (answer?.type !== "one-of") continue;
      for (const option of answer.options) {
        const forms = [
          option,
          `${option}.`,
          `**${option}**`,
          `"${option}"`,
          option.toUpperCase(),
          `${option}！`,
          `→ ${option} 🎲`,
        ];
        for (const text of forms) expect([id, text, readChoice(text, answer)]).toEqual([id, text, option]);
      }
    }
  });

  test("numbers: both ends and the middle of the range, as digits and in a sentence", () => {
    for (const { id, answer } of readers()) {
      if (answer?.type !== "integer") continue;
      for (const number of [answer.min, Math.floor((answer.min + answer.max) / 2), answer.max]) {
        for (const text of [
          `${number}`,
          `${number}.`,
          `**${number}**`,
          `${number}です。`,
          `${number}点`,
          `→ ${number}`,
        ]) {
          expect([id, text, readChoice(text, answer)]).toEqual([id, text, String(number)]);
        }
      }
    }
  });
});

describe("the further packs", () => {
  test.each([
    ["forced-choices", "choice", 400],
    ["boundaries", "boundary", 120],
    ["reasoning", "reasoning", 100],
    ["code", "code", 80],
    ["rewriting", "open-ended", 80],
    ["rare-knowledge", "rare-knowledge", 150],
  ])("%s: kind %s, %i probes or more", (id, kind, least) => {
    const pack = packs.get(id)!;
    expect(pack.kind).toBe(kind);
    expect(pack.probes.length).toBeGreaterThanOrEqual(least);
  });

  test("forced choices come in 200 pairs that share their options and differ in the question", () => {
    const { probes } = packs.get("forced-choices")!;
    const pairs = new Set(probes.map((probe) => probe.pair));
    expect(pairs.size).toBeGreaterThanOrEqual(200);
    for (const pair of pairs) {
      const [first, second, ...others] = probes.filter((probe) => probe.pair === pair);
      expect([pair, others]).toEqual([pair, []]);
      expect(second!.answer).toEqual(first!.answer);
      expect(first!.answer?.type === "one-of" && first!.answer.options.length).toBe(2);
      expect(second!.topic).toBe(first!.topic);
      expect(second!.messages).not.toEqual(first!.messages);
    }
  });
});

describe("options that a prompt lists", () => {
  const orders = (seed: string) =>
    [...packs.values()].flatMap((pack) => withOptionsShuffled(pack, seed).map((probe) => ({ pack, probe })));

  test("are shuffled by the study's seed in every choice pack", () => {
    for (const pack of packs.values()) {
      for (const { id, answer, optionsImplied, marked } of pack.probes) {
        const listed = pack.kind === "choice" && answer?.type === "one-of" && !optionsImplied;
        expect([pack.id, id, marked !== null]).toEqual([pack.id, id, listed]);
      }
    }
  });

  test.each(["1", "20261121", "any"])("stand in the question in the order of the reader (seed %s)", (seed) => {
    for (const { pack, probe } of orders(seed)) {
      if (probe.marked === null || probe.answer?.type !== "one-of") continue;
      const text = probe.messages.at(-1)!.content.toLowerCase();
      expect(text).not.toMatch(/\[\[|\]\]/);
      // The last listing names the options bare; what stands after an option belongs to the next.
      const written = pack.probes.find(({ id }) => id === probe.id)!;
      expect(mentions(text, probe.answer.options)).toEqual(probe.answer.options);
      expect([...probe.answer.options].sort()).toEqual(
        written.answer?.type === "one-of" ? [...written.answer.options].sort() : [],
      );
    }
  });

  /** The options by the place of their last mention as a whole word. */
  function mentions(text: string, options: readonly string[]): string[] {
    const folded = options.map((option) => option.toLowerCase());
    const last = new Map(findMentions(text, folded).map(({ phrase, from }) => [options[phrase]!, from]));
    return [...last].sort(([, left], [, right]) => left - right).map(([option]) => option);
  }
});

describe("identity", () => {
  test("asks in 40 ways and 8 languages who the model is, and scores nothing", () => {
    const { probes, kind } = packs.get("identity")!;
    expect(kind).toBe("identity");
    expect(probes.length).toBeGreaterThanOrEqual(40);
    expect(new Set(probes.map((probe) => probe.language)).size).toBeGreaterThanOrEqual(8);
    expect(probes.every((probe) => probe.answer === null)).toBe(true);
  });
});
