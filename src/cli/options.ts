import type { Argv } from "yargs";

/** Options that several commands share. */
export function resultsOption<T>(yargs: Argv<T>) {
  return yargs.option("results", {
    type: "string",
    default: "results",
    describe: "Folder that gets a folder for each study",
  });
}

export function jsonOption<T>(yargs: Argv<T>) {
  return yargs.option("json", {
    type: "boolean",
    default: false,
    describe: "One JSON document on stdout, nothing else",
  });
}

/** Forms of the report that a comparison writes beside findings.json. */
export function formatOption<T>(yargs: Argv<T>) {
  return yargs.option("format", {
    type: "string",
    default: "html,md",
    describe: "Forms of the report: html, pdf, md or several, separated by commas; findings.json is always written",
  });
}

export function measuringOptions<T>(yargs: Argv<T>) {
  return yargs
    .option("workers", { type: "number", describe: "Threads that measure traits; the result does not depend on it" })
    .option("cache", {
      type: "boolean",
      default: true,
      describe: "Keep measured features for the next run (--no-cache: do not)",
    })
    .check(({ workers }) => {
      // Thrown, not returned: yargs hands a returned text on as if it were an error.
      if (workers !== undefined && !(Number.isInteger(workers) && workers >= 1))
        throw new Error("--workers needs a whole number from 1.");
      return true;
    });
}

export function collectingOptions<T>(yargs: Argv<T>) {
  return yargs
    .option("prices", { type: "string", describe: "JSON file with your own prices, in place of the built-in table" })
    .option("amend", {
      type: "string",
      requiresArg: true,
      describe: "Record a corrected address, limit or authorisation of a study that has begun; say why",
    })
    .check(({ amend }) => amend === undefined || amend.trim() !== "" || "--amend needs a reason.")
    .option("contact", { type: "string", describe: "Mail address or page that endpoints see in the user agent" })
    .option("allow-private-host", {
      type: "string",
      array: true,
      default: [] as string[],
      describe: "Host inside a private network that may be asked",
    });
}

/** For commands that ask: what waits at a provider may be given up. */
export function giveUpOption<T>(yargs: Argv<T>) {
  return yargs.option("give-up", {
    type: "string",
    array: true,
    requiresArg: true,
    default: [] as string[],
    describe: "Batch that is not waited for any more: its questions are asked again and may be billed a second time",
  });
}
