import { dirname } from "node:path";
import { ExitCode } from "../../errors.js";
import { command } from "../command.js";
import { jsonOption, measuringOptions } from "../options.js";

export const validate = command({
  usage: "validate <panel..>",
  summary: "Error rates of the method on panels of known lineage",
  examples: [
    ["validate some-panel", "every rate, every suspect without its own family"],
    ["validate some-panel other-panel --html rates.html", "two panels, with figures"],
    ["validate some-panel --quick --json", "without intervals, curve and laundering, as one document"],
  ],
  options: (yargs) =>
    measuringOptions(jsonOption(yargs))
      .positional("panel", {
        type: "string",
        array: true,
        demandOption: true,
        describe: "Panel folders with trials.csv",
      })
      .option("prompts", { type: "number", describe: "Use only so many prompts, chosen at random by topic" })
      .option("traits", { type: "string", describe: "Only these traits, separated by commas; default: all" })
      .option("seed", { type: "string", default: "1", describe: "Seed of everything random; recorded in the document" })
      .option("calibration", { type: "string", describe: "Try this calibration file on families it has not seen" })
      .option("quick", { type: "boolean", default: false, describe: "Leave out intervals, curve and laundering" })
      .option("null-cohort-curve", {
        type: "boolean",
        default: false,
        describe: "Also: what fewer null families would do",
      })
      .option("html", { type: "string", describe: "Write tables and figures into this file as well" })
      .check(({ prompts }) => {
        // Thrown, not returned: yargs hands a returned text on as if it were an error.
        if (prompts !== undefined && !(Number.isInteger(prompts) && prompts >= 1))
          throw new Error("--prompts needs a whole number from 1.");
        return true;
      }),
  run: async (options, terminal) => {
    const [{ validatePanels }, { requireWritable, writeWholeFile }] = await Promise.all([
      import("../validate-panels.js"),
      import("../write-file.js"),
    ]);
    // Before anything is measured, which may take minutes.
    if (options.html !== undefined) await requireWritable(dirname(options.html));
    const validations = await validatePanels(options.panel, options, terminal);
    if (options.html !== undefined) {
      const { renderValidationHtml } = await import("../../report/validation/html.js");
      await writeWholeFile(options.html, renderValidationHtml(validations));
      terminal.note(options.html);
    }
    if (options.json) {
      const document =
        validations.length === 1 ? validations[0] : { schema: "teacherprint.validations/v1", panels: validations };
      terminal.print(JSON.stringify(document, null, 2));
    } else {
      const { renderValidationText } = await import("../../report/validation/text.js");
      terminal.print(renderValidationText(validations, terminal.width));
    }
    // A panel on which nothing can be found, or nothing falsely found, says little about error rates.
    const resolvable = validations.every(({ detection }) =>
      Object.values(detection).some((one) => one !== null && one.auc !== null),
    );
    return resolvable ? ExitCode.done : ExitCode.incomplete;
  },
});
