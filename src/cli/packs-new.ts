import { copyFile, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { TeacherprintError } from "../errors.js";
import { checkPackText } from "../probes/check/check-packs.js";
import type { PackFinding } from "../probes/check/finding.js";
import { nearestWord } from "../probes/document/nearest-word.js";
import { type NewPack, newPack, readerFrom, type WrittenKind, writtenKinds } from "../probes/new/new-pack.js";
import { kindMeanings, packSchema } from "../probes/pack-schema.js";
import { hasErrors } from "./packs-check.js";
import { idOfFile, packText, refuseExisting } from "./packs-file.js";
import type { Questions } from "./packs-questions.js";
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

type Facts = Omit<NewPack, "schema" | "probes">;
type Probes = NewPack["probes"][number][];

const shape = packSchema.shape;
const generalTopic = "general";

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

async function factsFrom(options: NewPackOptions, questions: Questions | null): Promise<Facts> {
  const answer = (field: Field) => answerTo(field, options[field.name], questions);
  const title = await answer({
    name: "title",
    question: "What is the pack about, in a few words (its title)?",
    suggestion: null,
    fault: (text) => faultOf(shape.title, text),
  });
  const suggestedId = slugOf(title);
  return {
    title,
    id: await answer({
      name: "id",
      question: "Its name; the file is called after it",
      suggestion: suggestedId,
      fault: (text) => faultOf(shape.id, text),
    }),
    description: await answer({
      name: "description",
      question: "What does it ask, and what is it good for?",
      suggestion: `${title}.`.replace(/([.!?])\.$/u, "$1"),
      fault: (text) => faultOf(shape.description, text),
    }),
    kind: (await answer({
      name: "kind",
      question: `${writtenKinds.map((kind) => `  ${kind.padEnd(15)} ${kindMeanings[kind]}`).join("\n")}\nKind`,
      suggestion: questions === null ? null : "open-ended",
      fault: kindFault,
    })) as WrittenKind,
    language: await answer({
      name: "language",
      question: "Language of the questions",
      suggestion: "en",
      fault: (text) =>
        text === "mul" ? "A new pack has one language; write en, es, zh ..." : faultOf(shape.language, text),
    }),
    licence: await answer({
      name: "licence",
      question: "Licence",
      suggestion: "CC-BY-4.0",
      fault: (text) => faultOf(shape.licence, text),
    }),
  };
}

interface Field {
  readonly name: "id" | "title" | "description" | "kind" | "language" | "licence";
  readonly question: string;
  /** What an empty answer means; null when there must be one. */
  readonly suggestion: string | null;
  /** What is wrong with an answer; null when nothing is. */
  readonly fault: (text: string) => string | null;
}

/** Options that were given are not asked for; a wrong one is an error, a wrong answer is asked for again. */
async function answerTo(field: Field, given: string | undefined, questions: Questions | null): Promise<string> {
  const { name, question, suggestion, fault } = field;
  const ready = given ?? (questions === null ? (suggestion ?? "") : undefined);
  if (ready !== undefined) {
    const wrong = fault(ready);
    if (wrong === null) return ready;
    throw new TeacherprintError("OPTION_INVALID", `--${name} cannot be ${JSON.stringify(ready)}.`, wrong);
  }
  for (;;) {
    const answer =
      (await questions!.ask(`${question}${suggestion === null ? "" : ` [${suggestion}]`}: `)) || suggestion;
    const wrong = answer === null ? "An answer is needed." : fault(answer);
    if (wrong === null) return answer!;
    questions!.say(`  ${wrong}`);
  }
}

/** Questions one after another, each checked at once beside those before it; an empty line ends. */
async function askProbes(
  probes: Probes,
  facts: Facts,
  options: NewPackOptions,
  check: (probes: Probes) => { readonly findings: readonly PackFinding[] },
  questions: Questions,
): Promise<void> {
  questions.say("Now the questions, one a line; an empty line ends.");
  for (;;) {
    const prompt = await questions.ask(`Question ${probes.length + 1}: `);
    if (prompt === "" && probes.length > 0) return;
    if (prompt === "") {
      questions.say("  A pack needs one question at least.");
      continue;
    }
    const topic =
      options.topic ??
      ((await questions.ask(`  Topic [${probes.at(-1)?.topic ?? generalTopic}]: `)) ||
        (probes.at(-1)?.topic ?? generalTopic));
    const answers = facts.kind === "choice" ? (options.answers ?? (await askReader(questions))) : undefined;
    probes.push(probeFrom(prompt, topic, facts, answers));
    const place = `probes[${probes.length - 1}]`;
    const found = check(probes).findings.filter((finding) => finding.place.startsWith(place));
    for (const { found: what, fix } of found) questions.say(`  ${what} ${fix}`);
    if (found.some(({ severity }) => severity === "error")) {
      questions.say("  This question was left out; ask it another way.");
      probes.pop();
    } else if (found.length > 0 && !(await agrees(questions, "  Keep it all the same?"))) probes.pop();
  }
}

async function askReader(questions: Questions): Promise<string> {
  for (;;) {
    const answer = await questions.ask("  Possible answers (heads, tails), a range (1-100), or word: ");
    if (readerFrom(answer) !== null) return answer;
    questions.say("  Write two answers or more with commas between them, a range such as 1-6, or the word word.");
  }
}

function probeFrom(prompt: string, topic: string, { kind }: Facts, answers: string | undefined): Probes[number] {
  if (answers === undefined) return { prompt, topic };
  const answer = kind === "choice" ? readerFrom(answers) : null;
  if (answer !== null) return { prompt, topic, answer };
  throw new TeacherprintError(
    "OPTION_INVALID",
    `--answers cannot be ${JSON.stringify(answers)} for a pack of kind ${kind}.`,
    kind === "choice" ? "Write heads,tails or 1-100 or word." : "Only a choice says how its answers are read here.",
  );
}

/** Whether a file that is there may be written over. Throws PACK_EXISTS when it may not. */
async function mayWrite(file: string, overwrite: boolean, questions: Questions | null): Promise<boolean> {
  if (overwrite || (await stat(file).catch(() => null)) === null) return overwrite;
  if (questions !== null && (await agrees(questions, `${file} is already there. Write over it?`))) return true;
  await refuseExisting(file);
  return false;
}

async function agrees(questions: Questions, question: string): Promise<boolean> {
  return /^(y|yes)$/iu.test(await questions.ask(`${question} (yes or no) [no]: `));
}

async function linesOf(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new TeacherprintError(
      "FILE_UNREADABLE",
      `${file} cannot be read (${cause.code ?? "unknown fault"}).`,
      "Name a text file with a question a line.",
      { cause },
    );
  });
  const lines = text
    .replace(/^\uFEFF/u, "")
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length > 0) return lines;
  throw new TeacherprintError("QUESTIONS_EMPTY", `${file} holds no question.`, "Write a question a line.");
}

function kindFault(text: string): string | null {
  if ((writtenKinds as readonly string[]).includes(text)) return null;
  const near = nearestWord(text, writtenKinds);
  return `${near === null ? "" : `Did you mean "${near}"? `}Choose from ${writtenKinds.join(", ")}.`;
}

interface Checked {
  safeParse(value: unknown): { success: boolean; error?: { issues: { message: string }[] } };
}

function faultOf(schema: Checked, text: string): string | null {
  const parsed = schema.safeParse(text);
  return parsed.success ? null : (parsed.error?.issues[0]?.message ?? "This does not have the right form.");
}

function slugOf(title: string): string {
  const slug = title
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-+|-+$/gu, "")
    .slice(0, 64);
  return slug.length >= 2 ? slug : "my-pack";
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
