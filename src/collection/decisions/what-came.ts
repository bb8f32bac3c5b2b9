/**
 * What kind of thing stands in the place of an answer, in words, where its bytes show it; else null. Meant for bodies that
 * no endpoint could read.
 *
 * @example whatCame(Buffer.from('{"id": "chatcmpl-1", "cho')) // => "cut-off JSON"
 */
export function whatCame(body: Buffer): string | null {
  const text = body
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (/^<(!doctype html|html)\b/i.test(text)) return "an HTML page";
  if (/^[{[]/.test(text) && isCutOff(text)) return "cut-off JSON";
  return null;
}

/** True when a text of JSON ends within a string or before the last of its brackets is closed. */
function isCutOff(text: string): boolean {
  let open = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]!;
    if (inString && character === "\\") index += 1;
    else if (character === '"') inString = !inString;
    else if (!inString && (character === "{" || character === "[")) open += 1;
    else if (!inString && (character === "}" || character === "]")) open -= 1;
  }
  return inString || open > 0;
}
