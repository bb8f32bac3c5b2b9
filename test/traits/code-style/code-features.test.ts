import { describe, expect, test } from "vitest";
import { codeFeatureCount, codeFeatures } from "../../../src/traits/code-style/code-features.js";
import { codePatterns } from "../../../src/traits/code-style/patterns.js";

function read(text: string): Float32Array {
  const into = new Float32Array(codeFeatureCount);
  codeFeatures(text, into);
  return into;
}

/** How often a pattern occurs, from its ln(1 + count). */
function count(text: string, id: string): number {
  const at = codePatterns.findIndex((pattern) => pattern.id === id);
  expect(at, id).toBeGreaterThanOrEqual(0);
  return Math.round(Math.expm1(read(text)[at * 3 + 2]!));
}

const careful = `\`\`\`python
from typing import List

def count_words(text: str, least: int) -> List[str]:
    """Count words.

    Args:
        text: what to read.

    Returns:
        The words.
    """
    # Stop early.
    if not text:
        raise ValueError("empty")
    # 2. Keep the long ones.
    result = [word for word in text.split() if len(word) > least]  # filter
    return result

if __name__ == "__main__":
    print(count_words("a bb", 1))
\`\`\``;
const bare =
  "```\nfunction countWords(t) {\n  let n = 0;\n  for (let i = 0; i < t.length; i++) n += 1;\n  return n;\n}\n```";

describe("codeFeatures", () => {
  test.each([
    ["commentLine", 2, 0],
    ["trailingComment", 1, 0],
    ["capitalComment", 1, 0],
    ["commentStop", 2, 0],
    ["numberedComment", 1, 0],
    ["docstring", 2, 0],
    ["docSections", 2, 0],
    ["returnType", 1, 0],
    ["parameterType", 2, 0],
    ["typingImport", 2, 0],
    ["guard", 1, 0],
    ["ifNot", 1, 0],
    ["raise", 1, 0],
    ["comprehension", 1, 0],
    ["returnWord", 1, 1],
    ["indexLoop", 0, 1],
    ["forLoop", 0, 1],
    ["compound", 0, 2],
    ["snakeName", 2, 0],
    ["camelName", 0, 1],
    ["resultName", 2, 0],
    ["mainGuard", 1, 0],
    ["printCall", 1, 0],
    ["importLine", 1, 0],
    ["semicolonEnd", 0, 3],
    ["constLet", 0, 2],
    ["twoSpaceIndent", 0, 3],
    ["fourSpaceIndent", 10, 0],
  ] as const)("%s: %d times in careful Python, %d times in bare JavaScript", (id, inCareful, inBare) => {
    expect([count(careful, id), count(bare, id)]).toEqual([inCareful, inBare]);
  });

  test("every pattern has a name of its own and is global", () => {
    expect(new Set(codePatterns.map(({ id }) => id)).size).toBe(codePatterns.length);
    for (const { id, regex } of codePatterns) expect(regex.global, id).toBe(true);
  });

  test("an answer without code says nothing, one with code always something", () => {
    expect(read("I would write a loop here.").every((value) => value === 0)).toBe(true);
    expect(read("").every((value) => value === 0)).toBe(true);
    expect(read("```\nx\n```").some((value) => value !== 0)).toBe(true);
  });

  test("what is said around the code moves only the shares of prose", () => {
    const [alone, talked] = [read(careful), read(`Here is a long and friendly introduction.\n\n${careful}\n\nEnjoy.`)];
    const moved = [...alone.keys()].filter((feature) => alone[feature] !== talked[feature]);
    expect(moved).toEqual([codeFeatureCount - 6, codeFeatureCount - 4]);
  });

  test("long runs are read in time that grows with them", () => {
    for (const piece of ["#", "if (", ") : ", " ", "a_", "/* ", '"""']) read(`\`\`\`\n${piece.repeat(5000)}\n\`\`\``);
  });
});
