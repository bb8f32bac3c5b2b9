import { copyFile, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { TeacherprintError } from "../errors.js";
import { decodeText } from "../panel/decode-text.js";
import { checkPackText } from "../probes/check/check-packs.js";
import type { PackFinding } from "../probes/check/finding.js";
import { newPack } from "../probes/new/new-pack.js";
import { hasErrors } from "./packs-check.js";
import { idOfFile, packText, refuseExisting } from "./packs-file.js";
import { factsFrom } from "./packs-new-facts.js";
import { askProbes, generalTopic, type Probes, probeFrom } from "./packs-new-probes.js";
import { agrees, type Questions } from "./packs-questions.js";
import type { Terminal } from "./terminal.js";
import { writeWholeFile } from "./write-file.js";

export interface NewPackOptions {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly kind: string | undefined;
  readonly language: string | undefined;
  readonly licence: string | undefined;
  readonly topic: string | undefined;
  /** Questions, each as one probe. */
  readonly prompt: readonly string[];
  /** Text file with a question a line. */
  readonly questions: string | undefined;
  /** How the answers of a choice are read: `heads, tails`, `1-100` or `word`. */
  readonly answers: string | undefined;
  readonly out: string | undefined;
  readonly overwrite: boolean;
}

/** Writes a new pack from options, from answers at the terminal, or from both; only one that passes its check. */
export async function writeNewPack(
  options: NewPackOptions,
  questions: Questions | null,
  terminal: Terminal,
): Promise<void> {
  const given = { ...options, id: options.id ?? (options.out === undefined ? undefined : idOfFile(options.out)) };
  if (questions === null) requireComplete(given);
  const prompts = [...given.prompt, ...(given.questions === undefined ? [] : await linesOf(given.questions))];
  const facts = await factsFrom(given, questions);
  const file = given.out ?? `${facts.id}.json`;
  const overwrite = await mayWrite(file, given.overwrite, questions);
  const schema = await schemaFor(file);
  const whole = (probes: Probes) => packText(newPack({ ...facts, schema, probes }));
  const check = (probes: Probes) => checkPackText(whole(probes), file);
  const probes: Probes = prompts.map((prompt) => probeFrom(prompt, given.topic ?? generalTopic, facts, given.answers));
  if (questions !== null && prompts.length === 0) await askProbes(probes, facts, given, check, questions);
  const checked = check(probes);
  if (hasErrors(checked)) throw faulty(checked.findings);
  for (const finding of checked.findings) terminal.note(`warning ${described(finding)}`);
  // Again, as questions take their time.
  await mayWrite(file, overwrite, questions);
  await writeWholeFile(file, whole(probes));
  if (schema === besideSchema) await copySchema(file);
  terminal.print(file);
  terminal.note(
    `${probes.length} ${probes.length === 1 ? "probe" : "probes"}; the pack passes its check. Add more in an editor, then: teacherprint packs check ${file}`,
  );
}

function requireComplete(options: NewPackOptions): void {
  const missing = [
    ...(["id", "title", "kind"] as const).flatMap((name) => (options[name] === undefined ? [`--${name}`] : [])),
    ...(options.prompt.length === 0 && options.questions === undefined ? ["--prompt (or --questions)"] : []),
    ...(options.kind === "choice" && options.answers === undefined ? ["--answers"] : []),
  ];
  if (missing.length === 0) return;
  throw new TeacherprintError(
    "ANSWERS_MISSING",
    `There is nobody to ask (stdin is no terminal), and these options are missing: ${missing.join(", ")}.`,
    "Give them, or run the command at a terminal.",
  );
}

/** Whether a file that is there may be written over. Throws PACK_EXISTS when it may not. */
async function mayWrite(file: string, overwrite: boolean, questions: Questions | null): Promise<boolean> {
  if (overwrite || (await stat(file).catch(() => null)) === null) return overwrite;
  if (questions !== null && (await agrees(questions, `${file} is already there. Write over it?`))) return true;
  await refuseExisting(file);
  return false;
}

async function linesOf(file: string): Promise<string[]> {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new TeacherprintError(
      "FILE_UNREADABLE",
      `${file} cannot be read (${cause.code ?? "unknown fault"}).`,
      "Name a text file with a question a line.",
      { cause },
    );
  });
  const lines = decodeText(bytes, file)
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length > 0) return lines;
  throw new TeacherprintError("QUESTIONS_EMPTY", `${file} holds no question.`, "Write a question a line.");
}

function faulty(findings: readonly PackFinding[]): TeacherprintError {
  const errors = findings.filter(({ severity }) => severity === "error");
  return new TeacherprintError(
    "PACK_FAULTY",
    `This pack would not pass its check, so nothing was written: ${errors.slice(0, 5).map(described).join(" ")}`,
    "Change these questions and run the command again.",
  );
}

function described({ place, found, fix }: PackFinding): string {
  return `${place}: ${found} ${fix}`;
}

const installedSchema = "./node_modules/teacherprint/schemas/probe-pack.schema.json";
const besideSchema = "./probe-pack.schema.json";

/** An installed schema is best, because it stays current; without one, a copy beside the pack. */
async function schemaFor(file: string): Promise<string> {
  const installed = await stat(join(dirname(file), installedSchema)).catch(() => null);
  return installed === null ? besideSchema : installedSchema;
}

async function copySchema(file: string): Promise<void> {
  const published = fileURLToPath(new URL("../../schemas/probe-pack.schema.json", import.meta.url));
  await copyFile(published, join(dirname(file), besideSchema));
}
