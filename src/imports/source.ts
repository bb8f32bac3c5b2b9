import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { TeacherprintError } from "../errors.js";
import { decodeText, isUtf16, notUtf8 } from "../panel/decode-text.js";
import { unreadableFile } from "./import-errors.js";

export interface Line {
  readonly number: number;
  readonly text: string;
}

const nothingImported = "Nothing was imported.";

/** Longest text that Node can hold, with room to spare. */
const longestText = 500_000_000;

/** A file of answers, plain or gzip, read once from its beginning to its end while its digest is taken. */
export class Source {
  readonly name: string;
  readonly #hash: Hash = createHash("sha256");

  constructor(readonly file: string) {
    this.name = basename(file);
  }

  /** SHA-256 in hex of the bytes on disk; true only after the file was read to its end. */
  digest(): string {
    return this.#hash.copy().digest("hex");
  }

  /** Lines end at a line feed alone: JSON may hold other separators inside a string. */
  async *lines(): AsyncGenerator<Line> {
    let number = 0;
    let rest: Buffer[] = [];
    let size = 0;
    for await (const piece of this.#bytes()) {
      let from = 0;
      for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, from)) {
        number += 1;
        yield { number, text: this.#decode([...rest, piece.subarray(from, end)], number) };
        rest = [];
        size = 0;
        from = end + 1;
      }
      if (from < piece.length) rest.push(piece.subarray(from));
      size += piece.length - from;
      if (size > longestText) throw tooLarge(this.file, "a line");
    }
    if (rest.length > 0) yield { number: number + 1, text: this.#decode(rest, number + 1) };
  }

  async text(): Promise<string> {
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of this.#bytes()) {
      pieces.push(piece);
      size += piece.length;
      if (size > longestText) throw tooLarge(this.file, "the text");
    }
    return this.#decode(pieces);
  }

  /** The first characters, for telling the format; nothing is hashed. */
  static async head(file: string, length: number): Promise<string> {
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of new Source(file).#bytes()) {
      pieces.push(piece);
      size += piece.length;
      if (size >= length) break;
    }
    const start = Buffer.concat(pieces).subarray(0, length);
    if (isUtf16(start)) throw notUtf8(file, "UTF-16", nothingImported);
    return start.toString("utf8").replace(/^\uFEFF/, "");
  }

  async *#bytes(): AsyncGenerator<Buffer> {
    const start = await firstBytes(this.file);
    if (start.equals(zipStart)) throw isArchive(this.file);
    if (isUtf16(start)) throw notUtf8(this.file, "UTF-16", nothingImported);
    const raw = this.#hashed();
    if (!start.subarray(0, 2).equals(gzipStart)) {
      yield* raw;
      return;
    }
    const unpacked = createGunzip();
    pipeline(raw, unpacked, () => {});
    try {
      for await (const piece of unpacked) yield piece as Buffer;
    } catch (error) {
      if (error instanceof TeacherprintError) throw error;
      throw new TeacherprintError(
        "IMPORT_DAMAGED",
        `"${this.file}" is not a whole gzip file (${(error as Error).message}). Nothing was imported.`,
        "Copy the file again; it may have been cut off.",
        { cause: error },
      );
    }
  }

  async *#hashed(): AsyncGenerator<Buffer> {
    try {
      for await (const piece of createReadStream(this.file)) {
        this.#hash.update(piece as Buffer);
        yield piece as Buffer;
      }
    } catch (error) {
      throw unreadableFile(this.file, error);
    }
  }

  #decode(pieces: readonly Buffer[], line = 1): string {
    return decodeText(Buffer.concat(pieces), this.file, { consequence: nothingImported, line });
  }
}

const gzipStart = Buffer.from([0x1f, 0x8b]);
const zipStart = Buffer.from("PK\u0003\u0004", "latin1");

async function firstBytes(file: string): Promise<Buffer> {
  try {
    const handle = await open(file, "r");
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unreadableFile(file, error);
  }
}

function isArchive(file: string): TeacherprintError {
  const inspect = file.endsWith(".eval");
  return new TeacherprintError(
    "IMPORT_IS_ARCHIVE",
    `"${file}" is a zip archive.`,
    inspect
      ? "Write the Inspect log as JSON first: inspect log convert <file> --to json --output-dir <folder>."
      : "Unpack it and import the file inside. An Inspect log in the eval format is written as JSON with: inspect log convert <file> --to json --output-dir <folder>.",
  );
}

function tooLarge(file: string, what: string): TeacherprintError {
  return new TeacherprintError(
    "IMPORT_TOO_LARGE",
    `In "${file}" ${what} is longer than ${longestText / 1_000_000} MB. Nothing was imported.`,
    "Split it, or write the answers as JSONL, which is read line by line.",
  );
}
