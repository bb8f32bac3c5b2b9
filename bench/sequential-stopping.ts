/**
 * How often, and after how many text questions, the sequential rule of a study stops in simulated worlds: students of three
 * doses, an independent model, and every control in the place of the suspect.
 * `npx tsx bench/sequential-stopping.ts [--worlds 12] [--probes 200] [--controls 12]`
 */
import { parseArgs } from "node:util";
import { looks } from "../src/collection/waves/waves.js";
import { labPanel } from "../src/lab/lab-panel.js";
import { independentId, studentId } from "../src/lab/world/cast.js";
import { buildLineage, hideTruth } from "../src/likeness/lineage.js";
import { sequentialOfGroup } from "../src/likeness/sequential-of-group.js";
import { shippedPacks } from "../src/probes/load-pack.js";
import { randomStream } from "../src/statistics/random-stream.js";
import { measure } from "../src/traits/measure.js";
import { prepare } from "../src/traits/prepare.js";

const { values } = parseArgs({
  options: {
    worlds: { type: "string", default: "12" },
    probes: { type: "string", default: "200" },
    controls: { type: "string", default: "12" },
  },
});
const group = "sim-birch";
const doses = [0.2, 0.4, 0.8];
const bounds = [20, 100];
const numbers = looks(25, Number(values.probes));
const packs = await shippedPacks();
const pack = packs.find(({ id }) => id === "everyday-requests")!;

/** For each suspect and bound: text questions at the stop, or null. */
const stops = new Map<string, (number | null)[]>();
for (let world = 1; world <= Number(values.worlds); world += 1) {
  const random = randomStream("bench", `sequential/${world}`);
  const probes = [...pack.probes];
  for (let last = probes.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    [probes[last], probes[other]] = [probes[other]!, probes[last]!];
  }
  const highest = new Map<string, { lnE: number; probes: number }[]>();
  for (const count of numbers) {
    const panel = labPanel({
      seed: `world-${world}`,
      teacher: "sim-birch-2",
      controlFamilies: Number(values.controls),
      doses,
      packs: [{ ...pack, probes: probes.slice(0, count), defaults: { ...pack.defaults, samples: 1 } }],
      temperature: 0.7,
    });
    const prepared = await prepare(panel, {
      workers: 1,
      cacheFolder: null,
      seed: "1",
      traits: ["w3pair", "clf", "lodWord"],
    });
    const measurements = measure(prepared, { prompts: panel.prompts.map((_, prompt) => prompt), blocks: 0 });
    const whole = buildLineage(panel, measurements.models);
    const suspects = measurements.models.flatMap((id, row) =>
      panel.models[row]!.role === "teacher" ? [] : [{ id, row }],
    );
    for (const { id, row } of suspects) {
      const lineage = hideTruth(whole, [row]);
      const at = lineage.groups.indexOf(group);
      const test = sequentialOfGroup({ prepared, lineage, measurements, suspect: row, group: at, seed: "1" });
      highest.set(id, [...(highest.get(id) ?? []), { lnE: test?.lnE ?? 0, probes: count }]);
    }
  }
  for (const [id, path] of highest) {
    const kind =
      id === independentId ? "independent" : (doses.find((dose) => id === studentId(dose))?.toString() ?? "control");
    for (const bound of bounds) {
      const key = `${kind.padEnd(12)} bound ${String(bound).padStart(3)}`;
      const stop = path.find(({ lnE }) => lnE >= Math.log(bound))?.probes ?? null;
      stops.set(key, [...(stops.get(key) ?? []), stop]);
    }
  }
  console.error(`world ${world} of ${values.worlds}`);
}
for (const [key, reached] of [...stops].sort()) {
  const stopped = reached.filter((one) => one !== null).sort((a, b) => a - b);
  const where = numbers.map((count) => `${count}: ${stopped.filter((one) => one === count).length}`).join(", ");
  console.log(`${key}: stopped ${stopped.length} of ${reached.length} (${where})`);
}
