import { constants } from "node:fs";
import { mkdir, open, readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { TeacherprintError } from "../errors.js";
import type { CanaryDraft, CanaryPack } from "../keyed/canary/canary-pack.js";
import { parseCanaryDraft, parseCanaryPack } from "../keyed/canary/parse-canary-pack.js";
import { type KeyMaterial, readKeyMaterial } from "../keyed/canary/secrets/key-material.js";
import { decodeText } from "../panel/decode-text.js";
import type { Terminal } from "./terminal.js";

/** A committed pack. Throws CANARY_FILE_NOT_FOUND, PACK_UNREADABLE, CANARY_PACK_INVALID, CANARY_NOT_COMMITTED. */
export async function readCanaryPack(file: string): Promise<CanaryPack> {
  const text = await readCanaryFile(file, "canary pack");
  const draft = parseCanaryDraft(text, file);
  if (draft.commitment === undefined)
    throw new TeacherprintError(
      "CANARY_NOT_COMMITTED",
      `${file} is a draft: it has no commitment.`,
      "Run `teacherprint canary commit` on it first; without a commitment made beforehand there is nothing to test.",
    );
  return parseCanaryPack(text, file);
}

/** A pack with or without commitment. Throws as `readCanaryPack`. */
export async function readCanaryDraft(file: string): Promise<CanaryDraft> {
  return parseCanaryDraft(await readCanaryFile(file, "canary pack"), file);
}

/** A key file or reveal record; says when others may read it. Throws CANARY_FILE_NOT_FOUND, CANARY_KEY_INVALID. */
export async function readCanaryKey(file: string, terminal: Terminal): Promise<KeyMaterial> {
  const text = await readCanaryFile(file, "key file");
  const { mode } = await stat(file);
  const material = readKeyMaterial(text, file);
  if (material.packDigestSha256 !== null && (mode & 0o077) !== 0)
    terminal.note(`${file} can be read by other users of this computer; "chmod 600" keeps the key yours.`);
  return material;
}

/** Throws CANARY_FILE_NOT_FOUND, FILE_NOT_UTF8. */
export async function readCanaryFile(file: string, what: string): Promise<string> {
  return decodeText(await bytesOf(file, what), file);
}

async function bytesOf(file: string, what: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new TeacherprintError(
      "CANARY_FILE_NOT_FOUND",
      `The ${what} ${file} cannot be read${code === "ENOENT" ? ": there is no such file" : ` (${code ?? "unknown fault"})`}.`,
      code === "EISDIR" ? "Name a file, not a folder." : "Check the path.",
    );
  }
}

/**
 * Writes a secret for the user alone (0600), on disk before it returns, and never over another file.
 * Resolves to false when the file is there already. Throws FILE_NOT_WRITTEN, without the content.
 */
export async function writeSecretFile(file: string, content: string): Promise<boolean> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EEXIST") return false;
    throw new TeacherprintError(
      "FILE_NOT_WRITTEN",
      `${file} could not be written (${code ?? "unknown fault"}).`,
      "Check that the folder may be written to and that the disk has room.",
    );
  }
}

/**
 * The public random bytes of a beacon that somebody gives, in small hexadecimal digits; undefined when nobody does.
 * Throws CANARY_BEACON.
 */
export function givenBeacon(pack: CanaryPack, given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const wrong = (happened: string, fix: string) => new TeacherprintError("CANARY_BEACON", happened, fix);
  if (!/^([0-9a-fA-F]{2}){16,64}$/.test(given))
    throw wrong("--beacon-value is not 32 to 128 hexadecimal digits.", "Give the published value of the beacon.");
  if (pack.derivation.beacon.source === "none")
    throw wrong(`The pack "${pack.packId}" uses no beacon, and a value is given.`, "Leave --beacon-value out.");
  return given.toLowerCase();
}

/** The bytes that are mixed into the key: none for a pack without beacon. Throws CANARY_BEACON. */
export function beaconBytes(pack: CanaryPack, hex: string | undefined): Buffer {
  const { source, rule } = pack.derivation.beacon;
  if (source === "none") return Buffer.alloc(0);
  if (hex !== undefined) return Buffer.from(hex, "hex");
  throw new TeacherprintError(
    "CANARY_BEACON",
    `The pack "${pack.packId}" uses the beacon ${source}, and its value is not given.`,
    `Give it with --beacon-value. The pack's rule: ${rule}`,
  );
}
