import type { CollectionSummary } from "../collection/collection-summary.js";
import { upToWave } from "../collection/waves/asked-slots.js";
import type { Look } from "../collection/waves/look-record.js";
import { type Wave, wavesOf } from "../collection/waves/waves.js";
import type { Plan, Slot } from "../study/plan.js";

export interface WaveSteps {
  /** Asks every question that passes and has no answer yet. */
  readonly ask: (asks: (slot: Slot) => boolean) => Promise<CollectionSummary>;
  /** Looks of earlier runs: each wave is looked at once. */
  readonly known: readonly Look[];
  readonly look: (wave: Wave) => Promise<Look>;
  /** Writes a look down before anything follows from it. */
  readonly record: (look: Look) => void;
  readonly note: (text: string) => void;
}

/**
 * Collects wave by wave until the sequential test stops or the last wave is asked, then what the test does not read. Looks
 * happen after whole waves only. Ends earlier when the user or a limit stops it, or the suspect cannot be asked.
 */
export async function collectInWaves(plan: Plan, steps: WaveSteps): Promise<CollectionSummary> {
  const waves = wavesOf(plan);
  const rest = waves.at(-1)!;
  const summaries: CollectionSummary[] = [];
  let last = 0;
  for (const wave of waves.slice(0, -1)) {
    last = wave.number;
    const earlier = steps.known.find((one) => one.wave === wave.number);
    if (earlier === undefined) {
      const summary = await steps.ask(upToWave(wave.number, null));
      summaries.push(summary);
      if (!mayGoOn(summary, plan)) return together(summaries);
    }
    const look = earlier ?? (await steps.look(wave));
    if (earlier === undefined) {
      steps.record(look);
      steps.note(describeLook(look));
    }
    if (look.decision === "stop") break;
  }
  summaries.push(await steps.ask(upToWave(last, rest.number)));
  return together(summaries);
}

/** A model that was given up must not hold up the others; without the suspect there is nothing to look at. */
function mayGoOn({ status, limitReached, models }: CollectionSummary, plan: Plan): boolean {
  if (status === "complete") return true;
  if (status === "interrupted" || limitReached) return false;
  return (
    models.some(({ stopped }) => stopped !== null) &&
    !models.some(({ model, stopped }) => model === plan.suspect.id && stopped !== null)
  );
}

/** The last summary counts the whole study; requests and notices are those of all its runs. */
function together(summaries: readonly CollectionSummary[]): CollectionSummary {
  const last = summaries.at(-1)!;
  return {
    ...last,
    requestsOfThisRun: summaries.reduce((sum, one) => sum + one.requestsOfThisRun, 0),
    orphansFound: summaries.reduce((sum, one) => sum + one.orphansFound, 0),
    notices: [...new Set(summaries.flatMap(({ notices }) => notices))],
  };
}

export function describeLook({ probes, group, lnE, bound, decision }: Look): string {
  if (lnE === null)
    return `After ${probes} text questions the test for ${group} cannot be done yet; the study goes on.`;
  const reached = `E = ${Math.exp(lnE).toPrecision(2)} for ${group}, bound ${bound.toPrecision(3)}`;
  return decision === "stop"
    ? `After ${probes} text questions the sequential test has reached its bound (${reached}); no further text questions are asked.`
    : `After ${probes} text questions: ${reached}; the study goes on. Not reaching the bound means nothing.`;
}
