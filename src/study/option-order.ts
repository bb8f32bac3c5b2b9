import { withOptionsInOrder } from "../probes/option-marks.js";
import type { Pack, Probe } from "../probes/pack.js";
import { randomStream } from "../statistics/random-stream.js";

/**
 * A pack's probes with their options in an order drawn from the study's seed, in the question and in the reader alike, so
 * that the plan shows what was asked. Every model of a study sees the same order. Of a pair, the second probe lists the
 * options the other way round from the first: which edit has which order is chance, and no edit always has the same.
 * Probes whose order is fixed stay as they are. Pure: seed, pack id and the id of pair or probe decide.
 */
export function withOptionsShuffled(pack: Pack, seed: string): Probe[] {
  const met = new Map<string, number>();
  return pack.probes.map((probe) => {
    const { marked, answer, pair } = probe;
    if (marked === null || answer?.type !== "one-of") return probe;
    const place = pair === null ? 0 : (met.get(pair) ?? 0);
    if (pair !== null) met.set(pair, place + 1);
    const drawn = drawOrder(seed, `${pack.id}/${pair === null ? `probe/${probe.id}` : `pair/${pair}`}`, answer.options);
    const order = place % 2 === 1 ? drawn.reverse() : drawn;
    return {
      ...probe,
      messages: marked.map(({ role, content }) => ({ role, content: withOptionsInOrder(content, order) })),
      answer: { ...answer, options: order.map((option) => answer.options[option]!) },
    };
  });
}

function drawOrder(seed: string, what: string, options: readonly string[]): number[] {
  return randomStream(seed, `study/option-order/${what}`).shuffle([...options.keys()]);
}
