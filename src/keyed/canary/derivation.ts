import { createHmac, hkdfSync } from "node:crypto";

/**
 * The keyed derivation, byte for byte as published: whoever has key, nonce and beacon recomputes every planted index with
 * HMAC-SHA256 and nothing else.
 */

const domain = "teacherprint-canary/v1";

/** K_eff = HKDF-SHA256(ikm = key, salt = beacon, info = "teacherprint-canary-keff/v1\0" + packId), 32 bytes. */
export function effectiveKey(key: Uint8Array, beacon: Uint8Array, packId: string): Buffer {
  const info = Buffer.from(`teacherprint-canary-keff/v1\0${packId}`, "utf8");
  return Buffer.from(hkdfSync("sha256", key, beacon, info, 32));
}

/** The key of one account cluster, for items whose value depends on the account. */
export function accountKey(effective: Uint8Array, cluster: string): Buffer {
  return createHmac("sha256", effective).update(`teacherprint-canary-account/v1\0${cluster}`, "utf8").digest();
}

/** What is hashed under the key for one item, up to the counter. */
export function indexMessage(packId: string, itemId: string): string {
  return `${domain}\0${packId}\0${itemId}\0`;
}

const twoTo32 = 2 ** 32;

/**
 * Index of 0 .. alternatives - 1, exactly uniform over keys: numbers at or above the largest multiple of `alternatives`
 * are drawn again with the next counter. Throws RangeError unless 1 <= alternatives <= 2^32.
 */
export function plantedIndex(key: Uint8Array, packId: string, itemId: string, alternatives: number): number {
  if (!Number.isInteger(alternatives) || alternatives < 1 || alternatives > twoTo32)
    throw new RangeError(`${alternatives} alternatives: a whole number of 1 .. 2^32 is needed`);
  const limit = twoTo32 - (twoTo32 % alternatives);
  const message = indexMessage(packId, itemId);
  for (let counter = 0; ; counter++) {
    const drawn = createHmac("sha256", key).update(`${message}${counter}`, "utf8").digest().readUInt32BE(0);
    if (drawn < limit) return drawn % alternatives;
  }
}
