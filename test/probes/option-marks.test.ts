import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markedPhrases, withOptionsInOrder, withoutMarks } from "../../src/probes/option-marks.js";

describe("options in another order", () => {
  test.each([
    ["Toss a coin: [[heads]] or [[tails]]?", [1, 0], "Toss a coin: tails or heads?"],
    ["It rains. [[stay]] or [[go]]? Say [[stay]] or [[go]].", [1, 0], "It rains. Go or stay? Say go or stay."],
    ["It rains. [[stay]] or [[go]]? Say [[stay]] or [[go]].", [0, 1], "It rains. Stay or go? Say stay or go."],
    ["[[une étoile]], [[un carré]] ou [[un cercle]] ?", [2, 0, 1], "Un cercle, une étoile ou un carré ?"],
    ["Elige. ¿[[cara]] o [[cruz]]?", [1, 0], "Elige. ¿Cruz o cara?"],
    ["往哪边走？[[西]]、[[北]]还是[[东]]？", [1, 2, 0], "往哪边走？北、东还是西？"],
    ['A title. [["The Key"]] or [["Behind the Door"]]?', [1, 0], 'A title. "Behind the Door" or "The Key"?'],
    ["He said (softly). [[ärger]] oder [[ruhe]]", [0, 1], "He said (softly). Ärger oder ruhe"],
    ["No marks [here] at all.", [1, 0], "No marks [here] at all."],
  ])("%s in order %j", (text, order, expected) => {
    expect(withOptionsInOrder(text, order)).toBe(expected);
  });

  test("without marks, phrases stand as written", () => {
    expect(withoutMarks("Go [[left]], [[right]] or [[back]]?")).toBe("Go left, right or back?");
    expect(markedPhrases("Go [[left]], [[right]] or [[back]]?")).toEqual(["left", "right", "back"]);
  });

  test("every order has every phrase once in each listing, and nothing else of the text changes", () => {
    const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(
        words.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
        ),
        ([list, order]) => {
          const listing = list.map((word) => `[[${word}]]`).join(" / ");
          const asked = order.map((place) => list[place]).join(" / ");
          expect(withOptionsInOrder(`so: ${listing}, or: ${listing}`, order)).toBe(`so: ${asked}, or: ${asked}`);
        },
      ),
    );
  });
});
