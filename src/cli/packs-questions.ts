import { createInterface } from "node:readline/promises";
import { ExitCode, TeacherprintError } from "../errors.js";

/** Somebody who answers questions. */
export interface Questions {
  /** The answer to one question, trimmed. Throws QUESTIONS_ENDED when nobody answers any more. */
  ask(question: string): Promise<string>;
  say(text: string): void;
  close(): void;
}

/** The person at the terminal; null when stdin is a pipe or a file. Questions go to stderr, so that stdout stays data. */
export function questionsAtTerminal(): Questions | null {
  if (process.stdin.isTTY !== true) return null;
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: true });
  const ended = new AbortController();
  lines.on("close", () => ended.abort());
  // Lines that came before their question was asked: whoever types ahead, or pastes several lines, loses none.
  const ahead: string[] = [];
  lines.on("line", (line) => void ahead.push(line));
  return {
    ask: async (question) => {
      const early = ahead.shift();
      if (early !== undefined) {
        process.stderr.write(`${question}${early}\n`);
        return early.trim();
      }
      try {
        return (await lines.question(question, { signal: ended.signal })).trim();
      } catch (cause) {
        if (!ended.signal.aborted) throw cause;
        throw new TeacherprintError(
          "QUESTIONS_ENDED",
          "The questions were left unanswered; nothing was written.",
          "Run the command again, or give the answers as options.",
          { cause, exitCode: ExitCode.interrupted },
        );
      }
    },
    say: (text) => void process.stderr.write(`${text}\n`),
    close: () => lines.close(),
  };
}

/** A question whose empty answer is no. */
export async function agrees(questions: Questions, question: string): Promise<boolean> {
  return /^(y|yes)$/iu.test(await questions.ask(`${question} (yes or no) [no]: `));
}
