import { ExitCode, TeacherprintError } from "../../errors.js";
import { command } from "../command.js";

const actions = ["list", "check", "preview", "new", "generate", "reveal"] as const;
type Action = (typeof actions)[number];

/** Which options each action reads; any other is refused, as it would be ignored. */
const optionsOf: Readonly<Record<Action, readonly string[]>> = {
  list: ["json"],
  check: ["json"],
  preview: ["panel", "study", "suspect", "results", "prices", "best", "out", "overwrite", "json"],
  new: [
    "id",
    "title",
    "description",
    "kind",
    "language",
    "licence",
    "topic",
    "prompt",
    "questions",
    "answers",
    "out",
    "overwrite",
  ],
  generate: ["seed", "count", "out", "overwrite", "json"],
  reveal: ["results", "json"],
};

export const packs = command({
  usage: "packs <action> [pack..]",
  summary: "List, check, preview, write, generate and reveal probe packs",
  examples: [
    ["packs list", "the packs and templates that ship"],
    ["packs check my-pack.json", "every fault of a pack file, with place and fix"],
    [
      "packs preview everyday-requests --panel some-panel --best 100 --out best.json",
      "the probes that separate references best, before paying",
    ],
    ["packs new", "asks a few questions and writes a pack"],
    ["packs generate scenes --count 200", "fresh probes from a template; commits to their digest"],
    ["packs reveal study.yaml", "puts a study's sealed packs beside its results"],
  ],
  options: (yargs) =>
    yargs
      .positional("action", { choices: actions, demandOption: true })
      .positional("pack", {
        type: "string",
        array: true,
        default: [] as string[],
        describe: "Packs by id or file; for generate a template; for reveal a study file",
      })
      .option("json", { type: "boolean", default: false, describe: "One JSON document on stdout" })
      .option("out", { type: "string", describe: "File of the pack (preview, new, generate), or a folder for several" })
      .option("overwrite", { type: "boolean", default: false, describe: "Write over files that are there" })
      .option("seed", { type: "string", describe: "generate: what the probes follow from; default: drawn anew" })
      .option("count", { type: "number", describe: "generate: how many probes; default 200" })
      .option("panel", { type: "string", array: true, nargs: 1, describe: "preview: panel folder with stored answers" })
      .option("study", {
        type: "string",
        describe: "preview: study file; its references and collected answers are read",
      })
      .option("suspect", { type: "string", describe: "preview: a model of the panel whose answers are not looked at" })
      .option("best", { type: "number", describe: "preview: how many probes to pick from each pack" })
      .option("prices", { type: "string", describe: "preview: JSON file with your own prices" })
      .option("results", {
        type: "string",
        describe: "preview, reveal: folder with the study's results; default results",
      })
      .option("id", { type: "string", describe: "new: name of the pack and its file" })
      .option("title", { type: "string", describe: "new: title, for people" })
      .option("description", { type: "string", describe: "new: what it asks and what it is good for" })
      .option("kind", { type: "string", describe: "new: open-ended, choice, boundary, reasoning, code ..." })
      .option("language", { type: "string", describe: "new: language of the questions; default en" })
      .option("licence", { type: "string", describe: "new: SPDX name; default CC-BY-4.0" })
      .option("topic", { type: "string", describe: "new: topic of the questions" })
      .option("prompt", {
        type: "string",
        array: true,
        nargs: 1,
        describe: "new: a question; may be given several times",
      })
      .option("questions", { type: "string", describe: "new: text file with a question a line" })
      .option("answers", { type: "string", describe: "new: how a choice is read: heads,tails or 1-100 or word" }),
  run: async (options, terminal) => {
    const { action, pack, json, overwrite } = options;
    refuseForeignOptions(action, options);
    switch (action) {
      case "list": {
        const { listPacks } = await import("../packs-list.js");
        refuseWords(action, pack, 0);
        await listPacks(json, terminal);
        return ExitCode.done;
      }
      case "check": {
        const { checkPackFiles } = await import("../packs-check.js");
        return checkPackFiles(pack, json, terminal);
      }
      case "preview": {
        const { previewPacks } = await import("../packs-preview.js");
        await previewPacks(pack, { ...options, results: options.results ?? "results" }, terminal);
        return ExitCode.done;
      }
      case "new": {
        const [{ writeNewPack }, { questionsAtTerminal }] = await Promise.all([
          import("../packs-new.js"),
          import("../packs-questions.js"),
        ]);
        refuseWords(action, pack, 0);
        const questions = questionsAtTerminal();
        try {
          await writeNewPack({ ...options, prompt: options.prompt ?? [] }, questions, terminal);
        } finally {
          questions?.close();
        }
        return ExitCode.done;
      }
      case "generate": {
        const { generatePackFile } = await import("../packs-generate.js");
        refuseWords(action, pack, 1);
        const { seed, out, count = 200 } = options;
        await generatePackFile(pack[0], { seed, count, out, overwrite, json }, terminal, () => new Date());
        return ExitCode.done;
      }
      case "reveal": {
        const { revealPacks } = await import("../packs-reveal.js");
        refuseWords(action, pack, 1);
        await revealPacks(pack[0], options.results ?? "results", json, terminal);
        return ExitCode.done;
      }
    }
  },
});

function refuseForeignOptions(action: Action, options: Readonly<Record<string, unknown>>): void {
  const known = new Set(Object.values(optionsOf).flat());
  const foreign = [...known].find((name) => {
    const value = options[name];
    return value !== undefined && value !== false && !optionsOf[action].includes(name);
  });
  if (foreign === undefined) return;
  const readers = actions.filter((one) => optionsOf[one].includes(foreign));
  throw new TeacherprintError(
    "USAGE",
    `\`packs ${action}\` has no option --${foreign}.`,
    `It belongs to \`packs ${readers.join("`, `packs ")}\`.`,
  );
}

function refuseWords(action: Action, words: readonly string[], most: number): void {
  if (words.length <= most) return;
  throw new TeacherprintError(
    "USAGE",
    `"${words[most]}" is one word too many for \`packs ${action}\`.`,
    "See `teacherprint packs --help`.",
  );
}
