import { closeSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";

export type StoredArray = Int32Array | Uint8Array | Uint16Array | Float32Array | Float64Array;
/** Named arrays and a few plain numbers: what one step of the preparation leaves behind. */
export interface Artefact {
  readonly numbers: Readonly<Record<string, number>>;
  readonly arrays: Readonly<Record<string, StoredArray>>;
}

const arrayTypes = { Int32Array, Uint8Array, Uint16Array, Float32Array, Float64Array } as const;
type ArrayType = keyof typeof arrayTypes;

const form = "teacherprint.artefact/v2";

interface Header {
  readonly schema: typeof form;
  readonly numbers: Record<string, number>;
  readonly arrays: readonly {
    readonly name: string;
    readonly type: ArrayType;
    readonly length: number;
    readonly crc32: number;
  }[];
}

const headerBytes = 4;

/**
 * Writes an artefact: length of the header, header as JSON, then the arrays as they stand in memory, each at a multiple of
 * 8 bytes. Appears under its name only when whole.
 */
export function writeArtefact(file: string, artefact: Artefact): void {
  const names = Object.keys(artefact.arrays).sort();
  const header: Header = {
    schema: form,
    numbers: { ...artefact.numbers },
    arrays: names.map((name) => {
      const array = artefact.arrays[name]!;
      const type = array.constructor.name as ArrayType;
      return { name, type, length: array.length, crc32: crc32(bytesOf(array)) };
    }),
  };
  const json = Buffer.from(JSON.stringify(header));
  const prefix = Buffer.alloc(padded(headerBytes + json.length));
  prefix.writeUInt32LE(json.length, 0);
  json.copy(prefix, headerBytes);
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.unfinished`;
  const handle = openSync(unfinished, "w");
  try {
    writeAll(handle, prefix);
    for (const name of names) {
      const array = artefact.arrays[name]!;
      writeAll(handle, bytesOf(array));
      writeAll(handle, Buffer.alloc(padded(array.byteLength) - array.byteLength));
    }
  } catch (error) {
    closeSync(handle);
    rmSync(unfinished, { force: true });
    throw error;
  }
  closeSync(handle);
  renameSync(unfinished, file);
}

/**
 * Reads an artefact into shared memory. Null if there is none, or it is not whole: after a loss of power a file may have its
 * length and not its bytes.
 */
export function readArtefact(file: string): Artefact | null {
  let handle: number;
  try {
    handle = openSync(file, "r");
  } catch {
    return null;
  }
  try {
    const size = Buffer.alloc(headerBytes);
    if (!readAll(handle, size, 0)) return null;
    const json = Buffer.alloc(size.readUInt32LE(0));
    if (!readAll(handle, json, headerBytes)) return null;
    const header = JSON.parse(json.toString("utf8")) as Header;
    if (header.schema !== form) return null;
    const arrays: Record<string, StoredArray> = {};
    let position = padded(headerBytes + json.length);
    for (const { name, type, length, crc32: written } of header.arrays) {
      const bytes = length * arrayTypes[type].BYTES_PER_ELEMENT;
      const buffer = new SharedArrayBuffer(bytes);
      const payload = new Uint8Array(buffer);
      if (!readAll(handle, payload, position) || crc32(payload) !== written) return null;
      arrays[name] = new (arrayTypes[type] as new (memory: SharedArrayBuffer) => StoredArray)(buffer);
      position += padded(bytes);
    }
    return { numbers: header.numbers, arrays };
  } catch {
    return null;
  } finally {
    closeSync(handle);
  }
}

const bytesOf = (array: StoredArray): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;

function writeAll(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at, bytes.length - at);
}

function readAll(handle: number, into: Uint8Array, position: number): boolean {
  for (let at = 0; at < into.length; ) {
    const count = readSync(handle, into, at, into.length - at, position + at);
    if (count === 0) return false;
    at += count;
  }
  return true;
}
