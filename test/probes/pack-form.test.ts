import { describe, expect, test } from "vitest";
import { loadPack } from "../../src/probes/load-pack.js";
import { packDigest } from "../../src/probes/pack-digest.js";
import { packInForm, splitForm } from "../../src/probes/pack-form.js";
import { parsePack } from "../../src/probes/parse-pack.js";

const file = {
  id: "tea",
  version: "1.0.0",
  title: "Tea",
  description: "Open questions about tea.",
  kind: "open-ended",
  language: "en",
  licence: "CC0-1.0",
  split: "public",
  defaults: { samples: 2, temperature: 0.7, maxTokens: 400 },
  forms: [
    { id: "openings", description: "How answers begin.", kind: "opening", maxTokens: 24 },
    { id: "cold", description: "Without chance.", temperature: 0, samples: 1 },
  ],
  probes: [
    { id: "t1", prompt: "How do I end the afternoon kindly?" },
    { id: "t2", prompt: "Describe a teapot to a stranger.", samples: 5, temperature: 1, maxTokens: 90 },
  ],
};
const parse = (pack: object) => parsePack(JSON.stringify(pack), "tea.json");
const tea = parse(file);

test.each([
  ["everyday-requests", "everyday-requests", null],
  ["everyday-requests#openings", "everyday-requests", "openings"],
  ["./my packs/tea.json#cold", "./my packs/tea.json", "cold"],
  ["packs#1/tea.json", "packs#1/tea.json", null],
  ["tea#1.json", "tea#1.json", null],
  ["#openings", "#openings", null],
])("%s is the pack %s in the form %s", (name, pack, form) => {
  expect(splitForm(name)).toEqual({ pack, form });
});

describe("a pack in one of its forms", () => {
  test("has a name of its own and the digest of its file", () => {
    const short = packInForm(tea, "openings");
    expect(short).toMatchObject({ id: "tea#openings", kind: "opening", description: "How answers begin.", forms: [] });
    expect(packDigest(short)).toBe(packDigest(tea));
    expect(tea.forms).toEqual(["openings", "cold"]);
  });

  test("asks the same questions; what the form says goes before what pack and probes say", () => {
    const [short, cold] = [packInForm(tea, "openings"), packInForm(tea, "cold")];
    for (const pack of [short, cold]) {
      expect(pack.probes.map(({ id, messages }) => ({ id, messages }))).toEqual(
        tea.probes.map(({ id, messages }) => ({ id, messages })),
      );
    }
    expect(short.defaults).toEqual({ samples: 2, temperature: 0.7, maxTokens: 24 });
    expect(short.probes[1]!.sampling).toEqual({ samples: 5, temperature: 1, maxTokens: null });
    expect(cold.defaults).toEqual({ samples: 1, temperature: 0, maxTokens: 400 });
    expect(cold.probes[1]!.sampling).toEqual({ samples: null, temperature: null, maxTokens: 90 });
    expect(cold.kind).toBe("open-ended");
  });

  test("an unknown form is named with the way on", () => {
    expect(() => packInForm(tea, "opening")).toThrow(
      expect.objectContaining({ code: "PACK_FORM_UNKNOWN", fix: expect.stringContaining('Did you mean "openings"?') }),
    );
    expect(() => packInForm(parse({ ...file, forms: undefined }), "openings")).toThrow(
      expect.objectContaining({ fix: "It has no forms: name it as tea." }),
    );
  });
});

describe("forms in the file", () => {
  test("two of one name are refused, and a kind that the probes cannot serve", () => {
    const [openings] = file.forms;
    expect(() => parse({ ...file, forms: [openings, openings] })).toThrow(
      /forms\[1\]\.id.*Give every form its own id/s,
    );
    expect(() => parse({ ...file, forms: [{ ...openings, kind: "choice" }] })).toThrow(/probes\[0\] does not say/);
    expect(() => parse({ ...file, forms: [{ ...openings, tokens: 24 }] })).toThrow(/Known fields here/);
    const answer = { type: "word" };
    const picks = { ...file, kind: "choice", probes: [{ id: "p", prompt: "Say one word.", answer }] };
    expect(() => parse({ ...picks, forms: [openings] })).toThrow(/read as free text/);
  });
});

test("everyday requests in every language have a form for openings, of 24 tokens", async () => {
  for (const language of ["", "-de", "-es", "-fr", "-ja", "-zh"]) {
    const id = `everyday-requests${language}`;
    const [whole, short] = [await loadPack(id), await loadPack(`${id}#openings`)];
    expect(short).toMatchObject({ id: `${id}#openings`, kind: "opening" });
    expect(short.defaults).toEqual({ ...whole.defaults, maxTokens: 24 });
    expect(short.probes).toHaveLength(whole.probes.length);
  }
  await expect(loadPack("everyday-requests#opening")).rejects.toMatchObject({ code: "PACK_FORM_UNKNOWN" });
  await expect(loadPack("everyday-request#openings")).rejects.toMatchObject({
    code: "PACK_NOT_FOUND",
    fix: expect.stringContaining('Did you mean "everyday-requests"?'),
  });
});
