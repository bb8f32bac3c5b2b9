import { join } from "node:path";
import { answeredOf, type CollectionSummary } from "../collection/collection-summary.js";
import type { CollectionEstimate } from "../collection/money/estimate-cost.js";
import type { StoredBatch } from "../store/batches.js";
import type { Store } from "../store/store.js";
import type { Slot } from "../study/plan.js";
import type { StoppingRule } from "../study/plan-rules.js";
import type { WaveSteps } from "./collect-in-waves.js";
import { freezeInto } from "./freeze-study.js";
import { interruptible } from "./interrupt.js";
import type { OpenStudy } from "./open-study.js";
import { progressLine } from "./progress-line.js";
import type { Terminal } from "./terminal.js";

export interface CollectionOptions {
  /** JSON file with prices that replace the built-in ones. */
  readonly prices: string | undefined;
  /** Mail address or page of whoever collects; part of the user agent. */
  readonly contact: string | undefined;
  readonly allowPrivateHost: readonly string[];
  /** Why the study was changed since it was begun; the change is then recorded. */
  readonly amend?: string | undefined;
  /** Batches, by id or name, that are not waited for any more. */
  readonly giveUp?: readonly string[];
}

/** Freezes the plan if the user did not, then asks whatever has no answer yet. */
export async function collectStudy(
  open: OpenStudy,
  options: CollectionOptions,
  terminal: Terminal,
): Promise<CollectionSummary> {
  const [
    { collect },
    { loadKeys },
    { requireContact },
    { systemClock, timeNow },
    { openEndpoint },
    { loadPrices },
    { openStore },
    { estimateCost },
    { askedSlots, slotsLeft },
    { endedAuthorisation },
    { handedIn },
    { describeGivenUp, giveUpBatches },
    { modelsOf },
    { describeHead },
  ] = await Promise.all([
    import("../collection/collect.js"),
    import("../collection/checks/keys.js"),
    import("../collection/checks/conduct.js"),
    import("../collection/clock.js"),
    import("../endpoints/open-endpoint.js"),
    import("../collection/money/load-prices.js"),
    import("../store/store.js"),
    import("../collection/money/estimate-cost.js"),
    import("../collection/waves/asked-slots.js"),
    import("../collection/checks/authorisation.js"),
    import("../collection/batch/handed-in.js"),
    import("../collection/batch/give-up.js"),
    import("../collection/order/schedule.js"),
    import("./inspect-ledger.js"),
  ]);
  // Before a folder is made: who has to set a key or name a contact first has nothing to clean up, and no plan is frozen yet.
  const ended = endedAuthorisation(open.plan.authorisation, systemClock.wall()) !== null;
  // Results that are paid for are fetched with the keys of their own providers.
  if (!ended) loadKeys(modelsOf(open.plan), terminal.environment);
  const contact = contactOf(options, terminal);
  requireContact(open.plan, contact.contact);
  const prices = loadPrices(options.prices ?? null);
  const store = await openStore(open.storeFile, { create: true });
  try {
    // Before a change of the plan is recorded, which may be what they stand in the way of.
    const { giveUp = [] } = options;
    if (giveUp.length > 0)
      for (const batch of giveUpBatches(store, giveUp, timeNow(systemClock))) terminal.note(describeGivenUp(batch));
    const { study, changes } = await freezeInto(store, open, options.amend ?? null);
    for (const { what, effect } of changes) terminal.note(`Recorded as a change of the plan (${effect}): ${what}`);
    const cost = estimateCost(study.plan, slotsLeft(study.plan, store), prices);
    const paidFor = ended ? handedIn(store) : null;
    const ahead = paidFor === null ? describeCost(cost) : describeFetching(paidFor);
    if (ahead !== null) terminal.note(ahead);
    const stopFile = join(open.folder, "stop");
    const summary = await interruptible(terminal.note, stopFile, (signal) => {
      const ask = (asks?: (slot: Slot) => boolean) =>
        collect(study.plan, store, {
          clock: systemClock,
          environment: terminal.environment,
          openEndpoint,
          progress: progressLine(terminal, () => performance.now()),
          signal,
          prices,
          ...contact,
          allowedPrivateHosts: options.allowPrivateHost,
          ...(asks === undefined ? {} : { asks }),
        });
      const { stopping } = study.plan;
      if (paidFor !== null) {
        const asked = new Set(askedSlots(study.plan, store).map(({ slot }) => slot));
        return ask(({ slot }) => asked.has(slot));
      }
      return stopping?.rule === "e-process" ? inWaves(study, stopping, store, ask, terminal) : ask();
    });
    return { ...summary, notices: [...summary.notices, describeHead(store)] };
  } finally {
    store.close();
  }
}

/** What is left to ask and what it may cost, said before anything is sent; null where nothing is left, or it costs nothing. */
function describeCost({ requests, usd, unpriced, pricesDate }: CollectionEstimate): string | null {
  if (requests === 0 || (usd.worst === 0 && unpriced.length === 0)) return null;
  const money = (amount: number) => `$${amount.toFixed(2)}`;
  const unknown = unpriced.length > 0 ? `; the price of ${unpriced.join(", ")} is not known` : "";
  return `${requests} questions to ask; cost low / expected / worst: ${money(usd.low)} / ${money(usd.expected)} / ${money(usd.worst)} (prices of ${pricesDate})${unknown}.`;
}

/** Said before results are fetched under an authorisation that has ended; null where there are none. */
function describeFetching(batches: readonly StoredBatch[]): string | null {
  if (batches.length === 0) return null;
  const questions = batches.reduce((sum, { open }) => sum + open, 0);
  const what = batches.length === 1 ? "a batch" : `${batches.length} batches`;
  return `The authorisation of the study has ended, so nothing new is asked. Results of ${what} with ${questions} open questions, handed in while it held, are fetched: they are paid for.`;
}

function contactOf({ contact }: CollectionOptions, { environment }: Terminal): { readonly contact?: string } {
  const said = contact ?? environment.TEACHERPRINT_CONTACT;
  return said === undefined ? {} : { contact: said };
}

async function inWaves(
  study: OpenStudy,
  rule: Extract<StoppingRule, { rule: "e-process" }>,
  store: Store,
  ask: WaveSteps["ask"],
  terminal: Terminal,
): Promise<CollectionSummary> {
  const [
    { collectInWaves },
    { readLooks, recordLook },
    { sequentialLook },
    { readAnswers },
    { lockStudy },
    { systemClock, timeNow },
  ] = await Promise.all([
    import("./collect-in-waves.js"),
    import("../collection/waves/look-record.js"),
    import("./sequential-look.js"),
    import("../store/read-answers.js"),
    import("../store/collector-lock.js"),
    import("../collection/clock.js"),
  ]);
  return collectInWaves(study.plan, {
    ask,
    known: readLooks(store),
    look: (wave) => sequentialLook(study.plan, rule, wave, [...readAnswers(store)], study.references),
    record: (look) => {
      const time = timeNow(systemClock);
      const lock = lockStudy(store.path, { pid: process.pid, since: time.wall, task: "collect" });
      try {
        recordLook(store, look, time);
      } finally {
        lock.release();
      }
    },
    note: terminal.note,
  });
}

/** More models than this are listed only where something about them is odd. */
const longestTable = 12;

/** Says how a collection came out. Throws what kept it from asking the rest, where something did from the start. */
export function tellCollection(summary: CollectionSummary, terminal: Terminal): void {
  terminal.note(describeCollection(summary));
  if (summary.refusal !== null) throw summary.refusal;
}

/** What a user wants to know after a collection: the whole, then a row a model; of many models those that did not simply answer. */
function describeCollection(summary: CollectionSummary): string {
  const lines = summary.models.flatMap(({ model, planned, totals }) => {
    const answered = answeredOf(totals);
    const odd = [
      ["refused", totals.refused],
      ["truncated", totals.truncated],
      ["empty", totals.empty],
      ["invalid", totals.invalid],
      ["errors", totals.error],
    ].flatMap(([word, count]) => (count === 0 ? [] : [`${count} ${word}`]));
    if (answered === planned && odd.length === 0 && summary.models.length > longestTable) return [];
    const cost = totals.nanoUsd > 0 ? `, $${(totals.nanoUsd / 1e9).toFixed(2)}` : "";
    return `  ${model.padEnd(28)} ${answered}/${planned}, ${totals.attempts} requests${cost}${odd.length > 0 ? ` (${odd.join(", ")})` : ""}`;
  });
  const head = `Collection ${summary.status}: ${summary.answered} of ${summary.planned} answers, ${summary.requestsOfThisRun} requests in this run.`;
  return [head, ...lines, ...reasonsOf(summary), ...summary.notices, ...whatNext(summary)].join("\n");
}

function whatNext({ status, models, refusal }: CollectionSummary): string[] {
  const again = "run the same command again: it goes on, and nothing that is answered is asked twice.";
  // A refusal is told by itself, with its own remedy.
  if (status === "complete" || refusal !== null) return [];
  if (models.every(({ stopped }) => stopped === null)) return [`To go on, ${again}`];
  return [
    `Mend what is named above (a key, a server), then ${again}`,
    'If the name or address of a model that has answered nothing is wrong in the study, correct it there and add --amend "why": the change is recorded, and what the others answered stays.',
  ];
}

function reasonsOf({ models, reasons }: CollectionSummary): string[] {
  const stopped = models.flatMap((one) => (one.stopped === null ? [] : [`Given up: ${one.model}: ${one.stopped}`]));
  // The summary says of each given-up endpoint the same in a sentence.
  return [...stopped, ...reasons.filter((reason) => !reason.includes("was given up"))];
}
