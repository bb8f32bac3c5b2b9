import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { TeacherprintError } from "../../errors.js";
import { randomStream } from "../../statistics/random-stream.js";
import type { PackFile, ProbeFile } from "../pack-schema.js";
import { structuralFaults } from "../structural-faults.js";
import { Filling } from "./fill-slots.js";
import { LikenessBook } from "./likeness-book.js";
import type { TemplateFile, TemplateQuestion } from "./template-schema.js";

/** Rises when the same template and seed would give other bytes. */
export const generatorVersion = 1;

/** Fillings tried for one probe before its question counts as used up. */
const mostTries = 200;

export interface GenerateSettings {
  readonly seed: string;
  readonly count: number;
  /** Name of the pack; by default the template's name and a digest of template, seed and count. */
  readonly id?: string;
}

/** `sha256:` and the digest of the template's RFC 8785 form. */
export function templateDigest(template: TemplateFile): string {
  return `sha256:${sha256(canonicalize(template)!)}`;
}

/**
 * A pack of fresh probes: questions take turns in an order drawn from the seed, and every filling that is a near-duplicate
 * of an earlier one is drawn again. Pure: the same template and settings give the same pack, byte for byte; the first n
 * probes of a larger pack are those of a smaller one.
 * Throws TEMPLATE_EXHAUSTED when the template cannot give so many different questions, TEMPLATE_UNUSABLE when a probe that
 * it gave could not be asked or read.
 */
export function generatePack(template: TemplateFile, settings: GenerateSettings): PackFile {
  const pack = generateAtMost(template, settings);
  const made = pack.probes.length;
  if (made === settings.count) return pack;
  throw new TeacherprintError(
    "TEMPLATE_EXHAUSTED",
    `The template ${template.id} gives ${made} questions from this seed that are not near-duplicates of one another, not ${settings.count}.`,
    made === 0
      ? "Add entries and questions to the template."
      : `Ask for ${made} or fewer, or add entries and questions to the template.`,
  );
}

/** The same, with fewer probes where the template has no more; none where it has none. Throws TEMPLATE_UNUSABLE. */
export function generateAtMost(template: TemplateFile, settings: GenerateSettings): PackFile {
  const { seed, count, id = nameOf(template, seed, count) } = settings;
  const { version, title, description, kind, language, licence, defaults } = template;
  const probes = makeProbes(template, seed, count);
  const made = `${probes.length} probes made from version ${version} of the template ${template.id}.`;
  const pack: PackFile = {
    id,
    version: "1.0.0",
    title: `${title}, made from a seed`.slice(0, 200),
    description: `${made} ${description}`.slice(0, 2000),
    kind,
    language,
    licence,
    split: "generated",
    ...(defaults === undefined ? {} : { defaults }),
    probes,
  };
  const [fault] = structuralFaults(pack);
  if (fault === undefined) return pack;
  const prompt = pack.probes[Number(fault.place[1])]?.prompt ?? "";
  throw new TeacherprintError(
    "TEMPLATE_UNUSABLE",
    `The template ${template.id} gave the question ${JSON.stringify(prompt)}: ${fault.found}`,
    "Correct the template: entries that stand in one answer must read differently.",
  );
}

function nameOf(template: TemplateFile, seed: string, count: number): string {
  const digest = sha256(JSON.stringify([templateDigest(template), generatorVersion, seed, count]));
  return `${template.id.slice(0, 55)}-${digest.slice(0, 8)}`;
}

function makeProbes(template: TemplateFile, seed: string, count: number): ProbeFile[] {
  const stream = randomStream(seed, `packs/generate/${template.id}/order`);
  let turn: number[] = [];
  let open = template.questions.map((_, index) => index);
  const kept = new LikenessBook();
  const probes: ProbeFile[] = [];
  while (probes.length < count) {
    if (turn.length === 0) turn = stream.shuffle([...open]);
    const place = turn.pop();
    if (place === undefined) break;
    const probe = makeProbe(template, seed, place, probes.length, kept);
    if (probe === null) open = open.filter((other) => other !== place);
    else probes.push({ id: `g-${String(probes.length + 1).padStart(4, "0")}`, ...probe });
  }
  return probes;
}

/** Null when the question's fillings are used up. */
function makeProbe(
  template: TemplateFile,
  seed: string,
  place: number,
  index: number,
  kept: LikenessBook,
): Omit<ProbeFile, "id"> | null {
  const question = template.questions[place]!;
  const stream = randomStream(seed, `packs/generate/${template.id}/probe/${index}/${place}`);
  for (let tries = 0; tries < mostTries; tries++) {
    const filling = new Filling(template, stream);
    const prompt = filling.fill(question.prompt);
    if (!kept.keep(prompt)) continue;
    const { topic, optionsImplied, rationale } = question;
    return {
      prompt,
      topic,
      ...answerOf(question, filling),
      ...(optionsImplied === undefined ? {} : { optionsImplied }),
      ...(rationale === undefined ? {} : { rationale }),
    };
  }
  return null;
}

function answerOf({ answer }: TemplateQuestion, filling: Filling): Pick<ProbeFile, "answer"> {
  if (answer === undefined) return {};
  if (answer.type !== "one-of") return { answer };
  return { answer: { type: "one-of", options: answer.options.map((option) => filling.fill(option)) } };
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
