import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findCode } from "../../../src/traits/code-style/find-code.js";

describe("findCode", () => {
  test("fenced blocks, with what stands before, between and after", () => {
    const answer = "Intro.\n\n```python\ndef f():\n    return 1\n```\n\nThen:\n\n```\nprint(f())\n```\n\nEnd!";
    expect(findCode(answer)).toEqual({
      code: "def f():\n    return 1\n\nprint(f())",
      blocks: 2,
      labelled: 1,
      before: 6,
      between: 5,
      after: 4,
    });
  });

  test("a block that was cut off is code to its end; an empty block is none", () => {
    expect(findCode("```js\nconst a = 1;\nconst b =")).toMatchObject({ code: "const a = 1;\nconst b =", blocks: 1 });
    expect(findCode("```\n\n```\nNothing else.")).toBeNull();
  });

  test("without fences: from the first to the last line that can only be code", () => {
    const answer =
      "Use this:\n\ndef double(x):\n    # twice\n    return 2 * x\n\nprint(double(2))\n\nThat is all there is.";
    expect(findCode(answer)).toMatchObject({
      code: "def double(x):\n    # twice\n    return 2 * x\n\nprint(double(2))",
      before: 9,
      after: 21,
      labelled: 0,
    });
  });

  test("prose is no code, even where it uses the words", () => {
    expect(findCode("For a start, return the book (it is late). If you like, import some tea.")).toBeNull();
    expect(findCode("")).toBeNull();
  });

  test("any text is read, in time that grows with it", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => findCode(text) !== undefined));
    for (const piece of ["```", "`", "\n", "    x\n", "def f(:\n"]) findCode(piece.repeat(10_000));
    // A last line that opens a fence and does not end.
    expect(findCode(`Here:\n\`\`\`${"a".repeat(200_000)}`)).toBeNull();
  });
});
