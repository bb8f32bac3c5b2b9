import type { ProbeKind } from "../panel/panel.js";

/** Packs whose answers only an exact test against a secret key reads; no trait and no behavioural finding ever does. */
export function isKeyedKind(kind: ProbeKind): boolean {
  return kind === "canary" || kind === "watermark";
}
