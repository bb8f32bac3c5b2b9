import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { ExitCode, TeacherprintError } from "../errors.js";
import type { CanaryPack } from "../keyed/canary/canary-pack.js";
import type { FixedTerms, GivenTerms } from "../keyed/canary/recording/fixed-terms.js";
import { isBefore } from "../keyed/canary/testing/order-of-events.js";
import { givenBeacon, readCanaryFile } from "./canary-files.js";

/** What the command line says besides answers and key. */
export interface TermOptions {
  readonly beaconValue: string | undefined;
  readonly beaconRound: string | undefined;
  readonly plantedFrom: string | undefined;
  readonly plantedTo: string | undefined;
  readonly released: string | undefined;
  readonly account: readonly string[];
  readonly commitments: string | undefined;
  readonly earlierFamilyModel: "yes" | "no" | undefined;
}

/** Throws CANARY_DATE, CANARY_BEACON, CANARY_ANCHOR_MISSING, CANARY_COMMITMENTS and what reading throws. */
export async function givenTerms(pack: CanaryPack, packFile: string, options: TermOptions): Promise<GivenTerms> {
  requireDates(options);
  const beacon = givenBeacon(pack, options.beaconValue);
  if (beacon === undefined && options.beaconRound !== undefined)
    throw new TeacherprintError(
      "CANARY_BEACON",
      "--beacon-round is given without --beacon-value.",
      "Give both, or leave both out.",
    );
  return {
    commitment: pack.commitment.value,
    anchors: await readAnchors(pack, packFile),
    beacon: beacon === undefined ? undefined : { value: beacon, round: options.beaconRound ?? null },
    plantedFrom: options.plantedFrom,
    plantedTo: options.plantedTo,
    released: options.released,
    accountClusters: options.account.length === 0 ? undefined : [...new Set(options.account)],
    earlierFamilyModel: options.earlierFamilyModel === undefined ? undefined : options.earlierFamilyModel === "yes",
    commitments: await listedCommitments(options.commitments),
  };
}

/** What was fixed and what nobody stated, for the terminal: the last chance to see a slip before the key is used. */
export function describeTerms(terms: FixedTerms): string {
  const stated: [name: string, value: string | null][] = [
    ["planting began", terms.plantedFrom],
    ["planting ended", terms.plantedTo],
    ["suspect published", terms.released],
    ["account clusters", terms.accountClusters.length === 0 ? null : terms.accountClusters.join(", ")],
    [
      "earlier model of the suspect's family",
      terms.earlierFamilyModel === null ? null : terms.earlierFamilyModel ? "yes" : "no",
    ],
  ];
  const said = stated.flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`]));
  const unsaid = stated.flatMap(([name, value]) => (value === null ? [name] : []));
  return [
    `Fixed with them: ${[`commitment ${terms.commitment}`, ...(terms.beacon === null ? [] : [`beacon ${terms.beacon.value}`]), ...said].join("; ")}.`,
    ...(unsaid.length === 0 ? [] : [`Not stated: ${unsaid.join("; ")}.`]),
    "None of this can be stated otherwise once the key is used.",
  ].join(" ");
}

/** A token that is named must be there; its digest is what is kept. Nothing in it is checked. */
async function readAnchors(pack: CanaryPack, packFile: string): Promise<GivenTerms["anchors"]> {
  return Promise.all(
    pack.commitment.anchors.map(async ({ type, time, tokenPath }) => {
      if (tokenPath === undefined) return { type, time, tokenSha256: null };
      const bytes = await readFile(resolve(dirname(packFile), tokenPath)).catch((error: NodeJS.ErrnoException) => {
        throw new TeacherprintError(
          "CANARY_ANCHOR_MISSING",
          `${packFile}, commitment.anchors: the token ${tokenPath} cannot be read${error.code === "ENOENT" ? ": there is no such file" : ` (${error.code ?? "unknown fault"})`}.`,
          "Put it where tokenPath says, seen from the pack's folder, or take tokenPath out. Nothing was fixed or read yet.",
        );
      });
      return { type, time, tokenSha256: createHash("sha256").update(bytes).digest("hex") };
    }),
  );
}

/** All commitments of the owner that could have been tested: whoever tries many packs must count all of them. */
async function listedCommitments(file: string | undefined): Promise<string[]> {
  if (file === undefined) return [];
  const text = await readCanaryFile(file, "list of commitments");
  const found = text.match(/(?<!sha256:)\b[0-9a-f]{64}\b/g) ?? [];
  if (found.length > 0) return [...new Set(found)].sort();
  throw new TeacherprintError(
    "CANARY_COMMITMENTS",
    `${file} holds no commitment.`,
    "Name the list that `canary commit` keeps (canary-commitments.jsonl).",
  );
}

/** Throws CANARY_COMMITMENTS when a list is given that does not hold the pack's own. */
export function requireOwnCommitment(pack: CanaryPack, listed: readonly string[]): void {
  if (listed.length === 0 || listed.includes(pack.commitment.value)) return;
  throw new TeacherprintError(
    "CANARY_COMMITMENTS",
    `The list of commitments does not hold the commitment of "${pack.packId}".`,
    "Name the list of the owner who committed this pack.",
    { exitCode: ExitCode.checkFailed },
  );
}

function requireDates({ plantedFrom, plantedTo, released }: TermOptions): void {
  const wrong = (option: string, value: string, form: string) =>
    new TeacherprintError("CANARY_DATE", `--${option} ${value} is not a date of the form ${form}.`, `Write ${form}.`);
  for (const [option, value] of [
    ["planted-from", plantedFrom],
    ["planted-to", plantedTo],
  ] as const)
    if (
      value !== undefined &&
      !(
        /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(value) &&
        isDay(value.slice(0, 10)) &&
        !Number.isNaN(Date.parse(value))
      )
    )
      throw wrong(option, value, "2026-03-01 or 2026-03-01T12:00:00Z");
  if (plantedFrom !== undefined && plantedTo !== undefined && isBefore(plantedTo, plantedFrom))
    throw new TeacherprintError("CANARY_DATE", "Planting ends before it begins.", "Exchange the two dates.");
  if (released !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(released)) throw wrong("released", released, "2026-05");
}

/** A day that the calendar has: `Date.parse` takes the 30th of February for the 2nd of March. */
function isDay(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
