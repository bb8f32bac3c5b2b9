import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TeacherprintError } from "../errors.js";
import type { Pack } from "../probes/pack.js";
import { packDigest } from "../probes/pack-digest.js";
import { parsePack } from "../probes/parse-pack.js";
import type { Plan, PlannedPack } from "../study/plan.js";
import type { Study } from "../study/study.js";

/** Throws PACK_NOT_AS_SEALED when a pack is not the one whose digest the study names. */
export function requireSealed(study: Study, packs: readonly Pack[]): void {
  for (const [index, name] of study.packs.entries()) {
    const promised = study.sealedPacks?.find((sealed) => sealed.pack === name);
    if (promised === undefined) continue;
    const digest = packDigest(packs[index]!);
    if (digest === promised.digest) continue;
    throw new TeacherprintError(
      "PACK_NOT_AS_SEALED",
      `${study.file}, packs[${index}]: the pack in ${name} has the digest ${digest}, and the study names ${promised.digest}.`,
      "Put the pack back as it was when its digest was published. If the study names the wrong digest, correct it before the plan is frozen.",
    );
  }
}

/** Where a sealed pack of a study lies once it is revealed. */
export function revealedFile(resultFolder: string, packId: string): string {
  return join(resultFolder, "packs", `${packId.replace("#", "-")}.json`);
}

/** The sealed packs of a plan that do not lie among its results yet, as they were sealed. */
export async function sealedStill(plan: Plan, resultFolder: string): Promise<PlannedPack[]> {
  const still: PlannedPack[] = [];
  for (const pack of plan.packs)
    if (pack.sealed !== undefined && !(await isRevealed(pack, resultFolder))) still.push(pack);
  return still;
}

/** Throws PACK_NOT_AS_SEALED for another pack in its place. */
async function isRevealed(pack: PlannedPack, resultFolder: string): Promise<boolean> {
  const file = revealedFile(resultFolder, pack.id);
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return false;
  const digest = packDigest(parsePack(text, file));
  if (digest === pack.digest) return true;
  throw new TeacherprintError(
    "PACK_NOT_AS_SEALED",
    `${file} has the digest ${digest}, and the plan names ${pack.digest}.`,
    "Remove that file, and run `teacherprint packs reveal` on the study again.",
  );
}
