import { describe, expect, test } from "vitest";
import { type DecodeSettings, decodeText, isUtf16 } from "../../src/panel/decode-text.js";

const mark = Buffer.from([0xef, 0xbb, 0xbf]);
const utf16 = (text: string, big = false) => {
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
  return big ? bytes.swap16() : bytes;
};

describe("what is read", () => {
  test.each(["", "plain", "für\nélève\n", "漢字 🦜", "\u0000a\u0000", "a\uFEFFb"])(
    "%j as it is, with and without a mark",
    (text) => {
      expect(decodeText(Buffer.from(text), "x.txt")).toBe(text);
      expect(decodeText(Buffer.concat([mark, Buffer.from(text)]), "x.txt")).toBe(text);
    },
  );

  test("a part of a larger block of bytes", () => {
    const block = Buffer.from("before für after");
    expect(decodeText(block.subarray(7, 11), "x.txt")).toBe("für");
    expect(decodeText(new Uint8Array(block).subarray(7, 11), "x.txt")).toBe("für");
  });
});

describe("what is refused", () => {
  const fault = (bytes: Buffer, settings: DecodeSettings = {}) => {
    try {
      decodeText(bytes, "panel/x.jsonl", { consequence: "Nothing was imported.", ...settings });
    } catch (error) {
      return error as Error;
    }
    throw new Error("it was read");
  };

  test("Latin-1, with line and byte", () => {
    const said = fault(Buffer.from("one\ntwo für\nthree é\n", "latin1"));
    expect(said.message).toBe(
      "panel/x.jsonl, line 2: the text is not UTF-8 (byte 0xfc). Nothing was imported. Save it as UTF-8, for example with: iconv -f WINDOWS-1252 -t UTF-8 <old file> > <new file> (or the encoding that it has; a file that was cut off may end within a character). [FILE_NOT_UTF8]",
    );
  });

  test("the byte is the first that cannot stand where it stands", () => {
    const bytes = Buffer.concat([Buffer.from("漢é\né"), Buffer.from([0xe9, 0x20, 0xff])]);
    expect(fault(bytes).message).toContain("line 2: the text is not UTF-8 (byte 0xe9)");
    expect(fault(bytes, { line: 41 }).message).toContain("line 42: the text is not UTF-8 (byte 0xe9)");
    expect(fault(Buffer.from([0x61, 0x80])).message).toContain("line 1: the text is not UTF-8 (byte 0x80)");
  });

  test("a text that was cut off within a character", () => {
    expect(fault(Buffer.from("a 漢").subarray(0, 4)).message).toContain("(byte 0xe6)");
  });

  test.each([
    ["little endian", utf16("model,role\n")],
    ["big endian", utf16("model,role\n", true)],
    ["without a mark", Buffer.from("model,role\n", "utf16le")],
    ["big endian without a mark", Buffer.from("model,role\n", "utf16le").swap16()],
  ])("UTF-16, %s, is called by its name", (_, bytes) => {
    expect(fault(bytes).message).toMatch(
      /^panel\/x\.jsonl is UTF-16, not UTF-8\. Nothing was imported\. Save it as UTF-8, .*iconv -f UTF-16 /,
    );
  });

  test("UTF-8 is not taken for UTF-16", () => {
    for (const text of ["", "a", "ab", "abcd", "漢字", "\u0000\u0000\u0000\u0000"])
      expect(isUtf16(Buffer.from(text))).toBe(false);
  });
});
