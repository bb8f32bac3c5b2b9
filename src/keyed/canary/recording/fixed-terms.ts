import { z } from "zod";
import { ExitCode, TeacherprintError } from "../../../errors.js";
import type { KeyMaterial } from "../secrets/key-material.js";
import { isBefore } from "../testing/order-of-events.js";

/**
 * What a result depends on besides answers and key. Fixed with the answers: whoever may choose any of it once key and
 * answers are known can search for what makes them fit.
 */
export const fixedTermsSchema = z.looseObject({
  commitment: z.string(),
  anchors: z.array(z.looseObject({ type: z.string(), time: z.string(), tokenSha256: z.string().nullable() })),
  beacon: z.looseObject({ value: z.string(), round: z.string().nullable() }).nullable(),
  plantedFrom: z.string().nullable(),
  plantedTo: z.string().nullable(),
  /** `YYYY-MM` of the suspect. */
  released: z.string().nullable(),
  accountClusters: z.array(z.string()),
  earlierFamilyModel: z.boolean().nullable(),
  /** All commitments of the owner that were listed; more may be added later, because that can only raise p. */
  commitments: z.array(z.string()),
});
export type FixedTerms = z.infer<typeof fixedTermsSchema>;

/** The same as it is given on one call; what is left out is undefined. */
export interface GivenTerms extends Pick<FixedTerms, "commitment" | "anchors" | "commitments"> {
  readonly beacon: FixedTerms["beacon"] | undefined;
  readonly plantedFrom: string | null | undefined;
  readonly plantedTo: string | null | undefined;
  readonly released: string | null | undefined;
  readonly accountClusters: string[] | undefined;
  readonly earlierFamilyModel: boolean | null | undefined;
}

/** What counts from now on. */
export function termsOf(given: GivenTerms): FixedTerms {
  return {
    commitment: given.commitment,
    anchors: given.anchors,
    beacon: given.beacon ?? null,
    plantedFrom: given.plantedFrom ?? null,
    plantedTo: given.plantedTo ?? null,
    released: given.released ?? null,
    accountClusters: given.accountClusters ?? [],
    earlierFamilyModel: given.earlierFamilyModel ?? null,
    commitments: given.commitments,
  };
}

/**
 * The terms that count once the key was used: the fixed ones, with commitments that are listed only now. What is left out
 * stays as it was. Throws CANARY_TERMS_CHANGED where anything else is given.
 * @param where the record, as in "in answers.jsonl.frozen.json on 2026-07-01T10:00:00Z"
 */
export function keepTerms(fixed: FixedTerms, given: GivenTerms, where: string): FixedTerms {
  const words = (value: string | null) => value ?? "not stated";
  const yes = (value: boolean | null) => (value === null ? null : value ? "yes" : "no");
  const list = (values: readonly string[]) => (values.length === 0 ? null : [...values].sort().join(", "));
  const anchors = (of: Pick<FixedTerms, "anchors">) =>
    list(of.anchors.map(({ type, time, tokenSha256 }) => `${type} ${time}${tokenSha256 ? ` ${tokenSha256}` : ""}`));
  const changes: [name: string, was: string | null, now: string | null | undefined][] = [
    ["the commitment", fixed.commitment, given.commitment],
    ["the anchors of the commitment", anchors(fixed), anchors(given)],
    ["--beacon-value", fixed.beacon?.value ?? null, given.beacon?.value],
    ["--beacon-round", fixed.beacon?.round ?? null, given.beacon?.round ?? undefined],
    ["--planted-from", fixed.plantedFrom, given.plantedFrom],
    ["--planted-to", fixed.plantedTo, given.plantedTo],
    ["the suspect's publication (--released)", fixed.released, given.released],
    [
      "--account",
      list(fixed.accountClusters),
      given.accountClusters === undefined ? undefined : list(given.accountClusters),
    ],
    [
      "--earlier-family-model",
      yes(fixed.earlierFamilyModel),
      given.earlierFamilyModel === undefined ? undefined : yes(given.earlierFamilyModel),
    ],
  ];
  const changed = changes.filter(([, was, now]) => now !== undefined && now !== was);
  if (changed.length === 0) return { ...fixed, commitments: union(fixed.commitments, given.commitments) };
  throw new TeacherprintError(
    "CANARY_TERMS_CHANGED",
    `What was fixed ${where} is stated otherwise now, and the key was used since: ${changed.map(([name, was, now]) => `${name} was ${words(was)}, now ${words(now ?? null)}`).join("; ")}.`,
    "Give it as it was, or leave it out: the first statement counts, because a later one could be chosen by its result.",
    { exitCode: ExitCode.checkFailed },
  );
}

/** A pack with the commitment and the beacon under which answers were once fixed. */
export interface NamedKey {
  readonly packSha256: string;
  readonly commitment: string;
  /** Hex; null when none was given. */
  readonly beacon: string | null;
}

/**
 * Commitment and beacon of a pack stay those with which answers were first fixed, whether or not a key was used since: both
 * decide the planted values and are in no digest of the pack, so a second one could be searched for until it fits.
 * Throws CANARY_COMMITMENT_FIXED, CANARY_BEACON_FIXED.
 */
export function requireSameKey(earlier: readonly NamedKey[], now: NamedKey, where: string): void {
  const same = earlier.filter(({ packSha256 }) => packSha256 === now.packSha256);
  const otherCommitment = same.find(({ commitment }) => commitment !== now.commitment);
  if (otherCommitment !== undefined)
    throw new TeacherprintError(
      "CANARY_COMMITMENT_FIXED",
      `The answers were fixed ${where} under the commitment ${otherCommitment.commitment} of this pack, not under ${now.commitment}.`,
      "Use the pack with the commitment of that time: a key that is committed after the answers are fixed could be chosen to fit them.",
      { exitCode: ExitCode.checkFailed },
    );
  const otherBeacon = same.find(({ beacon }) => beacon !== null && now.beacon !== null && beacon !== now.beacon);
  if (otherBeacon !== undefined) throw beaconFixed(`fixed ${where}`, otherBeacon.beacon!, now.beacon!);
}

/** The refusal of a second value of a beacon. */
export function beaconFixed(how: string, was: string, now: string): TeacherprintError {
  return new TeacherprintError(
    "CANARY_BEACON_FIXED",
    `The value of the beacon was ${how}: it is ${was}, and ${now} is given now.`,
    "Give the first one, or leave it out: a beacon that is chosen once answers or key are known shows nothing.",
    { exitCode: ExitCode.checkFailed },
  );
}

/**
 * The terms with what the owner's reveal record says. It is opened after the answers are fixed, so it may add the days of
 * planting where none were stated, and commitments; beacon and account clusters must be those that were fixed.
 * Throws CANARY_BEACON_FIXED, CANARY_CLUSTERS_LATE, CANARY_TERMS_CHANGED.
 * @param used whether the key was used before, so that nothing may be added
 */
export function meetReveal(fixed: FixedTerms, material: KeyMaterial, keyFile: string, used: boolean): FixedTerms {
  const beacon = material.beacon?.toString("hex") ?? "";
  if (beacon !== "" && fixed.beacon !== null && beacon !== fixed.beacon.value)
    throw beaconFixed("fixed with the answers", fixed.beacon.value, beacon);
  const late = material.accountClusters.filter((cluster) => !fixed.accountClusters.includes(cluster));
  if (late.length > 0)
    throw new TeacherprintError(
      "CANARY_CLUSTERS_LATE",
      `${keyFile} names account clusters that were not fixed with the answers: ${late.slice(0, 5).join(", ")}${late.length > 5 ? ` and ${late.length - 5} more` : ""}.`,
      used
        ? "The key was used before; only the clusters that were named then count. Take the others out of the reveal record."
        : "Name all clusters with --account: a name that is chosen once the key is known could be chosen to fit.",
      { exitCode: ExitCode.checkFailed },
    );
  const planting = { plantedFrom: material.planting?.first ?? null, plantedTo: material.planting?.last ?? null };
  for (const name of ["plantedFrom", "plantedTo"] as const) {
    const [was, now] = [fixed[name], planting[name]];
    if (now === null || (was === null && !used)) continue;
    if (was === null || isBefore(was, now) || isBefore(now, was))
      throw new TeacherprintError(
        "CANARY_TERMS_CHANGED",
        `${keyFile} says that planting ${name === "plantedFrom" ? "began" : "ended"} at ${now}; fixed with the answers is ${was ?? "that nobody stated it"}.`,
        used
          ? "The key was used before: the first statement counts. Correct the reveal record, or use the key file."
          : "Find out which is right, and give the same with --planted-from and --planted-to.",
        { exitCode: ExitCode.checkFailed },
      );
  }
  return {
    ...fixed,
    plantedFrom: fixed.plantedFrom ?? planting.plantedFrom,
    plantedTo: fixed.plantedTo ?? planting.plantedTo,
    commitments: union(fixed.commitments, material.commitments ?? []),
  };
}

/** The refusal of a record whose key was used when terms were not yet written down. */
export function termsUnknown(where: string): TeacherprintError {
  return new TeacherprintError(
    "CANARY_TERMS_UNKNOWN",
    `The answers were fixed ${where} by an earlier version, which read the key and did not write down beacon, account clusters and dates.`,
    "The result of that time stays as it is. A test by this version needs answers of its own, fixed before the key is used.",
  );
}

function union(left: readonly string[], right: readonly string[]): string[] {
  return [...new Set([...left, ...right])].sort();
}
