import { dirname, join } from "node:path";
import { ExitCode } from "../../errors.js";
import { command } from "../command.js";
import { resultsOption } from "../options.js";
import type { ReportFormat } from "../write-reports.js";

export const report = command({
  usage: "report <source>",
  summary: "Draw the report of a study or of a findings.json again",
  examples: [
    ["report study.yaml", "from the findings of the last compare"],
    ["report results/some-study/findings.json --format md", "one form only, beside the findings"],
    ["report study.yaml --format html,pdf", "a PDF too, printed by a browser of this machine"],
  ],
  options: (yargs) =>
    resultsOption(yargs)
      .positional("source", {
        type: "string",
        demandOption: true,
        describe: "Study file, findings.json, or its folder",
      })
      .option("format", {
        type: "string",
        default: "html,md",
        describe: "html, pdf, md, json or several, separated by commas",
      }),
  run: async ({ source, format, results }, terminal) => {
    const [
      { findingsFile, readFindings },
      { describeState, markChanged, stateOfFindings },
      { openStudy },
      { drawReports },
      { parseFormats },
    ] = await Promise.all([
      import("../read-findings.js"),
      import("../findings-seal.js"),
      import("../open-study.js"),
      import("../draw-reports.js"),
      import("../parse-formats.js"),
    ]);
    const formats: ReportFormat[] = parseFormats(format);
    const file =
      (await findingsFile(source)) ?? join((await openStudy(source, results, terminal)).folder, "findings.json");
    const findings = await readFindings(file);
    const state = await stateOfFindings(file);
    if (state !== "as written") terminal.note(describeState(file, state));
    const shown = state === "changed" ? markChanged(findings) : findings;
    const { files, complete } = await drawReports(shown, dirname(file), formats, terminal);
    for (const written of files) terminal.print(written);
    return complete ? ExitCode.done : ExitCode.incomplete;
  },
});
