import { dirname, join } from "node:path";
import { ExitCode, TeacherprintError } from "../errors.js";
import { isAccountItem } from "../keyed/canary/canary-pack.js";
import { openPlanter } from "../keyed/canary/planting.js";
import { verifyCommitment } from "../keyed/canary/secrets/key-material.js";
import { requireSameUse } from "../keyed/canary/secrets/key-uses.js";
import { beaconBytes, givenBeacon, readCanaryKey, readCanaryPack, writeSecretFile } from "./canary-files.js";
import { noteUse, readUses } from "./canary-uses.js";
import type { Terminal } from "./terminal.js";

export interface PlantOptions {
  readonly key: string | undefined;
  readonly beaconValue: string | undefined;
  readonly account: readonly string[];
  readonly output: string | undefined;
  readonly json: boolean;
}

/**
 * Writes the table of planted values for whoever serves them, as secret as the key. Nothing of it is printed.
 * Throws CANARY_KEY_MISSING, CANARY_BEACON, CANARY_PLANT and what verification throws.
 */
export async function plantCanaries(file: string, options: PlantOptions, terminal: Terminal): Promise<ExitCode> {
  const pack = await readCanaryPack(file);
  if (options.key === undefined)
    throw new TeacherprintError("CANARY_KEY_MISSING", "No key file is named.", "Give it with --key.");
  if (options.account.length > 1)
    throw new TeacherprintError("CANARY_PLANT", "A table is for one account cluster.", "Give --account once.");
  const material = await readCanaryKey(options.key, terminal);
  verifyCommitment(pack, material, file, options.key);
  const beacon = givenBeacon(pack, options.beaconValue) ?? (material.beacon?.toString("hex") || undefined);
  const use = { packId: pack.packId, commitment: pack.commitment.value, beacon: beacon ?? null, tested: null };
  const uses = await readUses(options.key);
  requireSameUse(uses, use, options.key);
  const planter = openPlanter(pack, material.key, beaconBytes(pack, beacon));
  const [cluster] = options.account;
  const items = pack.items.filter((item) => cluster !== undefined || !isAccountItem(item));
  const table = {
    schema: "teacherprint.canary-planted/v1",
    packId: pack.packId,
    accountCluster: cluster ?? null,
    items: items.map((item) => {
      const value = planter.valueOf(item.id, cluster);
      const sentence = item.contextTags?.find((tag) => tag.startsWith("plant: "))?.slice("plant: ".length);
      return {
        id: item.id,
        kind: item.kind,
        index: planter.choose(item.id, cluster),
        value,
        context: item.contextTags?.filter((tag) => !tag.startsWith("plant: ")) ?? [],
        ...(sentence === undefined ? {} : { serve: sentence.replaceAll("{value}", value) }),
      };
    }),
  };
  const output =
    options.output ??
    join(
      dirname(file),
      `${pack.packId}${cluster === undefined ? "" : `.${cluster.replace(/[^\w.-]/gu, "-")}`}.planted.json`,
    );
  if (!(await writeSecretFile(output, `${JSON.stringify(table, null, 2)}\n`)))
    throw new TeacherprintError(
      "CANARY_EXISTS",
      `${output} is already there.`,
      "Name another file with --output, or remove this one.",
    );
  await noteUse(options.key, uses, use, terminal);
  const content = { schemaVersion: "teacherprint.canary-plant/v1", file: output, items: items.length };
  terminal.print(options.json ? JSON.stringify(content, null, 2) : output);
  terminal.note(
    `${items.length} values, readable by you alone; as secret as the key. Keep a log of when what was served: the test needs the day of the first planting.`,
  );
  return ExitCode.done;
}
