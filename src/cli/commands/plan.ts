import { ExitCode } from "../../errors.js";
import { command } from "../command.js";
import { collectingOptions, jsonOption, resultsOption } from "../options.js";

export const plan = command({
  usage: "plan <study>",
  summary: "What would be asked, what it costs, and what it could show at best",
  examples: [
    ["plan study.yaml", "look before paying"],
    ["plan study.yaml --freeze", "write the plan down before the first question"],
    ['plan study.yaml --freeze --amend "name of the model corrected"', "record a change of a plan that is frozen"],
  ],
  options: (yargs) =>
    collectingOptions(jsonOption(resultsOption(yargs)))
      .positional("study", { type: "string", demandOption: true, describe: "Study file" })
      .option("freeze", {
        type: "boolean",
        default: false,
        describe: "Record the plan and its digest in the study's ledger",
      }),
  run: async (options, terminal) => {
    const [
      { openStudy },
      { freezeStudy },
      { schedule },
      { estimateCost },
      { loadPrices },
      { planOutlook, describePlan },
      { shippedCalibrationOrNull },
    ] = await Promise.all([
      import("../open-study.js"),
      import("../freeze-study.js"),
      import("../../collection/order/schedule.js"),
      import("../../collection/money/estimate-cost.js"),
      import("../../collection/money/load-prices.js"),
      import("../plan-outlook.js"),
      import("../read-calibration-file.js"),
    ]);
    const open = await openStudy(options.study, options.results, terminal);
    const prices = loadPrices(options.prices ?? null);
    const { study, changes } = options.freeze
      ? await freezeStudy(open, options.amend ?? null)
      : { study: open, changes: [] };
    const { plan, planDigest } = study;
    for (const { what, effect } of changes) terminal.note(`Recorded as a change of the plan (${effect}): ${what}`);
    if (options.freeze) terminal.note(`Frozen: ${open.planFile}`);
    const cost = estimateCost(plan, schedule(plan), prices);
    const outlook = planOutlook(open, await shippedCalibrationOrNull(terminal.note));
    if (options.json)
      terminal.print(
        JSON.stringify({ schemaVersion: "teacherprint.plan-preview/v1", planDigest, cost, outlook }, null, 2),
      );
    else terminal.print(describePlan(planDigest, cost, outlook));
    return ExitCode.done;
  },
});
