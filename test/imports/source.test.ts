import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { Source } from "../../src/imports/source.js";
import { useTemporaryFolder } from "./temporary-folder.js";

const folder = useTemporaryFolder();

async function linesOf(file: string): Promise<[number, string][]> {
  const lines: [number, string][] = [];
  for await (const { number, text } of new Source(file).lines()) lines.push([number, text]);
  return lines;
}

test("only a line feed ends a line", async () => {
  const file = await folder.write("separators.jsonl", '\uFEFF"a\u2028b"\r\n\n"c\u0085\rd"');
  expect(await linesOf(file)).toEqual([
    [1, '"a\u2028b"\r'],
    [2, ""],
    [3, '"c\u0085\rd"'],
  ]);
});

test("lines and letters that lie across the pieces of a read come whole", async () => {
  const long = Array.from({ length: 40 }, (_, index) => "é€😀".repeat(1000 + index * 313));
  expect((await linesOf(await folder.write("long.jsonl", long.join("\n")))).map(([, text]) => text)).toEqual(long);
});

test("plain or packed, the lines are the same and the digest is that of the bytes on disk", async () => {
  const bytes = Buffer.from('{"a":1}\n'.repeat(30_000));
  const packed = gzipSync(bytes);
  const plain = new Source(await folder.write("plain.jsonl", bytes));
  const zipped = new Source(await folder.write("packed.jsonl.gz", packed));
  expect(await zipped.text()).toBe(await plain.text());
  expect(plain.digest()).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect(zipped.digest()).toBe(createHash("sha256").update(packed).digest("hex"));
});

test("the head of a file is its beginning, also when packed", async () => {
  const file = await folder.write("head.jsonl.gz", gzipSync(`\uFEFF${"abc".repeat(500_000)}`));
  expect(await Source.head(file, 9)).toBe("abcabc");
});

test.each([
  ["no-such-file.jsonl", null, "IMPORT_NOT_FOUND"],
  ["cut.jsonl.gz", gzipSync("x".repeat(10_000)).subarray(0, 20), "IMPORT_DAMAGED"],
  ["damaged.jsonl.gz", Buffer.concat([gzipSync("x").subarray(0, 10), Buffer.alloc(30, 7)]), "IMPORT_DAMAGED"],
  ["latin.jsonl", Buffer.from([0x7b, 0xe9, 0x7d]), "line 1: the text is not UTF-8"],
  [
    "later.jsonl",
    Buffer.from('{}\n{}\n"\u00fc"\n', "latin1"),
    "line 3: the text is not UTF-8 (byte 0xfc). Nothing was imported.",
  ],
  ["wide.jsonl", Buffer.from("\uFEFF{}\n", "utf16le"), "is UTF-16, not UTF-8. Nothing was imported."],
  ["wide.jsonl.gz", gzipSync(Buffer.from("\uFEFF{}\n", "utf16le")), "is UTF-16, not UTF-8. Nothing was imported."],
  ["log.eval", Buffer.from("PK\u0003\u0004rest", "latin1"), "inspect log convert"],
  ["log.zip", Buffer.from("PK\u0003\u0004rest", "latin1"), "Unpack it"],
])("%s is refused", async (name, content, words) => {
  const file = content === null ? `${folder.path}/${name}` : await folder.write(name, content);
  await expect(linesOf(file)).rejects.toThrow(words);
  await expect(linesOf(file)).rejects.toThrow(name);
});

test("a folder is not a file", async () => {
  await expect(linesOf(folder.path)).rejects.toThrow("IMPORT_IS_FOLDER");
});
