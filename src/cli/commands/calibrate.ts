import { dirname } from "node:path";
import { ExitCode } from "../../errors.js";
import { command } from "../command.js";
import { measuringOptions } from "../options.js";

export const calibrate = command({
  usage: "calibrate <panel..>",
  summary: "Learn from panels of known lineage what scores mean, into a calibration file",
  examples: [
    ["calibrate some-panel other-panel -o calibration.json", "numbers and names only, no answers"],
    ["validate third-panel --calibration calibration.json", "how it does on families it has not seen"],
  ],
  options: (yargs) =>
    measuringOptions(yargs)
      .positional("panel", {
        type: "string",
        array: true,
        demandOption: true,
        describe: "Panel folders with trials.csv",
      })
      .option("output", { alias: "o", type: "string", demandOption: true, describe: "File to write" })
      .option("seed", { type: "string", default: "1", describe: "Seed of the random choices of prompts" })
      .option("validation", {
        type: "string",
        describe: "Document that `validate --json` gave for the same panels; its digest is recorded",
      }),
  run: async (options, terminal) => {
    const [{ calibratePanels }, { requireWritable, writeWholeFile }, { calibrationDigest, serialiseCalibration }] =
      await Promise.all([
        import("../calibrate-panels.js"),
        import("../write-file.js"),
        import("../../likeness/write-calibration.js"),
      ]);
    // Before anything is measured, which may take minutes.
    await requireWritable(dirname(options.output));
    const file = await calibratePanels(options.panel, options, terminal);
    await writeWholeFile(options.output, serialiseCalibration(file));
    for (const reason of file.criteria.failed) terminal.note(`criterion not met: ${reason}`);
    const { derived, notDerived } = countTrials(file.trials);
    const largest = file.fits.at(-1)!;
    terminal.print(
      `${options.output}: ${derived} derived and ${notDerived} not-derived trials, ${largest.studentFamilies} student and ${largest.nullFamilies} null families, ${calibrationDigest(file)}`,
    );
    return ExitCode.done;
  },
});

function countTrials(trials: readonly { readonly truth: string }[]) {
  const derived = trials.filter(({ truth }) => truth === "derived").length;
  return { derived, notDerived: trials.length - derived };
}
