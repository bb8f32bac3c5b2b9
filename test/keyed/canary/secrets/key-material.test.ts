import { describe, expect, test } from "vitest";
import { ExitCode, TeacherprintError } from "../../../../src/errors.js";
import type { CanaryPack } from "../../../../src/keyed/canary/canary-pack.js";
import { readKeyMaterial, verifyCommitment } from "../../../../src/keyed/canary/secrets/key-material.js";
import { golden } from "../golden.js";

const keyFile = {
  schema: "teacherprint.canary-key/v1",
  packId: golden.pack_id,
  packDigestSha256: golden.pack_digest_sha256,
  K: golden.key_hex,
  nonce: golden.nonce_hex,
};
const reveal = {
  schema: "teacherprint.canary-reveal/v1",
  packId: golden.pack_id,
  K: golden.key_hex,
  nonce: golden.nonce_hex,
  beacon: golden.beacon_hex,
  planting: { root: "0".repeat(64), size: 9, first: "2026-01-02T00:00:00Z", last: "2026-02-01T00:00:00Z" },
  commitments: [golden.commitment],
};

function thrown(work: () => unknown): TeacherprintError {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(TeacherprintError);
    return error as TeacherprintError;
  }
  throw new Error("nothing was thrown");
}

describe("reading", () => {
  test("a key file", () => {
    const read = readKeyMaterial(JSON.stringify(keyFile), "k.json");
    expect(read).toMatchObject({ packId: golden.pack_id, packDigestSha256: golden.pack_digest_sha256, beacon: null });
    expect(read.key.toString("hex")).toBe(golden.key_hex);
    expect(read.nonce.toString("hex")).toBe(golden.nonce_hex);
  });

  test("a reveal record", () => {
    const read = readKeyMaterial(JSON.stringify(reveal), "r.json");
    expect(read.beacon!.toString("hex")).toBe(golden.beacon_hex);
    expect(read).toMatchObject({
      packDigestSha256: null,
      planting: { first: "2026-01-02T00:00:00Z", last: "2026-02-01T00:00:00Z" },
      commitments: [golden.commitment],
    });
  });

  test.each([
    ["no JSON", `{"K": "${golden.key_hex}`, /is not JSON/],
    ["an empty file", "  \n", /is empty/],
    ["another document", JSON.stringify({ schema: "x", K: golden.key_hex }), /is neither a canary key file/],
    ["nothing", "null", /is neither/],
    ["a short key", JSON.stringify({ ...keyFile, K: golden.key_hex.slice(2) }), /look at K/],
    ["no nonce", JSON.stringify({ ...keyFile, nonce: undefined }), /look at nonce/],
    ["an unknown field", JSON.stringify({ ...reveal, [golden.key_hex]: 1 }), /look at the document/],
    ["a date that is none", JSON.stringify({ ...reveal, planting: { first: "x", last: "y" } }), /planting\.first/],
  ])("%s: told without what stands in it", (_, text, happened) => {
    const error = thrown(() => readKeyMaterial(text, "k.json"));
    expect(error.code).toBe("CANARY_KEY_INVALID");
    expect(error.happened).toMatch(happened);
    const said = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
    expect(said).not.toContain(golden.key_hex.slice(0, 16));
    expect(said).not.toContain(golden.nonce_hex.slice(0, 16));
  });
});

describe("verification", () => {
  const material = readKeyMaterial(JSON.stringify(keyFile), "k.json");
  const revealed = readKeyMaterial(JSON.stringify(reveal), "r.json");
  const codeOf = (pack: CanaryPack, of = material) => {
    const error = thrown(() => verifyCommitment(pack, of, "p.json", "k.json"));
    expect(error.exitCode).toBe(ExitCode.checkFailed);
    expect(error.message).not.toContain(golden.key_hex);
    return error.code;
  };
  const { pack } = golden;
  const altered = { ...pack, analysis: { ...pack.analysis, alpha: 0.05 } };

  test("key and pack belong together", () => {
    expect(() => verifyCommitment(pack, material, "p.json", "k.json")).not.toThrow();
    expect(() => verifyCommitment(pack, revealed, "p.json", "r.json")).not.toThrow();
  });

  test("an anchor may be added", () => {
    const anchors = [...pack.commitment.anchors, { type: "rfc3161" as const, time: "2026-01-01T00:01:00Z" }];
    const anchored = { ...pack, commitment: { ...pack.commitment, anchors } };
    expect(() => verifyCommitment(anchored, material, "p.json", "k.json")).not.toThrow();
  });

  test("the key of another pack, an altered pack, another key, another nonce, another commitment", () => {
    expect(codeOf(pack, { ...material, packId: "other" })).toBe("CANARY_KEY_OTHER_PACK");
    expect(codeOf(altered)).toBe("CANARY_PACK_ALTERED");
    expect(codeOf(altered, revealed)).toBe("CANARY_COMMITMENT_DIFFERS");
    expect(codeOf(pack, { ...material, key: material.nonce })).toBe("CANARY_COMMITMENT_DIFFERS");
    expect(codeOf(pack, { ...material, nonce: material.key })).toBe("CANARY_COMMITMENT_DIFFERS");
    const otherValue = { ...pack, commitment: { ...pack.commitment, value: "0".repeat(64) } };
    expect(codeOf(otherValue)).toBe("CANARY_COMMITMENT_DIFFERS");
  });
});
