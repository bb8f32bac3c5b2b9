import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { CanaryDraft, CanaryPack } from "./canary-pack.js";

/** SHA-256 of the RFC 8785 form of the pack without its commitment, which the commitment covers. */
export function canaryPackDigest(pack: CanaryPack | CanaryDraft): Buffer {
  const { commitment: _, ...covered } = pack;
  return createHash("sha256").update(canonicalize(covered)!, "utf8").digest();
}

/**
 * When the key was committed, RFC 3339: the earliest external anchor; without one the owner's own clock, which shows
 * nothing to others. Null when the pack tells no time.
 */
export function committedAt({ commitment: { anchors } }: CanaryPack): string | null {
  const external = anchors.filter(({ type }) => type !== "none");
  const times = (external.length > 0 ? external : anchors).map(({ time }) => time);
  return times.sort((left, right) => Date.parse(left) - Date.parse(right))[0] ?? null;
}

/** C = SHA-256("teacherprint-canary-commit/v1\0" + key + nonce + pack digest), in hex. */
export function commitmentValue(key: Uint8Array, nonce: Uint8Array, packDigest: Uint8Array): string {
  return createHash("sha256")
    .update("teacherprint-canary-commit/v1\0", "utf8")
    .update(key)
    .update(nonce)
    .update(packDigest)
    .digest("hex");
}
