import type { Pack } from "../pack.js";
import { packDigest } from "../pack-digest.js";
import type { PackFile } from "../pack-schema.js";

export interface Selection {
  readonly id: string;
  /** Ids of the probes, best first. */
  readonly probes: readonly string[];
  /** Names of the panels whose references chose. */
  readonly panels: readonly string[];
  /** Digest of the answers that were read: those of no suspect. */
  readonly answers: string;
}

/** A pack of some probes of another, in the order given; says what it was chosen from and by whom. */
export function selectedPack(pack: Pack, { id, probes, panels, answers }: Selection): PackFile {
  const byId = new Map(pack.file.probes.map((probe) => [probe.id, probe]));
  const choosers = `${panels.join(", ")} (answers ${answers})`;
  const chosen = `The ${probes.length} of ${pack.probes.length} probes of ${pack.id} ${pack.version} (${packDigest(pack)}) that best set the reference groups of ${choosers} apart, best first; no suspect was looked at.`;
  const { $schema: _, ...file } = pack.file;
  return {
    ...file,
    id,
    version: "1.0.0",
    title: `${pack.title} (the ${probes.length} best)`.slice(0, 200),
    description: `${chosen} ${pack.description}`.slice(0, 2000),
    probes: probes.map((probe) => byId.get(probe)!),
  };
}
