import { isAbsolute, join, relative } from "node:path";
import { TeacherprintError } from "../errors.js";
import { labPacks } from "../lab/lab-packs.js";
import { labStudy } from "../lab/lab-study.js";
import { startLab } from "../lab/start-lab.js";
import { isPackPath, loadPack, shippedPackIds } from "../probes/load-pack.js";
import type { Pack } from "../probes/pack.js";
import { runLabStudy } from "./run-lab-study.js";
import type { StudyOutcome } from "./run-study.js";
import type { Terminal } from "./terminal.js";
import { writeWholeFile } from "./write-file.js";

const studentDose = 0.4;

export interface PacksDemoSize {
  readonly controlFamilies: number;
  /**
   * Answers of a model to one pack that asks its questions several times: such a pack is shortened to so many, its topics
   * and languages taking turns. Packs that ask once are asked in full.
   */
  readonly mostRepeated: number;
  /** Threads that measure; all when left out. */
  readonly workers?: number;
}

/** Null models for a rank, and of the choices as many as two minutes on two cores allow. */
const wholeSize: PacksDemoSize = { controlFamilies: 13, mostRepeated: 160 };

/**
 * One study over many packs, on simulated models: a student of one teacher among all teachers and some controls. Shows that
 * these packs can be asked, read and reported; says nothing of any real model.
 * @param named `all` for every pack that ships, or ids and files with commas between them
 */
export async function runPacksDemo(
  named: string,
  folder: string,
  seed: string,
  terminal: Terminal,
  { controlFamilies, mostRepeated, workers }: PacksDemoSize = wholeSize,
): Promise<StudyOutcome> {
  const wanted = (named === "all" ? await shippedPackIds() : named.split(",")).map((name) => name.trim());
  const names = wanted.filter((name) => name !== "");
  if (names.length === 0)
    throw new TeacherprintError("PACK_MISSING", "No pack is named.", "Write --packs all, or ids and files of packs.");
  const packs = await Promise.all(names.map((name) => loadPack(name)));
  const asked: string[] = [];
  for (const [index, pack] of packs.entries())
    asked.push(await nameInStudy(pack, names[index]!, folder, mostRepeated, terminal));
  const lab = await startLab({ seed, doses: [studentDose], controlFamilies, packs });
  try {
    terminal.note(
      `SYNTHETIC: ${lab.models.length - 1} simulated models answer on this computer. Nothing here says anything about a real model.`,
    );
    const study = {
      ...labStudy(lab, { suspect: "student", dose: studentDose, packs: asked }),
      title: "Simulated models on many packs",
    };
    return await runLabStudy(lab, study, folder, workers, terminal);
  } finally {
    await lab.close();
  }
}

/** How the study file names a pack: by its id or file, or by the file of its shortened form, which is written. */
async function nameInStudy(
  pack: Pack,
  name: string,
  folder: string,
  mostRepeated: number,
  terminal: Terminal,
): Promise<string> {
  const answers = pack.probes.map(({ sampling }) => sampling.samples ?? pack.defaults.samples ?? 1);
  const mean = answers.reduce((sum, samples) => sum + samples, 0) / answers.length;
  const probes = Math.max(1, Math.floor(mostRepeated / mean));
  if (mean <= 1 || probes >= pack.probes.length) {
    if (!isPackPath(name) || isAbsolute(name)) return name;
    return `./${relative(folder, name).replaceAll("\\", "/")}`;
  }
  const [short] = labPacks([pack], [{ id: pack.id, probes, samples: null }]);
  const file = `packs/${short!.id}.json`;
  await writeWholeFile(join(folder, file), `${JSON.stringify(short, null, 2)}\n`);
  terminal.note(`${pack.id}: ${short!.probes.length} of its ${pack.probes.length} probes are asked.`);
  return `./${file}`;
}
