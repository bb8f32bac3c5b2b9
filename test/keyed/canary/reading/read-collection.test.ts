import { describe, expect, test } from "vitest";
import type { CanaryPack } from "../../../../src/keyed/canary/canary-pack.js";
import { modalIndex } from "../../../../src/keyed/canary/reading/blind-answers.js";
import { type CanaryReply, readCollection } from "../../../../src/keyed/canary/reading/read-collection.js";
import { golden } from "../golden.js";

const asked = { model: "acme", role: "suspect", family: "acme", released: "2026-05" } as const;
const values = golden.pack.items[0]!.alphabet;

test("the published answers come back from replies, with their digest", () => {
  const replies = golden.blind_answers.answers.map(
    ({ id, modal }): CanaryReply => ({
      item: id,
      wording: 0,
      text: modal < 0 ? "none of them" : `I say ${values[modal]}.`,
      source: "live",
    }),
  );
  const read = readCollection(golden.pack, golden.pack_digest_sha256, asked, replies);
  expect(read.answers).toEqual(golden.blind_answers);
  expect(read.answersSha256).toBe(golden.blind_answers_digest_sha256);
  expect(read).toMatchObject({ planned: 16, received: 16, answeredItems: 16, model: "acme" });
});

describe("several replies to an item", () => {
  const pack: CanaryPack = { ...golden.pack, analysis: { ...golden.pack.analysis, samplesPerProbe: 3 } };
  const read = (...texts: (string | null)[]) =>
    readCollection(
      pack,
      golden.pack_digest_sha256,
      asked,
      texts.map((text) => ({ item: "c0000", wording: 0, text, source: "live" as const })),
    );

  test.each([
    [["va", "vb", "va"], 0],
    [["va", "vb", "vc"], -1],
    [["va", "vb", null], -1],
    [[null, null, "vc"], 2],
    [[null, "I decline.", ""], -1],
    [[], -1],
  ])("%j", (texts, modal) => {
    expect(read(...texts).answers.answers[0]!.modal).toBe(modal);
  });

  test("counts stand beside the modal index, and make the digest", () => {
    const { answers, answersSha256, planned, received, answeredItems } = read("va", "vb", "va");
    expect(answers.answers[0]!.counts!.slice(0, 3)).toEqual([2, 1, 0]);
    expect({ planned, received, answeredItems }).toEqual({ planned: 48, received: 3, answeredItems: 1 });
    expect(read("va", "va", "vb").answersSha256).toBe(answersSha256);
    expect(read("va", "vb", "vb").answersSha256).not.toBe(answersSha256);
  });

  test("a refusal came back, and is no answer", () => {
    expect(read(null)).toMatchObject({ received: 1, answeredItems: 0 });
  });
});

test("the order of replies does not matter, those to unknown items are left out of the answers", () => {
  const replies: CanaryReply[] = ["c0003", "c0001", "c0009"].map((item) => ({
    item,
    wording: 0,
    text: "vd",
    source: "live",
  }));
  const read = (list: readonly CanaryReply[]) => readCollection(golden.pack, "0".repeat(64), asked, list).answersSha256;
  expect(read([...replies].reverse())).toBe(read(replies));
  expect(read([...replies, { item: "other", wording: 0, text: "va", source: "live" }])).toBe(read(replies));
});

test("modalIndex", () => {
  expect(modalIndex([0, 0])).toBe(-1);
  expect(modalIndex([1, 3, 2])).toBe(1);
  expect(modalIndex([2, 0, 2])).toBe(-1);
  expect(modalIndex([1, 1, 2])).toBe(2);
});

test("replies are counted by where they came from; what this says of them changes no answer", () => {
  const replies = (["live", "import", "file", "import"] as const).map(
    (source, place): CanaryReply => ({ item: `c000${place}`, wording: 0, text: "va", source }),
  );
  const read = (of: readonly CanaryReply[]) => readCollection(golden.pack, golden.pack_digest_sha256, asked, of);
  expect(read(replies).sources).toEqual({ live: 1, import: 2, file: 1 });
  expect(read(replies).answersSha256).toBe(read(replies.map((one) => ({ ...one, source: "live" }))).answersSha256);
});
