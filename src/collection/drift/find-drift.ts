import { randomStream } from "../../statistics/random-stream.js";
import { readSentinelAnswers } from "../../store/read-answers.js";
import type { Store } from "../../store/store.js";
import { type DriftTest, driftTest } from "./drift-test.js";

export interface EndpointDrift extends DriftTest {
  readonly model: string;
  /** Whether p is below `driftAlpha`. */
  readonly changed: boolean;
}

const places = ["start", "middle", "end"] as const;
const draws = 1999;

/** Below this an endpoint is said to have changed under way. */
export const driftAlpha = 0.01;

/** The drift test of every model that has sentinel answers; empty for plans without sentinels. */
export function findDrift(store: Store, seed: string): EndpointDrift[] {
  const byModel = new Map<string, Map<string, string[][]>>();
  for (const answer of readSentinelAnswers(store)) {
    if (answer.sentinel === null || answer.text === "") continue;
    const byProbe = byModel.get(answer.model) ?? new Map<string, string[][]>();
    byModel.set(answer.model, byProbe);
    const key = `${answer.pack}/${answer.probe}`;
    const answers = byProbe.get(key) ?? places.map((): string[] => []);
    byProbe.set(key, answers);
    answers[places.indexOf(answer.sentinel)]!.push(answer.text);
  }
  return [...byModel]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([model, byProbe]) => {
      const probes = [...byProbe].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, answers]) => answers);
      const test = driftTest(probes, draws, randomStream(seed, `collection/drift/${model}`));
      return { model, ...test, changed: test.p !== null && test.p < driftAlpha };
    });
}
