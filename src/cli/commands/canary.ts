import { TeacherprintError } from "../../errors.js";
import { command } from "../command.js";
import { jsonOption, resultsOption } from "../options.js";

export const canary = command({
  usage: "canary <action> [target]",
  summary: "Plant keyed values in a teacher's answers, and test exactly whether a suspect took them up",
  examples: [
    ['canary mint --id demo-1 --owner "Acme" --teacher acme-chat-3', "a draft of 200 harmless items, to be read"],
    ["canary commit demo-1.canary.json", "draw the key, publish digest and time"],
    ["canary plant demo-1.canary.json --key demo-1.key.json", "the values for the serving side"],
    ["canary test study.yaml --pack demo-1.canary.json --key demo-1.key.json", "blind first, then reveal"],
  ],
  options: (yargs) =>
    jsonOption(resultsOption(yargs))
      .positional("action", { choices: ["mint", "commit", "plant", "test"] as const, demandOption: true })
      .positional("target", {
        type: "string",
        describe: "commit, plant: the pack file; test: a study, or answers as .jsonl",
      })
      .option("kind", {
        choices: ["benign-choice", "fictitious-fact", "trigger-response"] as const,
        describe: "mint: what is planted; by default benign-choice, which says nothing untrue",
      })
      .option("id", { type: "string", describe: "mint: name of the pack" })
      .option("owner", { type: "string", describe: "mint: who plants" })
      .option("teacher", { type: "string", describe: "mint: model whose answers carry the values" })
      .option("items", { type: "number", describe: "mint: how many items; by default 200" })
      .option("alternatives", { type: "number", describe: "mint: values an item can have; by default 100" })
      .option("account-items", {
        type: "number",
        default: 0,
        describe: "mint: how many of the items depend on the account",
      })
      .option("samples", { type: "number", describe: "mint: replies to each wording" })
      .option("alpha", { type: "number", default: 0.001, describe: "mint: error rate of the test" })
      .option("control", {
        type: "string",
        array: true,
        default: [] as string[],
        describe: "mint: id of a negative control; two or more",
      })
      .option("beacon", {
        choices: ["none", "drand", "nist-beacon", "witness-nonce"] as const,
        default: "none" as const,
        describe: "mint: public randomness that is mixed into the key after the commitment",
      })
      .option("seed", { type: "string", describe: "mint: seed of the wording; the key never depends on it" })
      .option("output", { alias: "o", type: "string", describe: "mint, plant: file to write" })
      .option("key", { type: "string", describe: "Key file; test also takes the owner's reveal record" })
      .option("list", { type: "string", describe: "commit: list of all commitments of the owner" })
      .option("pack", { type: "string", describe: "test: the committed pack" })
      .option("beacon-value", { type: "string", describe: "plant, test: value of the beacon, hexadecimal" })
      .option("beacon-round", { type: "string", describe: "test: round of the beacon, as its publisher numbers it" })
      .option("planted-from", { type: "string", describe: "test: day of the first planting" })
      .option("planted-to", { type: "string", describe: "test: day of the last planting" })
      .option("account", {
        type: "string",
        array: true,
        default: [] as string[],
        describe: "plant, test: account cluster",
      })
      .option("commitments", { type: "string", describe: "test: list of all commitments of the owner" })
      .option("earlier-family-model", {
        choices: ["yes", "no"] as const,
        describe: "test: was a model of the suspect's family public when the key was committed?",
      })
      .option("suspect", { type: "string", describe: "test, answers file: model in question" })
      .option("released", { type: "string", describe: "test, answers file: month in which it became public" })
      .option("accept-missing", {
        type: "boolean",
        default: false,
        describe: "test: count missing answers as misses instead of waiting for them",
      }),
  run: async ({ action, target, ...options }, terminal) => {
    if (action === "mint") {
      if (target !== undefined)
        throw new TeacherprintError(
          "USAGE",
          `mint makes a new pack; "${target}" is one word too many.`,
          "Use --output.",
        );
      return (await import("../canary-mint.js")).mintCanaries(options, terminal);
    }
    if (target === undefined)
      throw new TeacherprintError(
        "USAGE",
        `canary ${action} needs ${action === "test" ? "a study, or answers as .jsonl" : "a pack file"}.`,
        "See `teacherprint canary --help`.",
      );
    switch (action) {
      case "commit":
        return (await import("../canary-commit.js")).commitCanaries(target, options, terminal);
      case "plant":
        return (await import("../canary-plant.js")).plantCanaries(target, options, terminal);
      case "test":
        return (await import("../canary-test.js")).testCanaries(target, options, terminal);
    }
  },
});
