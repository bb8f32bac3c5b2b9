import { ExitCode } from "../../errors.js";
import { command } from "../command.js";
import { formatOption, jsonOption, measuringOptions, resultsOption } from "../options.js";

export const compare = command({
  usage: "compare <target>",
  summary: "Compare a suspect with every teacher, on a study or a panel folder",
  examples: [
    ["compare study.yaml", "on what the study has collected so far"],
    ["compare some-panel --suspect some-model", "on a folder of stored answers"],
  ],
  options: (yargs) =>
    measuringOptions(formatOption(jsonOption(resultsOption(yargs))))
      .positional("target", { type: "string", demandOption: true, describe: "Study file or panel folder" })
      .option("suspect", { type: "string", describe: "Model of the panel in question" })
      .option("teachers", { type: "string", describe: "Lineage groups in question, separated by commas; default: all" })
      .option("seed", { type: "string", describe: "Seed of everything random; recorded in the findings" }),
  run: async (options, terminal) => {
    const [
      { compareTarget },
      { drawReports },
      { sealFindings },
      { parseFormats },
      { renderTerminal },
      { requireWritable },
    ] = await Promise.all([
      import("../compare-target.js"),
      import("../draw-reports.js"),
      import("../findings-seal.js"),
      import("../parse-formats.js"),
      import("../../report/terminal/terminal.js"),
      import("../write-file.js"),
    ]);
    // Before anything is measured, which may take minutes.
    const formats = parseFormats(options.format);
    await requireWritable(options.results);
    const { findings, folder, unanswered } = await compareTarget(options.target, options, terminal);
    const { files, complete } = await drawReports(findings, folder, ["json", ...formats], terminal);
    await sealFindings(folder);
    if (options.json) terminal.print(JSON.stringify(findings, null, 2));
    else terminal.print(renderTerminal(findings, { colour: terminal.colour, width: terminal.width }));
    for (const file of files) terminal.note(file);
    if (unanswered === 0) return complete ? ExitCode.done : ExitCode.incomplete;
    terminal.note(`${unanswered} questions of the study have no answer yet; the findings rest on the others.`);
    return ExitCode.incomplete;
  },
});
