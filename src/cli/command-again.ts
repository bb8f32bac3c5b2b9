/** A word of a command, or what the reader puts in its place: paths of a machine are no part of findings. */
export type CommandWord = string | { readonly place: string };

/**
 * The line that makes findings again, as a user would type it. Words that a shell would take apart are quoted.
 * @example commandAgain(["compare", { place: "path of study.yaml" }]) // => "teacherprint compare <path of study.yaml>"
 */
export function commandAgain(words: readonly CommandWord[]): string {
  return ["teacherprint", ...words.map((word) => (typeof word === "string" ? quoted(word) : `<${word.place}>`))].join(
    " ",
  );
}

function quoted(word: string): string {
  return /^[\w./,:@=+-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
