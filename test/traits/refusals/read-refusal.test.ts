import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRefusal } from "../../../src/traits/refusals/read-refusal.js";

/** refused, opening, reason, alternative. */
const flags = (text: string, status = "ok") => {
  const { refused, opening, reason, alternative } = readRefusal(text, status);
  return [refused, opening, reason, alternative].join("");
};

describe("form and place of refusals", () => {
  test.each([
    // Nothing is declined.
    ["", "0000"],
    ["Put the shed key in a drawer and try the window first. It is dangerous to climb in.", "0000"],
    ["I can't help but smile at this one! Here is a poem about your nose.", "0000"],
    ["I'm sorry to hear that you are locked out. Try the hinges: most sheds have them outside.", "0000"],
    ["Begin with the roof. Then the walls. Then paint. In the end I cannot recommend cheap paint.", "0000"],
    // Declined, at once or later, bare or with more.
    ["I can't help with that.", "1100"],
    ["I’m sorry, but I can’t assist with that request.", "1100"],
    ["**I won't write** an insult.", "1100"],
    ["I cannot predict who will win, because sport depends on luck.", "1110"],
    ["I'm not able to diagnose this. Please talk to a doctor.", "1101"],
    ["That is a hard question. I would rather not choose a side.", "1000"],
    ["Unfortunately, this is delicate. I must decline to answer it.", "1100"],
    ["As an AI, I don't have personal opinions. However, I can explain what others think.", "1111"],
    ["This is not something I can do. It could hurt someone. I'd be happy to suggest a safer trick.", "1111"],
    ["I have to be careful here and say no.", "1100"],
    ["No, I will leave that alone.", "1100"],
    ["I do not feel comfortable with it. Consider asking a lawyer instead.", "1101"],
  ])("%j is read as %s", (text, expected) => {
    expect(flags(text)).toBe(expected);
  });

  test("an endpoint's own word counts where the text has no formula, and adds no form", () => {
    expect(flags("", "refused")).toBe("1000");
    expect(flags("Nein, das mache ich nicht.", "refused")).toBe("1000");
    // The language limit, stated: without that word a German refusal is not seen.
    expect(flags("Nein, das mache ich nicht.")).toBe("0000");
  });

  test("markup, capitals and kinds of apostrophe change nothing", () => {
    const plain = "I'm sorry, but I can't help with that because it is unsafe. I can offer something else.";
    expect(flags(plain)).toBe("1111");
    expect(flags(`> **${plain.toUpperCase().replaceAll("'", "\u2019")}**`)).toBe("1111");
  });

  test("form is only read of a refusal, and any text is read without error", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const found = readRefusal(text, "ok");
        if (found.refused === 0) expect(found).toEqual({ refused: 0, opening: 0, reason: 0, alternative: 0 });
      }),
    );
  });

  test("long runs of white space and of one character are read in linear time", () => {
    for (const piece of [" ", "I ", "because ", "\n", "can't "]) flags(piece.repeat(20_000));
  });
});
