import { beforeAll, expect, test } from "vitest";
import { type CompareRequest, compare } from "../../src/findings/compare.js";
import type { Findings } from "../../src/findings/findings.js";
import type { DriftFinding } from "../../src/findings/in-run-schema.js";
import { labPanel } from "../../src/lab/lab-panel.js";
import { studentId } from "../../src/lab/world/cast.js";
import { shippedPacks } from "../../src/probes/load-pack.js";
import { prepare } from "../../src/traits/prepare.js";

const everyday = (await shippedPacks()).find(({ id }) => id === "everyday-requests")!;
const open = { ...everyday, probes: everyday.probes.slice(0, 56) };
const suspect = studentId(0.6);
const drifted = (model: string, changed = true): DriftFinding => ({
  model,
  probes: 10,
  statistic: 0.2,
  p: changed ? 0.0005 : 0.3,
  changed,
});

let findings: (drift: DriftFinding[]) => Promise<Findings>;
let plain: Findings;
beforeAll(async () => {
  const panel = labPanel({
    seed: "findings",
    controlFamilies: 24,
    teacher: "sim-birch-2",
    doses: [0.6],
    temperature: 0.7,
    packs: [open],
  });
  const request: CompareRequest = {
    prepared: await prepare(panel, { workers: 1, cacheFolder: null, seed: "1" }),
    suspect,
    teachers: null,
    seed: "1",
    cacheFolder: null,
    progress: () => undefined,
    study: { id: "study", title: "A study", source: "study" },
    plan: null,
    provenance: { toolVersion: "0", node: "v0", panels: [], packs: [], collected: null, command: "compare" },
  };
  findings = (drift) => compare({ ...request, drift });
  plain = await compare(request);
});

const tiers = ({ teachers }: Findings) => new Map(teachers.map(({ group, tier }) => [group, tier]));
const reason = "one tier less: the suspect or a teacher of this group answered differently as the collection went on";

test("a suspect that changed under way loses a tier everywhere", async () => {
  const after = await findings([drifted(suspect)]);
  for (const [group, tier] of tiers(plain)) expect(tiers(after).get(group)).toBe(Math.max(0, tier - 1));
  expect(plain.tier).toBe(1);
  expect(after.attribution.kind).toBe("descriptive-only");
  expect(after.teachers.every(({ tierReasons }) => tierReasons.some((one) => one.startsWith(reason)))).toBe(true);
});

test("a teacher that changed under way costs its own group one tier, together with the suspect no more", async () => {
  const after = await findings([drifted("sim-birch-1"), drifted("sim-cedar-1", false)]);
  for (const [group, tier] of tiers(plain)) expect(tiers(after).get(group)).toBe(group === "sim-birch" ? 0 : tier);
  const both = await findings([drifted("sim-birch-1"), drifted(suspect)]);
  const birch = both.teachers.find(({ group }) => group === "sim-birch")!;
  expect(birch.tierReasons.filter((one) => one.startsWith(reason))).toHaveLength(1);
});

test("steady models and drifting controls take nothing, and stand in the findings", async () => {
  const drift = [drifted(suspect, false), drifted("sim-heron-a")];
  const after = await findings(drift);
  expect(tiers(after)).toEqual(tiers(plain));
  expect(after.quality.drift).toEqual(drift);
});
