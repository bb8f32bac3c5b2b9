import { stat } from "node:fs/promises";
import { ExitCode, TeacherprintError } from "../errors.js";
import { type CanaryPack, defaultDecoyKeys } from "../keyed/canary/canary-pack.js";
import { canaryPackDigest, committedAt } from "../keyed/canary/commitment.js";
import { type FixedTerms, type GivenTerms, meetReveal } from "../keyed/canary/recording/fixed-terms.js";
import { verifyCommitment } from "../keyed/canary/secrets/key-material.js";
import { type NextUse, otherTests, requireSameUse } from "../keyed/canary/secrets/key-uses.js";
import type { CanaryResult } from "../keyed/canary/testing/canary-result.js";
import { earlierFamilyModel } from "../keyed/canary/testing/earlier-family-model.js";
import { judgeCanaries } from "../keyed/canary/testing/judge-canaries.js";
import { keyedLines } from "../report/terminal/keyed.js";
import { openCanaryAnswers } from "./canary-answers-file.js";
import { beaconBytes, readCanaryKey, readCanaryPack } from "./canary-files.js";
import type { CanarySource } from "./canary-source.js";
import { openCanaryStudy } from "./canary-study.js";
import { describeTerms, givenTerms, requireOwnCommitment, type TermOptions } from "./canary-terms.js";
import { noteUse, readUses } from "./canary-uses.js";
import type { Terminal } from "./terminal.js";

export interface CanaryTestOptions extends TermOptions {
  readonly pack: string | undefined;
  readonly key: string | undefined;
  readonly suspect: string | undefined;
  readonly acceptMissing: boolean;
  readonly results: string;
  readonly json: boolean;
}

/**
 * Blind first, then reveal: the answers, and all that the result depends on besides them, are fixed before the key file is
 * opened. Pack and target are checked before, so that a mistyped path costs no blindness.
 */
export async function testCanaries(target: string, options: CanaryTestOptions, terminal: Terminal): Promise<ExitCode> {
  const packFile = needed(options.pack, "--pack", "the pack that was committed");
  const keyFile = needed(options.key, "--key", "the key file, or the owner's reveal record");
  const pack = await readCanaryPack(packFile);
  const given = await givenTerms(pack, packFile, options);
  await requireFile(keyFile);
  const source = await openSource(target, pack, packFile, options, given, terminal);
  try {
    terminal.note(
      `Answers fixed at ${source.frozenAt}, sha256:${source.collected.find(({ model }) => model === source.suspect)!.answersSha256}; now the key is read.`,
    );
    terminal.note(describeTerms(source.terms));
    const { key, beacon, terms, uses, use } = await openKey(keyFile, pack, packFile, source, terminal);
    const keyReadAt = await source.revealed(terms);
    await noteUse(keyFile, uses, use, terminal);
    terminal.note(`Comparing with ${pack.analysis.decoyKeys ?? defaultDecoyKeys} decoy keys.`);
    const result = judgeCanaries(pack, source.collected, source.suspect, {
      key,
      beacon,
      beaconRound: terms.beacon?.round ?? null,
      anchors: terms.anchors.map(({ type, time, tokenSha256 }) => ({ type, time, tokenSha256 })),
      commitment: terms.commitment,
      packDigestSha256: canaryPackDigest(pack).toString("hex"),
      plantedFrom: terms.plantedFrom,
      plantedTo: terms.plantedTo,
      accountClusters: terms.accountClusters,
      commitments: countedCommitments(pack, terms, terminal),
      otherTests: otherTests(uses, use),
      earlierFamilyModel: earlierFamilyModel(committedAt(pack), source.earlierFamilyModels, terms.earlierFamilyModel),
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

/** Opens the key and what goes with it; nothing is computed with a key that does not belong to pack and terms. */
async function openKey(
  keyFile: string,
  pack: CanaryPack,
  packFile: string,
  { terms: fixed, used, suspect, collected }: CanarySource,
  terminal: Terminal,
) {
  const beacon = beaconBytes(pack, fixed.beacon?.value);
  requireOwnCommitment(pack, fixed.commitments);
  try {
    const material = await readCanaryKey(keyFile, terminal);
    verifyCommitment(pack, material, packFile, keyFile);
    requireOwnCommitment(pack, material.commitments ?? []);
    const terms = meetReveal(fixed, material, keyFile, used);
    const { answersSha256 } = collected.find(({ model }) => model === suspect)!;
    const use: NextUse = {
      packId: pack.packId,
      commitment: terms.commitment,
      beacon: terms.beacon?.value ?? null,
      tested: { suspect, answersSha256, terms },
    };
    const uses = await readUses(keyFile);
    requireSameUse(uses, use, keyFile);
    return { key: material.key, beacon, terms, uses, use };
  } catch (error) {
    terminal.note(
      "Nothing was computed with the key: unless an earlier test has used it, what was fixed may still be fixed anew, with the same commitment and beacon.",
    );
    throw error;
  }
}

async function openSource(
  target: string,
  pack: CanaryPack,
  packFile: string,
  options: CanaryTestOptions,
  given: GivenTerms,
  terminal: Terminal,
): Promise<CanarySource> {
  if (target.endsWith(".jsonl")) return openCanaryAnswers(target, pack, options, given, terminal);
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
  return openCanaryStudy(target, options.results, pack, packFile, options.acceptMissing, given, terminal);
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

function countedCommitments(pack: CanaryPack, { commitments }: FixedTerms, terminal: Terminal): string[] {
  if (commitments.length === 0)
    terminal.note(
      "No list of commitments is given (--commitments): this one is counted alone, and the report says that it is 1.",
    );
  return [...new Set([...commitments, pack.commitment.value])].sort();
}

function exitCodeOf({ state }: CanaryResult): ExitCode {
  return state === "not-evaluated" || state === "withheld" || state === "control-excess"
    ? ExitCode.incomplete
    : ExitCode.done;
}
