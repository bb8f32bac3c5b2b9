import { expect, test } from "vitest";
import { labPanel } from "../../src/lab/lab-panel.js";
import { panelDigest } from "../../src/panel/digest.js";
import { rebuilt } from "../findings/small-panel.js";
import { openPack } from "../lab/packs.js";

const few = { ...openPack, probes: openPack.probes.slice(0, 2) };
const panel = labPanel({
  seed: "digest",
  controlFamilies: 1,
  teacher: "sim-birch-2",
  doses: [0.5],
  temperature: 0.7,
  packs: [few],
});

test("another language, another word on being real and another text give another digest", () => {
  const digests = [
    panel,
    rebuilt(panel, () => ({ language: "de" })),
    rebuilt(panel, () => ({ synthetic: false })),
    rebuilt(panel, ({ prompts }) => ({ prompts: prompts.map((prompt) => ({ ...prompt, text: `${prompt.text}?` })) })),
  ].map(({ digest }) => digest);
  expect(new Set(digests).size).toBe(digests.length);
  expect(rebuilt(panel, () => ({})).digest).toBe(panel.digest);
});

test("a real panel in English keeps the digest that earlier versions gave it", () => {
  const none = { name: "empty", language: "en", synthetic: false, models: [], prompts: [], trials: [] };
  // SHA-256 of {"name":"empty","models":[],"prompts":[],"trials":[],"answerDigests":[]}
  expect(panelDigest(none, [])).toBe("sha256:e0c354da2f306ac3fc5111780b56652f0e33ccf4b9712444c9545b94d441cf82");
});
