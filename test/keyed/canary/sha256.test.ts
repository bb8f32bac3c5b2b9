import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { FastHmac, messageBlocks } from "../../../src/keyed/canary/sha256.js";

test("equals node:crypto for any key and message, also when the key changes in between", () => {
  const hmac = new FastHmac();
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 4 }),
      (key, messages) => {
        hmac.setKey(key);
        for (const message of messages)
          expect(hmac.uint32(messageBlocks(message))).toBe(
            createHmac("sha256", key).update(message).digest().readUInt32BE(0),
          );
      },
    ),
  );
});

test("every length around the edges of a block", () => {
  const hmac = new FastHmac();
  const key = Buffer.alloc(32, 5);
  hmac.setKey(key);
  for (let length = 0; length <= 200; length++) {
    const message = Buffer.alloc(length, length);
    expect(hmac.uint32(messageBlocks(message)), `${length}`).toBe(
      createHmac("sha256", key).update(message).digest().readUInt32BE(0),
    );
  }
});

test("a key of another length is refused", () => {
  expect(() => new FastHmac().setKey(Buffer.alloc(31))).toThrow(RangeError);
});
