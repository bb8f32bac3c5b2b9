import { createHash } from "node:crypto";
import type { ProbeKind } from "../../panel/panel.js";
import { type RefusalShares, refusalShares } from "../refusals/refusal-shares.js";
import type { PairedStyle } from "../styles/paired-style.js";
import { promptsOfKind } from "../styles/prompts-of-kind.js";
import type { StyleTrait } from "../trait.js";
import { pairStyle } from "./pair-style.js";
import { keptMatrix, nameOf, type Preparation } from "./preparation.js";

/** A style trait, over the prompts of its kind. */
export async function compareStyles(preparation: Preparation, trait: StyleTrait): Promise<PairedStyle> {
  const { panel, prompts } = promptsOfKind(preparation.panel, trait.reads, trait.languages);
  noteLanguages(preparation, trait.id, trait.reads, prompts.length);
  const digest = createHash("sha256")
    .update(JSON.stringify(panel.prompts.map(({ id }) => id)))
    .digest("hex");
  const values = await keptMatrix(
    preparation,
    `${nameOf(trait)}-${digest.slice(0, 16)}`,
    `${trait.id}: comparing answers to ${prompts.length} prompts`,
    () => pairStyle(panel, preparation.pool, trait),
  );
  return { prompts, values };
}

/** What the refusals trait reads. */
export function readRefusals(preparation: Preparation): RefusalShares[] {
  const { prompts } = promptsOfKind(preparation.panel, "boundary", ["en"]);
  noteLanguages(preparation, "refusals", "boundary", prompts.length);
  return refusalShares(preparation.panel);
}

function noteLanguages({ panel, notices }: Preparation, trait: string, reads: ProbeKind, read: number): void {
  const leftOut = panel.prompts.filter(({ kind }) => kind === reads).length - read;
  if (leftOut > 0)
    notices.push(`${trait}: ${leftOut} prompts are not in English and were not read; its phrases are English.`);
}
