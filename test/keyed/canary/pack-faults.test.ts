import { describe, expect, test } from "vitest";
import type { TeacherprintError } from "../../../src/errors.js";
import type { CanaryDraft, CanaryItem } from "../../../src/keyed/canary/canary-pack.js";
import { canaryPackFaults, canaryPackWarnings } from "../../../src/keyed/canary/pack-faults.js";
import { parseCanaryDraft, parseCanaryPack } from "../../../src/keyed/canary/parse-canary-pack.js";
import { golden } from "./golden.js";

const base: CanaryDraft = structuredClone(golden.pack);

function withItem(change: Partial<CanaryItem>, place = 3): CanaryDraft {
  return {
    ...base,
    derivation: { ...base.derivation, accountKeys: false },
    items: base.items.map((item, index) => (index === place ? { ...item, ...change } : item)),
  };
}

const asking = (content: string): CanaryItem["probes"] => [{ messages: [{ role: "user", content }] }];
const wrong = (pack: CanaryDraft) => canaryPackFaults(pack).map(({ place, found }) => `${place.join(".")}: ${found}`);

test("the published pack promises account items that it has not; nothing else is wrong", () => {
  expect(wrong(base)).toEqual(['derivation.accountKeys: it says true, and no item has the scope "account".']);
  expect(wrong(withItem({}))).toEqual([]);
});

const faulty: readonly (readonly [what: string, pack: CanaryDraft, found: RegExp])[] = [
  ["an id twice", withItem({ id: "c0000" }), /items\.3\.id: the id "c0000" is already used by items\[0\]/],
  ["a question twice", withItem({ probes: asking("Demo 1") }), /items\.3\.probes\.0: the same question .* "c0001"/],
  ["too few alternatives", withItem({ alphabet: ["va", "vb", "vc"] }), /items\.3\.alphabet: there are 3 alternatives/],
  [
    "values that differ in capitals alone",
    withItem({ alphabet: ["va", "VA", "vc", "vd"] }),
    /alphabet\.1: "VA" reads the same as value 0/,
  ],
  [
    "values that differ in compatibility forms alone",
    withItem({ alphabet: ["file", "ﬁle", "vc", "vd"] }),
    /alphabet\.1: .*reads the same/,
  ],
  ["a blank value", withItem({ alphabet: [" ", "vb", "vc", "vd"] }), /alphabet\.0: the value is blank/],
  [
    "a value inside another",
    withItem({ alphabet: ["blue", "dark blue", "vc", "vd"] }),
    /alphabet\.1: the value "blue" stands inside "dark blue"/,
  ],
  ["a question that tells", withItem({ probes: asking("Is it Vb or not?") }), /content: the question names "vb"/],
  [
    "an answer at the end of the conversation",
    withItem({ probes: [{ messages: [{ role: "assistant", content: "demo 3" }] }] }),
    /does not end with the user's turn/,
  ],
  [
    "a late system message",
    withItem({
      probes: [
        {
          messages: [
            { role: "user", content: "demo 3" },
            { role: "system", content: "s" },
            { role: "user", content: "u" },
          ],
        },
      ],
    }),
    /messages\.1\.role: a system message stands after the beginning/,
  ],
  [
    "an address",
    withItem({ alphabet: ["https://x.example", "vb", "vc", "vd"] }),
    /alphabet\.0: the text holds an address/,
  ],
  ["a maker's name", withItem({ probes: asking("What does OpenAI say?") }), /names a maker or model \("openai"\)/],
  ["a grave subject", withItem({ contextTags: ["the dosage of syrup"] }), /contextTags\.0: "dosage" touches a subject/],
  ["a regex without a group", withItem({ parser: { kind: "regex", pattern: "a|b" } }), /exactly one capture group/],
  ["a regex that is none", withItem({ parser: { kind: "regex", pattern: "(" } }), /this is no regular expression/],
  ["a regex without pattern", withItem({ parser: { kind: "regex" } }), /pattern: the expression needs/],
  [
    "a pointer that is none",
    withItem({ parser: { kind: "json-pointer", pattern: "name" } }),
    /a JSON pointer is needed/,
  ],
  ["a pattern too many", withItem({ parser: { kind: "exact", pattern: "x" } }), /the parser exact has no pattern/],
  ["alphabets of several sizes", withItem({ alphabet: ["va", "vb", "vc", "vd"] }), /primaryTest: binomial-1\/D needs/],
  ["account items without account keys", withItem({ keyScope: "account" }), /accountKeys: it says false/],
  ["too few items for everybody", withItem({ keyScope: "account" }), /15 items have a value/],
  ["a count that is wrong", { ...withItem({}), kindCounts: { "benign-choice": 15 } }, /it says 15, and there are 16/],
  ["a kind that is not there", { ...withItem({}), kindCounts: { ...base.kindCounts, other: 2 } }, /there are 0 items/],
  [
    "invented facts for everybody",
    {
      ...withItem({ kind: "fictitious-fact" }),
      kindCounts: { "benign-choice": 15, "fictitious-fact": 1 },
      planting: { ...base.planting, scope: "all-accounts" },
    },
    /planting\.scope: items of kind fictitious-fact would be served to every account/,
  ],
];

test.each(faulty)("%s", (_, pack, found) => {
  expect(wrong(pack).join("\n")).toMatch(found);
});

describe("reading a file", () => {
  const thrown = (read: () => unknown): TeacherprintError => {
    try {
      read();
    } catch (error) {
      return error as TeacherprintError;
    }
    throw new Error("nothing was thrown");
  };
  const written = (pack: unknown) => JSON.stringify(pack, null, 2);

  test("a fault is told with file, line and fix", () => {
    const error = thrown(() => parseCanaryDraft(written(withItem({ id: "c0000" })), "my.canary.json"));
    expect(error.code).toBe("CANARY_PACK_INVALID");
    expect(error.happened).toMatch(/^my\.canary\.json, line \d+, items\[3\]\.id: /);
    expect(error.fix).toBe("Give every item its own id.");
  });

  test("an unknown field, a missing one, no JSON", () => {
    expect(thrown(() => parseCanaryDraft(written({ ...withItem({}), K: "00" }), "f")).happened).toContain('"K"');
    const { owner: _, ...ownerless } = withItem({});
    expect(thrown(() => parseCanaryDraft(written(ownerless), "f")).happened).toContain("owner: this field is missing");
    expect(thrown(() => parseCanaryDraft("{", "f")).code).toBe("PACK_UNREADABLE");
  });

  test("a draft may lack commitment and safety review, a committed pack neither", () => {
    const { commitment: _, ...draft } = withItem({});
    const unread = { ...draft, planting: { ...draft.planting, safetyReview: "" } };
    expect(parseCanaryDraft(written(unread), "f")).toEqual(unread);
    expect(thrown(() => parseCanaryPack(written(draft), "f")).happened).toContain("commitment");
    expect(thrown(() => parseCanaryPack(written({ ...unread, commitment: base.commitment }), "f")).happened).toContain(
      "safetyReview",
    );
    expect(parseCanaryPack(written(withItem({})), "f")).toEqual(withItem({}));
  });
});

test("warnings: few alternatives, an order, no beacon", () => {
  expect(canaryPackWarnings(base).join(" ")).toContain("16 alphabets stand in alphabetical order");
  const few = { ...base, derivation: { ...base.derivation, beacon: { source: "none" as const, rule: "none" } } };
  expect(canaryPackWarnings(few).join(" ")).toContain("There is no beacon");
  expect(canaryPackWarnings(withItem({ alphabet: ["d", "b", "a", "c"] })).join(" ")).toContain("1 items have fewer");
});
