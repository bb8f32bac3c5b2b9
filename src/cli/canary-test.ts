import { stat } from "node:fs/promises";
import { ExitCode, TeacherprintError } from "../errors.js";
import { type CanaryPack, defaultDecoyKeys } from "../keyed/canary/canary-pack.js";
import { canaryPackDigest, committedAt } from "../keyed/canary/commitment.js";
import { type KeyMaterial, verifyCommitment } from "../keyed/canary/secrets/key-material.js";
import type { CanaryResult } from "../keyed/canary/testing/canary-result.js";
import { judgeCanaries } from "../keyed/canary/testing/judge-canaries.js";
import { isBefore } from "../keyed/canary/testing/order-of-events.js";
import { keyedLines } from "../report/terminal/keyed.js";
import { openCanaryAnswers } from "./canary-answers-file.js";
import { beaconBytes, readCanaryFile, readCanaryKey, readCanaryPack } from "./canary-files.js";
import type { CanarySource } from "./canary-source.js";
import { openCanaryStudy } from "./canary-study.js";
import type { Terminal } from "./terminal.js";

export interface CanaryTestOptions {
  readonly pack: string | undefined;
  readonly key: string | undefined;
  readonly beaconValue: string | undefined;
  readonly plantedFrom: string | undefined;
  readonly plantedTo: string | undefined;
  readonly account: readonly string[];
  readonly commitments: string | undefined;
  readonly earlierFamilyModel: "yes" | "no" | undefined;
  readonly suspect: string | undefined;
  readonly released: string | undefined;
  readonly acceptMissing: boolean;
  readonly results: string;
  readonly json: boolean;
}

/**
 * Blind first, then reveal: the answers are read and fixed by digest before the key file is opened. Pack and target are
 * checked before, so that a mistyped path costs no blindness.
 */
export async function testCanaries(target: string, options: CanaryTestOptions, terminal: Terminal): Promise<ExitCode> {
  const packFile = needed(options.pack, "--pack", "the pack that was committed");
  const keyFile = needed(options.key, "--key", "the key file, or the owner's reveal record");
  requireDates(options);
  const pack = await readCanaryPack(packFile);
  await requireFile(keyFile);
  const source = await openSource(target, pack, packFile, options, terminal);
  try {
    terminal.note(
      `Answers fixed at ${source.frozenAt}, sha256:${source.collected.find(({ model }) => model === source.suspect)!.answersSha256}; now the key is read.`,
    );
    const { material, beacon, commitments } = await openKey(keyFile, pack, packFile, options, terminal);
    const keyReadAt = await source.revealed();
    terminal.note(`Comparing with ${pack.analysis.decoyKeys ?? defaultDecoyKeys} decoy keys.`);
    const result = judgeCanaries(pack, source.collected, source.suspect, {
      key: material.key,
      beacon,
      commitment: pack.commitment.value,
      packDigestSha256: canaryPackDigest(pack).toString("hex"),
      plantedFrom: options.plantedFrom ?? material.planting?.first ?? null,
      plantedTo: options.plantedTo ?? material.planting?.last ?? null,
      accountClusters: options.account.length > 0 ? options.account : material.accountClusters,
      commitments,
      earlierFamilyModel: earlierModel(pack, source, options),
      frozenAt: source.frozenAt,
      keyReadAt,
    });
    const written = await source.keep(result);
    if (options.json) terminal.print(JSON.stringify(result, null, 2));
    else for (const line of keyedLines(result, terminal.width)) terminal.print(line);
    for (const file of written) terminal.note(file);
    return exitCodeOf(result);
  } finally {
    source.close();
  }
}

/** Opens the key and everything that goes with it; nothing is computed with a key that does not belong to the pack. */
async function openKey(
  keyFile: string,
  pack: CanaryPack,
  packFile: string,
  options: CanaryTestOptions,
  terminal: Terminal,
) {
  try {
    const material = await readCanaryKey(keyFile, terminal);
    verifyCommitment(pack, material, packFile, keyFile);
    const beacon = beaconBytes(pack, options.beaconValue, material);
    return { material, beacon, commitments: await listCommitments(pack, material, options, terminal) };
  } catch (error) {
    terminal.note(
      "Nothing was computed with the key: unless an earlier test has used it, what was fixed may still be fixed anew.",
    );
    throw error;
  }
}

async function openSource(
  target: string,
  pack: CanaryPack,
  packFile: string,
  options: CanaryTestOptions,
  terminal: Terminal,
): Promise<CanarySource> {
  if (target.endsWith(".jsonl")) return openCanaryAnswers(target, pack, options, terminal);
  for (const [name, value] of [
    ["suspect", options.suspect],
    ["released", options.released],
  ] as const)
    if (value !== undefined)
      throw new TeacherprintError(
        "CANARY_OPTION",
        `--${name} is for an answers file (.jsonl); a study says it itself.`,
        `Leave --${name} out.`,
      );
  return openCanaryStudy(target, options.results, pack, packFile, options.acceptMissing, terminal);
}

function needed(value: string | undefined, option: string, what: string): string {
  if (value !== undefined) return value;
  throw new TeacherprintError("CANARY_OPTION", `${option} is missing: ${what}.`, `Give it, as in ${option} file.json.`);
}

/** Whether there is a file, without opening it. */
async function requireFile(keyFile: string): Promise<void> {
  const found = await stat(keyFile).catch(() => null);
  if (found?.isFile()) return;
  throw new TeacherprintError(
    "CANARY_FILE_NOT_FOUND",
    `There is no key file ${keyFile}.`,
    "Check the path. Nothing was fixed or read yet.",
  );
}

function requireDates({ plantedFrom, plantedTo, released }: CanaryTestOptions): void {
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

/** All commitments of the owner that could have been tested: whoever tries many packs must count all of them. */
async function listCommitments(
  pack: CanaryPack,
  material: KeyMaterial,
  options: CanaryTestOptions,
  terminal: Terminal,
): Promise<string[]> {
  const listed = new Set(material.commitments ?? []);
  if (options.commitments !== undefined) {
    const text = await readCanaryFile(options.commitments, "list of commitments");
    const found = text.match(/(?<!sha256:)\b[0-9a-f]{64}\b/g) ?? [];
    if (found.length === 0)
      throw new TeacherprintError(
        "CANARY_COMMITMENTS",
        `${options.commitments} holds no commitment.`,
        "Name the list that `canary commit` keeps (canary-commitments.jsonl).",
      );
    for (const commitment of found) listed.add(commitment);
  }
  if (listed.size === 0)
    terminal.note(
      "No list of commitments is given (--commitments): this one is counted alone, and the report says that it is 1.",
    );
  else if (!listed.has(pack.commitment.value))
    throw new TeacherprintError(
      "CANARY_COMMITMENTS",
      `The list of commitments does not hold the commitment of "${pack.packId}".`,
      "Name the list of the owner who committed this pack.",
      { exitCode: ExitCode.checkFailed },
    );
  return [...listed.add(pack.commitment.value)].sort();
}

/** Stated by the user, or known from the study: a model of the suspect's family that is older than the commitment. */
function earlierModel(pack: CanaryPack, source: CanarySource, options: CanaryTestOptions): boolean | null {
  if (options.earlierFamilyModel !== undefined) return options.earlierFamilyModel === "yes";
  const committed = committedAt(pack);
  if (committed === null) return null;
  const month = new Date(committed).toISOString().slice(0, 7);
  return source.earlierFamilyModels.some((released) => released <= month) ? true : null;
}

function exitCodeOf({ state }: CanaryResult): ExitCode {
  return state === "not-evaluated" || state === "withheld" || state === "control-excess"
    ? ExitCode.incomplete
    : ExitCode.done;
}
