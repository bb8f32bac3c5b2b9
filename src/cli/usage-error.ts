import { TeacherprintError } from "../errors.js";
import { nearestWord } from "../probes/document/nearest-word.js";

/** What is known of the command that the words name, as far as they name one. */
export interface NamedCommand {
  /** yargs form, for example `compare <target>`. */
  readonly usage: string;
  /** Names of its options, without dashes. */
  readonly options: readonly string[];
}

/**
 * Says what is wrong with the words of a command line, from what yargs says of them.
 * @param named null when the words name no command
 */
export function usageError(
  said: string,
  words: readonly string[],
  named: NamedCommand | null,
  commands: readonly string[],
): TeacherprintError {
  const help = `\`teacherprint ${named === null ? "" : `${firstWord(named.usage)} `}--help\``;
  const error = (happened: string, fix: string) => new TeacherprintError("USAGE", happened, fix);
  if (named === null) {
    const written = words.find((word) => !word.startsWith("-"));
    if (written === undefined) return error(said, `${help} lists the commands.`);
    const near = nearestWord(written, commands);
    return error(`There is no command "${written}".`, `${meant(near)}${help} lists the commands.`);
  }
  const unknown = /^Unknown arguments?: (.+)$/u.exec(said)?.[1]?.split(", ")[0];
  if (unknown !== undefined) {
    if (!isOption(unknown, words))
      return error(`"${unknown}" is one word too many for \`teacherprint ${named.usage}\`.`, `See ${help}.`);
    const near = nearestWord(unknown, named.options);
    return error(
      `${firstWord(named.usage)} has no option --${unknown}.`,
      `${meant(near === null ? null : `--${near}`)}${help} lists its options.`,
    );
  }
  if (said.startsWith("Not enough non-option arguments"))
    return error(`Something is missing: \`teacherprint ${named.usage}\`.`, `See ${help}.`);
  const missing = /^Missing required arguments?: (.+)$/u.exec(said)?.[1]?.split(", ");
  if (missing !== undefined) {
    const options = missing.map((name) => `--${name}`).join(" and ");
    return error(`${firstWord(named.usage)} needs ${options}.`, `${help} says what to give.`);
  }
  const choice = /Argument: (\S+), Given: (".*?"), Choices: (.+)/su.exec(said);
  if (choice !== null)
    return error(`${choice[1]} cannot be ${choice[2]}.`, `Choose from ${choice[3]!.replaceAll('"', "")}.`);
  return error(said.replace(/\.?$/u, "."), `See ${help}.`);
}

/**
 * Looks at what yargs lets pass: an option given twice or without its value, or a word for a number.
 * @param values as yargs parsed them
 * @param lists names of the options and words that may be given several times
 * Throws USAGE.
 */
export function requireSoundOptions(values: Readonly<Record<string, unknown>>, lists: readonly string[]): void {
  for (const [key, value] of Object.entries(values)) {
    if (key === "_" || key === "$0") continue;
    // yargs gives every option a second time in camel case.
    const name = key.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
    const fault = lists.includes(name)
      ? (value as readonly unknown[]).includes("")
        ? "needs a value"
        : null
      : faultOf(value);
    if (fault !== null)
      throw new TeacherprintError("USAGE", `--${name} ${fault}.`, "`--help` after the command shows its options.");
  }
}

function faultOf(value: unknown): string | null {
  if (Array.isArray(value)) return "may be given once";
  if (value === "") return "needs a value";
  if (Number.isNaN(value)) return "needs a number";
  return null;
}

function isOption(name: string, words: readonly string[]): boolean {
  return words.some((word) => /^--?[^-]/u.test(word) && word.replace(/^--?(no-)?/u, "").split("=")[0] === name);
}

function meant(near: string | null): string {
  return near === null ? "" : `Did you mean ${near.startsWith("--") ? near : `"${near}"`}? `;
}

function firstWord(usage: string): string {
  return usage.split(" ")[0]!;
}
