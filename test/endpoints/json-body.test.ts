import fc from "fast-check";
import { expect, test } from "vitest";
import { EndpointFailure } from "../../src/endpoints/endpoint.js";
import {
  countOrNull,
  field,
  firstWords,
  nameOrNull,
  parseBody,
  sumOrNull,
  wellFormed,
} from "../../src/endpoints/json-body.js";

function faultOf(body: string): string {
  try {
    parseBody(body);
  } catch (error) {
    if (error instanceof EndpointFailure) return `${error.kind} ${error.fault}`;
    throw error;
  }
  return "read";
}

test("a body is an object or a named fault", () => {
  expect(parseBody('\uFEFF{"a": 1}')).toEqual({ a: 1 });
  expect(faultOf("")).toBe("unreadable empty-body");
  expect(faultOf(" \r\n")).toBe("unreadable empty-body");
  expect(faultOf("<html><body>Bad gateway</body></html>")).toBe("unreadable not-json");
  expect(faultOf('{"choices": [{"mess')).toBe("unreadable not-json");
  expect(faultOf("[]")).toBe("unreadable unexpected-shape");
  expect(faultOf("null")).toBe("unreadable unexpected-shape");
  expect(faultOf(`${"[".repeat(200_000)}`)).toBe("unreadable not-json");
});

test("the words of a page are its visible text on one line", () => {
  const page =
    "<html><head><style>p { color: red }</style></head><body><h1>502</h1>\n<p>Bad\u0007 gateway</p></body></html>";
  expect(firstWords(page)).toBe("502 Bad gateway");
  expect(firstWords("x".repeat(500))).toHaveLength(203);
});

test("the words of a page end with a whole character, and a half one in them is replaced", () => {
  expect(firstWords(`${"x".repeat(199)}😀 and more`)).toBe(`${"x".repeat(199)}...`);
  expect(firstWords(`${"x".repeat(198)}😀 and more`)).toBe(`${"x".repeat(198)}😀...`);
  expect(firstWords(`${"x".repeat(198)}😀`)).toBe(`${"x".repeat(198)}😀`);
  expect(firstWords(`${" ".repeat(19_999)}😀`)).toBe("");
  expect(firstWords("half \ud83d, half \ude00")).toBe("half \ufffd, half \ufffd");
});

test("property: whatever comes, its first words are well formed and no longer than asked for", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", " ", "<", ">", "😀", "\ud83d", "\ude00")), fc.nat(9), (parts, length) => {
      const words = firstWords(parts.join(""), length);
      expect(wellFormed(words)).toBe(words);
      expect(words.length).toBeLessThanOrEqual(length + 3);
    }),
  );
});

test("a name with half a character is none; in a text the half is replaced", () => {
  expect(wellFormed("a\ud83d")).toBe("a\ufffd");
  expect(wellFormed("😀é\u0000")).toBe("😀é\u0000");
  expect([nameOrNull("batch_1"), nameOrNull("batch_\ud83d"), nameOrNull(3)]).toEqual(["batch_1", null, null]);
});

test("only own fields and true counts are read", () => {
  expect(field({ a: 1 }, "toString")).toBeNull();
  expect(field("text", "length")).toBeNull();
  expect([3, 0, -1, 1.5, "3", null, Number.NaN].map(countOrNull)).toEqual([3, 0, null, null, null, null, null]);
  expect(sumOrNull(null, 2, 3)).toBe(5);
  expect(sumOrNull(null, null)).toBeNull();
  expect(sumOrNull(Number.MAX_SAFE_INTEGER, null)).toBe(Number.MAX_SAFE_INTEGER);
  expect(sumOrNull(Number.MAX_SAFE_INTEGER, 1)).toBeNull();
});
