import { ExitCode } from "../../errors.js";
import { command } from "../command.js";
import { collectingOptions, giveUpOption, resultsOption } from "../options.js";

export const collect = command({
  usage: "collect <study>",
  summary: "Ask every question that has no answer yet; resumes where it stopped",
  examples: [
    ["collect study.yaml", "ask, or go on asking"],
    ["collect study.yaml --status", "how far it is, from another shell"],
    ["collect study.yaml --check", "check every entry of the ledger"],
    ["collect study.yaml --check --head 3f9c...", "and that it goes on from the head that was noted"],
  ],
  options: (yargs) =>
    giveUpOption(collectingOptions(resultsOption(yargs)))
      .positional("study", { type: "string", demandOption: true, describe: "Study file" })
      // No defaults here: yargs counts an option with a default as given, and the two exclude each other.
      .option("status", { type: "boolean", describe: "Only print what is answered so far" })
      .option("check", { type: "boolean", describe: "Only verify the ledger's chain, blobs and tables" })
      .option("head", { type: "string", describe: "With --check: head of the ledger as it was noted earlier" })
      .implies("head", "check")
      .conflicts("status", "check"),
  run: async (options, terminal) => {
    const { openStudy } = await import("../open-study.js");
    const open = await openStudy(options.study, options.results, terminal);
    if (options.status) {
      terminal.print(await (await import("../inspect-ledger.js")).statusOfStudy(open));
      return ExitCode.done;
    }
    if (options.check) {
      terminal.print(await (await import("../inspect-ledger.js")).checkLedger(open, options.head, terminal));
      return ExitCode.done;
    }
    const { collectStudy, tellCollection } = await import("../study-collection.js");
    const summary = await collectStudy(open, options, terminal);
    tellCollection(summary, terminal);
    return summary.exitCode;
  },
});
