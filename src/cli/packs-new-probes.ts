import { TeacherprintError } from "../errors.js";
import type { PackFinding } from "../probes/check/finding.js";
import { type NewPack, readerFrom } from "../probes/new/new-pack.js";
import type { Facts } from "./packs-new-facts.js";
import { agrees, type Questions } from "./packs-questions.js";

export type Probes = NewPack["probes"][number][];

export const generalTopic = "general";

/** Questions one after another, each checked at once beside those before it; an empty line ends. */
export async function askProbes(
  probes: Probes,
  facts: Facts,
  options: { readonly topic: string | undefined; readonly answers: string | undefined },
  check: (probes: Probes) => { readonly findings: readonly PackFinding[] },
  questions: Questions,
): Promise<void> {
  questions.say("Now the questions, one a line; an empty line ends. (A list in a file goes faster with --questions.)");
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

/** One probe from its question, its topic and, for a choice, how its answers are read. Throws OPTION_INVALID. */
export function probeFrom(prompt: string, topic: string, { kind }: Facts, answers: string | undefined): Probes[number] {
  if (answers === undefined) return { prompt, topic };
  const answer = kind === "choice" ? readerFrom(answers) : null;
  if (answer !== null) return { prompt, topic, answer };
  throw new TeacherprintError(
    "OPTION_INVALID",
    `--answers cannot be ${JSON.stringify(answers)} for a pack of kind ${kind}.`,
    kind === "choice" ? "Write heads,tails or 1-100 or word." : "Only a choice says how its answers are read here.",
  );
}
