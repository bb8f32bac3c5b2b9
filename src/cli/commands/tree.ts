import { ExitCode, TeacherprintError } from "../../errors.js";
import { command } from "../command.js";
import { jsonOption, measuringOptions, resultsOption } from "../options.js";

const mostReplicates = 10_000;

export const tree = command({
  usage: "tree <target>",
  summary: "Family tree of all models: who words answers alike, with support from redrawn prompts",
  examples: [
    ["tree study.yaml", "the study's models; its suspect is marked"],
    ["tree some-panel --suspect some-model --output pictures", "Newick, SVG and JSON into a folder of your choice"],
  ],
  options: (yargs) =>
    measuringOptions(jsonOption(resultsOption(yargs)))
      .positional("target", { type: "string", demandOption: true, describe: "Study file or panel folder" })
      .option("suspect", { type: "string", describe: "Model to mark; default: the study's suspect" })
      .option("replicates", { type: "number", default: 200, describe: "Draws of prompts for the support; 0: none" })
      .option("seed", { type: "string", describe: "Seed of the draws; default: the study's, else 1" })
      .option("output", { type: "string", describe: "Folder for the files; default: the target's folder of results" }),
  run: async (options, terminal) => {
    if (!Number.isInteger(options.replicates) || options.replicates < 0 || options.replicates > mostReplicates) {
      throw new TeacherprintError(
        "REPLICATES_INVALID",
        `--replicates is ${options.replicates}.`,
        `Give a whole number from 0 to ${mostReplicates}.`,
      );
    }
    const [{ treeOfTarget }, { requireWritable }] = await Promise.all([
      import("../tree-target.js"),
      import("../write-file.js"),
    ]);
    await requireWritable(options.output ?? options.results);
    const { document, text, written } = await treeOfTarget(options.target, options, terminal);
    terminal.print(options.json ? JSON.stringify(document, null, 2) : text);
    for (const file of written) terminal.note(file);
    return ExitCode.done;
  },
});
