import { join } from "node:path";
import { systemClock, timeNow } from "../collection/clock.js";
import { schedule } from "../collection/order/schedule.js";
import { TeacherprintError } from "../errors.js";
import { keyedFindings } from "../findings/keyed-findings.js";
import type { CanaryPack } from "../keyed/canary/canary-pack.js";
import { canaryPackDigest } from "../keyed/canary/commitment.js";
import { canaryProbePackDigest, itemOfProbe, probePackId } from "../keyed/canary/probe-pack.js";
import { type CanaryReply, type FrozenAnswers, readCollection } from "../keyed/canary/reading/read-collection.js";
import { readCanaryResults, recordResult } from "../keyed/canary/recording/canary-results.js";
import type { GivenTerms } from "../keyed/canary/recording/fixed-terms.js";
import { freezeAnswers, recordReveal } from "../keyed/canary/recording/ledger.js";
import { lockStudy } from "../store/collector-lock.js";
import { readAnswers } from "../store/read-answers.js";
import { requireSoundLedger } from "../store/require-sound-ledger.js";
import { openStore, type Store } from "../store/store.js";
import type { CanarySource } from "./canary-source.js";
import { sealFindings, stateOfFindings } from "./findings-seal.js";
import { type OpenStudy, openStudy, underBoundPlan } from "./open-study.js";
import { readFindings } from "./read-findings.js";
import type { Terminal } from "./terminal.js";
import { describeRemoved, writeReports } from "./write-reports.js";

/** The answers to a canary pack in a study's store, frozen in its ledger. */
export async function openCanaryStudy(
  file: string,
  results: string,
  pack: CanaryPack,
  packFile: string,
  acceptMissing: boolean,
  given: GivenTerms,
  terminal: Terminal,
): Promise<CanarySource> {
  const open = await openStudy(file, results, terminal);
  requirePack(open, pack, packFile);
  // Only a study that has a ledger can be tested; nothing is made here.
  (await openStore(open.storeFile, { readOnly: true })).close();
  const store = await openStore(open.storeFile);
  const { wall } = timeNow(systemClock);
  const lock = holding(store, () => lockStudy(store.path, { pid: process.pid, since: wall, task: "canary test" }));
  try {
    requireSoundLedger(store);
    const study = underBoundPlan(open, store);
    const now = readReplies(study, store, pack, acceptMissing);
    const frozen = freezeAnswers(
      store,
      pack,
      now,
      { ...given, released: study.plan.suspect.released },
      timeNow(systemClock),
    );
    const { wall: frozenAt, collected, changedSince, terms, used } = frozen;
    if (changedSince)
      terminal.note(
        `The study's answers have changed since the key was first read; those fixed at ${frozenAt} are the ones that count.`,
      );
    return {
      suspect: study.plan.suspect.id,
      collected,
      frozenAt,
      earlierFamilyModels: [...study.plan.teachers, ...study.plan.controls]
        .filter(({ family }) => family === study.plan.suspect.family)
        .flatMap(({ released }) => (released === null ? [] : [released])),
      terms,
      used,
      revealed: async (counting) => recordReveal(store, pack, counting, timeNow(systemClock)),
      keep: async (result) => {
        recordResult(store, result, timeNow(systemClock));
        return intoFindings(study, store, terminal);
      },
      close: () => {
        lock.release();
        store.close();
      },
    };
  } catch (error) {
    lock.release();
    store.close();
    throw error;
  }
}

function holding<Result>(store: Store, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    store.close();
    throw error;
  }
}

/** The study asked exactly the questions that follow from this pack. */
function requirePack({ plan }: OpenStudy, pack: CanaryPack, packFile: string): void {
  const id = probePackId(pack.packId);
  const asked = plan.packs.find((one) => one.id === id);
  if (asked === undefined)
    throw new TeacherprintError(
      "CANARY_NOT_ASKED",
      `The study does not ask the pack "${id}" that belongs to ${packFile}.`,
      `Put the file ${pack.packId}.probes.json, which \`canary commit\` wrote, among the packs of a study, and collect it.`,
    );
  if (asked.digest !== canaryProbePackDigest(pack))
    throw new TeacherprintError(
      "CANARY_PACK_ALTERED",
      `The questions that the study asks under "${id}" are not those of ${packFile}.`,
      "One of the two was changed after the commitment. Use the pack as it was committed, and its own probes.json.",
    );
}

function readReplies(study: OpenStudy, store: Store, pack: CanaryPack, acceptMissing: boolean): FrozenAnswers[] {
  const { plan } = study;
  const id = probePackId(pack.packId);
  const replies = new Map<string, CanaryReply[]>();
  for (const { pack: of, model, probe, status, text, source } of readAnswers(store)) {
    const place = of === id ? itemOfProbe(probe) : null;
    // What was given up or cannot be read as a reply never came.
    if (place === null || status === "error" || status === "invalid") continue;
    const readable = status === "ok" || status === "truncated";
    replies.set(model, [...(replies.get(model) ?? []), { ...place, text: readable ? text : null, source }]);
  }
  const slots = schedule(plan).filter((slot) => slot.pack === id && slot.sentinel === undefined);
  const planned = new Map<string, number>();
  for (const { model } of slots) planned.set(model, (planned.get(model) ?? 0) + 1);
  const models = [plan.suspect, ...plan.teachers, ...plan.controls];
  const missing = models.flatMap((model) => {
    const count = (planned.get(model.id) ?? 0) - (replies.get(model.id)?.length ?? 0);
    return count > 0 ? [`${model.id} ${count}`] : [];
  });
  if (missing.length > 0 && !acceptMissing)
    throw new TeacherprintError(
      "CANARY_ANSWERS_MISSING",
      `Answers to "${id}" are missing: ${missing.slice(0, 5).join(", ")}${missing.length > 5 ? ` and ${missing.length - 5} more models` : ""}. The key was not read.`,
      "Collect them first: once the key is read, no further answer counts. Or give --accept-missing; what is missing then counts as a miss.",
    );
  return models.map((model) =>
    readCollection(
      pack,
      canaryPackDigest(pack).toString("hex"),
      {
        model: model.id,
        role: model.role,
        family: model.family,
        released: model.released,
        ...(model.inRun?.kind === "positive" ? { knownStudent: true as const } : {}),
      },
      replies.get(model.id) ?? [],
      planned.get(model.id) ?? 0,
    ),
  );
}

/** Puts the keyed results beside the behavioural ones of the last comparison, if there was one; changes nothing else. */
async function intoFindings(study: OpenStudy, store: Store, terminal: Terminal): Promise<readonly string[]> {
  const file = join(study.folder, "findings.json");
  const findings = await readFindings(file).catch(() => null);
  if (findings === null || findings.plan !== study.planDigest) return [];
  const keyed = keyedFindings(readCanaryResults(store));
  const state = await stateOfFindings(file);
  const { files, removed } = await writeReports({ ...findings, keyed }, study.folder, ["json", "html", "md"]);
  // What was changed by another hand stays marked so.
  if (state === "as written") await sealFindings(study.folder);
  if (removed !== null) terminal.note(describeRemoved(removed));
  return files;
}
