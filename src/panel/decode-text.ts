import { isUtf8 } from "node:buffer";
import { TeacherprintError } from "../errors.js";

const lineFeed = 10;

export interface DecodeSettings {
  /** Said after what is wrong, such as "Nothing was imported." */
  readonly consequence?: string;
  /** Number of the first line, where the bytes are a part of the file; from 1. */
  readonly line?: number;
}

/**
 * Text of a file that a user wrote: strict UTF-8, without a byte order mark. Any other encoding would be read as other text
 * without a word. Throws FILE_NOT_UTF8 naming file, line and byte.
 */
export function decodeText(bytes: Uint8Array, file: string, { consequence, line = 1 }: DecodeSettings = {}): string {
  if (line === 1 && isUtf16(bytes)) throw notUtf8(file, "UTF-16", consequence);
  if (!isUtf8(bytes)) {
    const bad = firstBad(bytes);
    throw notUtf8(file, { line: line + bad.line - 1, byte: bad.byte }, consequence);
  }
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marked = whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf;
  return whole.toString("utf8", marked ? 3 : 0);
}

/**
 * Whether bytes begin as UTF-16: with its mark, or, as every file that is read here begins with ASCII characters, with a zero
 * in every second place. Four bytes tell.
 */
export function isUtf16(start: Uint8Array): boolean {
  const [first, second, third, fourth] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  if (start.length < 4) return false;
  return (first === 0) !== (second === 0) && (first === 0) === (third === 0) && (second === 0) === (fourth === 0);
}

/** @param what the name of the encoding that the whole file has, or the first byte that cannot stand where it stands */
export function notUtf8(
  file: string,
  what: "UTF-16" | { readonly line: number; readonly byte: number },
  consequence = "",
): TeacherprintError {
  const said = consequence === "" ? "" : ` ${consequence}`;
  const convert = (from: string) =>
    `Save it as UTF-8, for example with: iconv -f ${from} -t UTF-8 <old file> > <new file>`;
  if (what === "UTF-16")
    return new TeacherprintError("FILE_NOT_UTF8", `${file} is ${what}, not UTF-8.${said}`, convert(what));
  return new TeacherprintError(
    "FILE_NOT_UTF8",
    `${file}, line ${what.line}: the text is not UTF-8 (byte 0x${what.byte.toString(16).padStart(2, "0")}).${said}`,
    `${convert("WINDOWS-1252")} (or the encoding that it has; a file that was cut off may end within a character).`,
  );
}

/** Line from 1. */
function firstBad(bytes: Uint8Array): { line: number; byte: number } {
  let line = 1;
  let from = 0;
  for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, from)) {
    if (!isUtf8(bytes.subarray(from, end))) break;
    line += 1;
    from = end + 1;
  }
  for (let at = from; at < bytes.length; ) {
    const lead = bytes[at]!;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (!isUtf8(bytes.subarray(at, at + length))) return { line, byte: lead };
    at += length;
  }
  throw new RangeError("every byte can stand where it stands");
}
