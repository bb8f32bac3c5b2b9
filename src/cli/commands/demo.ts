import { join } from "node:path";
import { ExitCode } from "../../errors.js";
import { command } from "../command.js";
import { resultsOption } from "../options.js";

export const demo = command({
  usage: "demo",
  summary: "The whole job on simulated models: no key, no network, under a minute",
  examples: [
    ["demo", "two studies; prints both answers and the reports' paths"],
    ["demo --packs all", "one study over every pack that ships, in about two minutes"],
  ],
  options: (yargs) =>
    resultsOption(yargs)
      .option("seed", { type: "string", default: "demo", describe: "Seed of the simulated models" })
      .option("packs", {
        type: "string",
        describe: "One study over these packs instead: all, or ids and files with commas between",
      }),
  run: async ({ results, seed, packs }, terminal) => {
    if (packs !== undefined) {
      const { runPacksDemo } = await import("../packs-demo.js");
      return (await runPacksDemo(packs, join(results, "demo-packs"), seed, terminal)).exitCode;
    }
    const { runDemo } = await import("../run-demo.js");
    const outcomes = await runDemo(join(results, "demo"), seed, terminal);
    return outcomes.find((one) => one.exitCode !== ExitCode.done)?.exitCode ?? ExitCode.done;
  },
});
