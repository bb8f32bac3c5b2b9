import { TeacherprintError } from "../errors.js";
import { openStudy } from "./open-study.js";
import { packText, textOfFile } from "./packs-file.js";
import { revealedFile, sealedStill } from "./sealed-packs.js";
import type { Terminal } from "./terminal.js";
import { writeWholeFile } from "./write-file.js";

/**
 * Puts the sealed packs of a study, as they were sealed, beside its results; from then on comparisons show their questions.
 * Throws STUDY_MISSING, SEALED_NONE, and what opening a study throws.
 */
export async function revealPacks(
  study: string | undefined,
  results: string,
  json: boolean,
  terminal: Terminal,
): Promise<void> {
  if (study === undefined)
    throw new TeacherprintError("STUDY_MISSING", "Whose packs should be revealed?", "Name the study file.");
  const open = await openStudy(study, results, terminal);
  const { plan, packs, folder } = open;
  const planned = plan.packs.filter(({ sealed }) => sealed !== undefined);
  if (planned.length === 0)
    throw new TeacherprintError("SEALED_NONE", `The study ${study} has no sealed pack.`, "There is nothing to reveal.");
  const still = new Set((await sealedStill(plan, folder)).map(({ id }) => id));
  const revealed = planned.map(({ id, digest, sealed }) => ({
    id,
    digest,
    probes: sealed!.probes,
    file: revealedFile(folder, id),
    before: !still.has(id),
  }));
  for (const { id, file, before } of revealed) {
    if (before || (await textOfFile(file)) !== null) continue;
    await writeWholeFile(file, packText(packs.find((pack) => pack.id === id)!.file));
  }
  if (json) {
    terminal.print(JSON.stringify({ schemaVersion: "teacherprint.revealed-packs/v1", packs: revealed }, null, 2));
    return;
  }
  for (const { id, digest, probes, file, before } of revealed)
    terminal.print(`${id}: ${probes} probes, ${digest}, ${before ? "revealed before" : "revealed"}: ${file}`);
  terminal.note(`To show their questions, run: teacherprint compare ${study}`);
}
