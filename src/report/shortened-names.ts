import { columnsOf } from "./terminal/width.js";

/** Letters between a cut and what tells two names apart, so that it is not a single letter at the cut. */
const margin = 3;

/**
 * What is shown of each name where there is room for so many letters. Versions differ at the end and vendors at the start,
 * so a long name loses its middle; where two would then look alike, all lose another part. Distinct names stay distinct.
 */
export function shortenedNames(names: readonly string[], columns: number): ReadonlyMap<string, string> {
  const all = [...new Set(names)];
  const cutAt = (tail: number, room = columns) => all.map((name) => withoutMiddle(name, room, tail));
  const differ = (shown: readonly string[]) => new Set(shown).size === all.length;
  const tails = tailsTried(columns).filter((tail) => differ(cutAt(tail)));
  const tail = tails.find((one) => differ(cutAt(one - margin, columns - 2 * margin))) ?? tails[0];
  const shown = tail === undefined ? numbered(all, columns) : cutAt(tail);
  return new Map(all.map((name, index) => [name, shown[index]!]));
}

/** How much of the end to keep: half of the room, then ever more or less of it. */
function tailsTried(columns: number): number[] {
  const half = Math.floor((columns - 1) / 2);
  return Array.from({ length: Math.max(0, columns - 1) }, (_, tail) => tail).sort(
    (a, b) => Math.abs(a - half) - Math.abs(b - half) || b - a,
  );
}

function withoutMiddle(name: string, columns: number, tailColumns: number): string {
  if (columnsOf(name) <= columns) return name;
  const letters = [...name];
  let tail = "";
  for (let at = letters.length - 1; columnsOf(letters[at]! + tail) <= tailColumns; at -= 1) tail = letters[at]! + tail;
  // An accent whose letter is cut off would sit on the ellipsis.
  tail = tail.replace(/^\p{M}+/u, "");
  const room = columns - 1 - columnsOf(tail);
  let head = "";
  for (const letter of letters) {
    if (columnsOf(head + letter) > room) break;
    head += letter;
  }
  return `${head}…${tail}`;
}

/** Names that differ only in what any cut would take: from the second on they bear a number. */
function numbered(names: readonly string[], columns: number): string[] {
  const taken = new Set(names.filter((name) => columnsOf(name) <= columns));
  return names.map((name) => {
    if (columnsOf(name) <= columns) return name;
    for (let number = 1; ; number += 1) {
      const mark = number === 1 ? "" : ` (${number})`;
      const room = columns - mark.length;
      const shown = withoutMiddle(name, room, Math.floor((room - 1) / 2)) + mark;
      if (taken.has(shown)) continue;
      taken.add(shown);
      return shown;
    }
  });
}
