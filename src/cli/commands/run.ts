import { command } from "../command.js";
import {
  collectingOptions,
  formatOption,
  giveUpOption,
  jsonOption,
  measuringOptions,
  resultsOption,
} from "../options.js";

export const run = command({
  usage: "run <study>",
  summary: "Plan, collect, compare and report in one go; resumes where it stopped",
  examples: [["run study.yaml", "the whole job"]],
  options: (yargs) =>
    giveUpOption(collectingOptions(measuringOptions(formatOption(jsonOption(resultsOption(yargs)))))).positional(
      "study",
      {
        type: "string",
        demandOption: true,
        describe: "Study file",
      },
    ),
  run: async (options, terminal) => {
    const [{ openStudy }, { runStudy }, { parseFormats }, { renderTerminal }] = await Promise.all([
      import("../open-study.js"),
      import("../run-study.js"),
      import("../parse-formats.js"),
      import("../../report/terminal/terminal.js"),
    ]);
    // Before anything is asked and paid.
    const formats = parseFormats(options.format);
    const open = await openStudy(options.study, options.results, terminal);
    const outcome = await runStudy(
      open,
      { ...options, formats, suspect: undefined, teachers: undefined, seed: undefined },
      terminal,
    );
    if (outcome.findings === null) return outcome.exitCode;
    if (options.json) terminal.print(JSON.stringify(outcome.findings, null, 2));
    else terminal.print(renderTerminal(outcome.findings, { colour: terminal.colour, width: terminal.width }));
    for (const file of outcome.written) terminal.note(file);
    return outcome.exitCode;
  },
});
