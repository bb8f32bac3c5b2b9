/**
 * Offset of the first name that an object of a JSON text has twice, or null. JSON.parse takes the last one without a word,
 * and other readers the first: such a document says two things. The text must be valid JSON.
 */
export function findDuplicateMember(text: string): number | null {
  // Names so far of each open object; null for an open list.
  const open: (Set<string> | null)[] = [];
  let nameIsNext = false;
  for (let index = 0; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case 0x7b: // {
        open.push(new Set());
        nameIsNext = true;
        break;
      case 0x5b: // [
        open.push(null);
        nameIsNext = false;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        open.pop();
        nameIsNext = false;
        break;
      case 0x2c: // ,
        nameIsNext = open.at(-1) != null;
        break;
      case 0x22: {
        const end = endOfString(text, index);
        if (nameIsNext) {
          const raw = text.slice(index, end + 1);
          const name = raw.includes("\\") ? (JSON.parse(raw) as string) : raw.slice(1, -1);
          const names = open.at(-1)!;
          if (names.has(name)) return index;
          names.add(name);
          nameIsNext = false;
        }
        index = end;
        break;
      }
      default:
    }
  }
  return null;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

/** An odd number of backslashes before it. */
function isEscaped(text: string, offset: number): boolean {
  let before = offset;
  while (text.charCodeAt(before - 1) === 0x5c) before -= 1;
  return (offset - before) % 2 === 1;
}
