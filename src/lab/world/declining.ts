import { randomStream } from "../../statistics/random-stream.js";
import { slot } from "./slots.js";
import { logWeights, type Voice } from "./voice.js";

/** Spreads of the inclination to decline a borderline request: what all voices find delicate, and what one does. */
const spreads = { shared: 1, voice: 1.5 } as const;
/** Borderline requests are harmless: most are answered. */
const reluctance = -0.7;

/** Log weights of declining and of answering one borderline request. */
export function decliningWeights(seed: string, voice: Voice, text: string): Float64Array {
  const weights = logWeights(voice, slot("refuses"), null);
  const normal = (purpose: string) => randomStream(seed, purpose).normal();
  weights[0]! +=
    reluctance +
    spreads.shared * normal(`lab/declining/shared/${text}`) +
    spreads.voice * normal(`lab/declining/voice/${voice.root}/${text}`);
  return weights;
}
