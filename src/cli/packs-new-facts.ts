import { TeacherprintError } from "../errors.js";
import { nearestWord } from "../probes/document/nearest-word.js";
import { type NewPack, type WrittenKind, writtenKinds } from "../probes/new/new-pack.js";
import { kindMeanings, packSchema } from "../probes/pack-schema.js";
import type { Questions } from "./packs-questions.js";

export type Facts = Omit<NewPack, "schema" | "probes">;

const shape = packSchema.shape;

/** What a new pack says of itself, as far as options say it. */
export type GivenFacts = { readonly [Name in keyof Facts]: string | undefined };

/** Takes what the options say, and asks for the rest. Throws OPTION_INVALID. */
export async function factsFrom(options: GivenFacts, questions: Questions | null): Promise<Facts> {
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
