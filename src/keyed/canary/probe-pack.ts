import { packDigest } from "../../probes/pack-digest.js";
import type { PackFile } from "../../probes/pack-schema.js";
import { toPack } from "../../probes/parse-pack.js";
import type { CanaryDraft, CanaryPack } from "./canary-pack.js";
import { canaryPackDigest } from "./commitment.js";

const temperature = 0.7;
const maxTokens = 64;

/** Id of the probe pack that asks for a canary pack. */
export function probePackId(packId: string): string {
  return packId.replaceAll(/[._]/g, "-");
}

/**
 * The questions of a canary pack as a probe pack of kind `canary`, one probe for each item and wording: what a study asks.
 * Follows from the public part alone, so that anyone can see that a study asked exactly this pack.
 */
export function canaryProbePack(pack: CanaryPack | CanaryDraft): PackFile {
  return {
    id: probePackId(pack.packId),
    version: "1.0.0",
    title: `Questions of the canary pack ${pack.packId}`,
    description: `Asks for the planted values of ${pack.packId} (sha256:${canaryPackDigest(pack).toString("hex")}). No key and no planted value is in it. Made by teacherprint; do not edit.`,
    kind: "canary",
    language: "und",
    licence: "LicenseRef-canary",
    split: "public",
    defaults: { samples: pack.analysis.samplesPerProbe, temperature, maxTokens },
    probes: pack.items.flatMap((item) =>
      item.probes.map(({ messages, params }, wording) => ({
        id: probeIdOf(item.id, wording),
        messages: messages.map(({ role, content }) => ({ role, content })),
        topic: item.kind,
        // Items of one sort ask alike on purpose.
        pair: (item.contextTags?.[0] ?? item.kind).slice(0, 64),
        ...numberOf(params, "temperature", 0, 2),
        ...numberOf(params, "maxTokens", 1, 32_000),
      })),
    ),
  };
}

/** Digest that a plan gives for the questions of this pack. */
export function canaryProbePackDigest(pack: CanaryPack): string {
  return packDigest(toPack(canaryProbePack(pack)));
}

export function probeIdOf(item: string, wording: number): string {
  return `w${wording + 1}-${item}`;
}

/** Item and wording (from 0) of a probe; null for a probe of another pack. */
export function itemOfProbe(probe: string): { readonly item: string; readonly wording: number } | null {
  const parts = /^w([1-9]\d*)-(.+)$/u.exec(probe);
  return parts === null ? null : { wording: Number(parts[1]) - 1, item: parts[2]! };
}

function numberOf(params: Readonly<Record<string, unknown>> | undefined, name: string, least: number, most: number) {
  const given = params?.[name];
  return typeof given === "number" && given >= least && given <= most ? { [name]: given } : {};
}
