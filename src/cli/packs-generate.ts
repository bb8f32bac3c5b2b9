import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { TeacherprintError } from "../errors.js";
import { checkPackText } from "../probes/check/check-packs.js";
import { commitmentFileOf, commitTo, type PackCommitment, parseCommitment } from "../probes/templates/commitment.js";
import { generatePack } from "../probes/templates/generate-pack.js";
import { loadTemplate, shippedTemplateIds } from "../probes/templates/load-template.js";
import { hasErrors } from "./packs-check.js";
import { idOfFile, packText, refuseExisting, textOfFile } from "./packs-file.js";
import type { Terminal } from "./terminal.js";
import { writeWholeFile } from "./write-file.js";

export interface GenerateOptions {
  /** Drawn from the system when undefined. */
  readonly seed: string | undefined;
  readonly count: number;
  /** A folder, or a file that ends in .json. */
  readonly out: string | undefined;
  readonly overwrite: boolean;
  readonly json: boolean;
}

const mostProbes = 10_000;

/** Makes a pack from a template, and commits to it: digest, time and seed in a file beside it, written first. */
export async function generatePackFile(
  template: string | undefined,
  options: GenerateOptions,
  terminal: Terminal,
  now: () => Date,
): Promise<void> {
  if (template === undefined)
    throw new TeacherprintError(
      "TEMPLATE_MISSING",
      "Which template should the pack be made from?",
      `Name one that ships (${(await shippedTemplateIds()).join(", ")}) or the path of your own.`,
    );
  const { count } = options;
  if (!Number.isInteger(count) || count < 1 || count > mostProbes)
    throw new TeacherprintError(
      "COUNT_INVALID",
      `--count is ${count}.`,
      `Give a whole number from 1 to ${mostProbes}.`,
    );
  const read = await loadTemplate(template);
  // Seeds that nobody chose cannot have been chosen to suit anybody, and nobody can guess them.
  const seed = options.seed ?? randomBytes(16).toString("hex");
  const isFile = options.out?.endsWith(".json") ?? false;
  const settings = { seed, count, ...(isFile ? { id: idOfFile(options.out!) } : {}) };
  const pack = generatePack(read, settings);
  const file = isFile ? options.out! : join(options.out ?? ".", `${pack.id}.json`);
  const text = packText(pack);
  requireSound(text, file, template, terminal);
  const commitment = await keepCommitment(file, commitTo(pack, read, settings, now().toISOString()), options.overwrite);
  const present = await textOfFile(file);
  if (present !== text) {
    if (present !== null && !options.overwrite) await refuseExisting(file);
    await writeWholeFile(file, text);
  }
  const { digest } = commitment.pack;
  if (options.json)
    terminal.print(JSON.stringify({ ...commitment, file, commitmentFile: commitmentFileOf(file) }, null, 2));
  else
    terminal.print(
      [
        `${file}: ${commitment.pack.probes} probes from ${commitment.template.id} ${commitment.template.version}`,
        `digest     ${digest}`,
        `committed  ${commitment.committed}`,
        `seed       ${seed}`,
        "",
        `Publish the digest before the first question. Keep ${commitmentFileOf(file)} to yourself until the pack may be known: who has the seed has the pack.`,
        `In a study: packs: [{ file: ${file}, digest: "${digest}" }]`,
      ].join("\n"),
    );
}

/** An entry of a list can break a rule (a vendor's name) that no look at the template alone shows. */
function requireSound(text: string, file: string, template: string, terminal: Terminal): void {
  const check = checkPackText(text, file);
  const shown = check.findings.slice(0, 3).map(({ place, found, fix }) => `${place}: ${found} ${fix}`);
  if (hasErrors(check))
    throw new TeacherprintError(
      "TEMPLATE_UNUSABLE",
      `The template ${template} gave a pack that does not pass its check. ${shown.join(" ")}`,
      `Correct the template; \`teacherprint packs check ${template}\` shows more.`,
    );
  for (const line of shown) terminal.note(`warning ${line}`);
}

/** The first time counts: who makes the same pack again keeps the commitment that is there. */
async function keepCommitment(file: string, made: PackCommitment, overwrite: boolean): Promise<PackCommitment> {
  const beside = commitmentFileOf(file);
  const present = await textOfFile(beside);
  if (present !== null && !overwrite) {
    const known = parseCommitment(present, beside);
    if (known.pack.digest === made.pack.digest) return known;
    throw new TeacherprintError(
      "PACK_EXISTS",
      `${beside} already commits to another pack (${known.pack.digest}, ${known.committed}).`,
      "Name another file with --out, or say --overwrite to give that commitment up.",
    );
  }
  if (present === null && !overwrite && (await textOfFile(file)) !== null) await refuseExisting(file);
  await writeWholeFile(beside, packText(made));
  return made;
}
