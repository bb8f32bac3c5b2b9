import { describe, expect, test } from "vitest";
import { requireSoundOptions, usageError } from "../../src/cli/usage-error.js";

const commands = ["collect", "compare", "report"];
const compare = { usage: "compare <target>", options: ["json", "suspect", "allow-private-host", "cache"] };
const said = (message: string, words: readonly string[], named: typeof compare | null) => {
  const { code, happened, fix, exitCode } = usageError(message, words, named, commands);
  return { code, happened, fix, exitCode };
};

test.each([
  [["colect"], 'There is no command "colect".', 'Did you mean "collect"? `teacherprint --help` lists the commands.'],
  [
    ["--json", "reprot", "x"],
    'There is no command "reprot".',
    'Did you mean "report"? `teacherprint --help` lists the commands.',
  ],
  [["zebra"], 'There is no command "zebra".', "`teacherprint --help` lists the commands."],
])("a command that there is not: %j", (words, happened, fix) => {
  expect(said("Unknown argument: whatever", words, null)).toEqual({ code: "USAGE", happened, fix, exitCode: 2 });
});

test.each([
  [
    "Unknown argument: jsn",
    ["compare", "x", "--jsn"],
    "compare has no option --jsn.",
    "Did you mean --json? `teacherprint compare --help` lists its options.",
  ],
  [
    "Unknown arguments: alow-private-host, alowPrivateHost",
    ["compare", "x", "--alow-private-host=y"],
    "compare has no option --alow-private-host.",
    "Did you mean --allow-private-host? `teacherprint compare --help` lists its options.",
  ],
  [
    "Unknown argument: quite-other",
    ["compare", "x", "--quite-other"],
    "compare has no option --quite-other.",
    "`teacherprint compare --help` lists its options.",
  ],
  [
    "Unknown argument: y",
    ["compare", "x", "y"],
    '"y" is one word too many for `teacherprint compare <target>`.',
    "See `teacherprint compare --help`.",
  ],
  [
    "Not enough non-option arguments: got 0, need at least 1",
    ["compare"],
    "Something is missing: `teacherprint compare <target>`.",
    "See `teacherprint compare --help`.",
  ],
  [
    'Invalid values:\n  Argument: format, Given: "xml", Choices: "auto", "jsonl"',
    ["import"],
    'format cannot be "xml".',
    "Choose from auto, jsonl.",
  ],
  [
    "Missing required argument: output",
    ["compare", "x"],
    "compare needs --output.",
    "`teacherprint compare --help` says what to give.",
  ],
  [
    "Missing required arguments: output, seed",
    ["compare", "x"],
    "compare needs --output and --seed.",
    "`teacherprint compare --help` says what to give.",
  ],
  ["Something else", ["compare"], "Something else.", "See `teacherprint compare --help`."],
])("%s", (message, words, happened, fix) => {
  expect(said(message, words, compare)).toMatchObject({ happened, fix });
});

describe("what yargs lets pass", () => {
  const check = (values: Record<string, unknown>) => requireSoundOptions({ _: [], $0: "x", ...values }, ["host"]);

  test("sound options", () => {
    expect(() => check({ suspect: "a", json: true, workers: 2, host: ["a", "b"], seed: undefined })).not.toThrow();
  });

  test.each([
    [{ suspect: ["a", "b"] }, "--suspect may be given once."],
    [{ json: [true, true] }, "--json may be given once."],
    [{ suspect: "" }, "--suspect needs a value."],
    [{ host: ["a", ""] }, "--host needs a value."],
    [{ workers: Number.NaN }, "--workers needs a number."],
    [{ skipUnknown: [true, true] }, "--skip-unknown may be given once."],
  ])("%j", (values, happened) => {
    expect(() => check(values)).toThrow(expect.objectContaining({ code: "USAGE", happened }));
  });
});
