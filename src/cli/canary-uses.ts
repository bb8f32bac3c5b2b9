import { appendFile, readFile } from "node:fs/promises";
import { TeacherprintError } from "../errors.js";
import { isKnownUse, type KeyUse, keyUseSchema, type NextUse } from "../keyed/canary/secrets/key-uses.js";
import type { Terminal } from "./terminal.js";

/** Where the uses of a key are written down, beside it. */
export function usesFileOf(keyFile: string): string {
  return `${keyFile}.uses.jsonl`;
}

/** All uses of a key that were written down; none where there is no such file. Throws CANARY_USES_DAMAGED. */
export async function readUses(keyFile: string): Promise<KeyUse[]> {
  const file = usesFileOf(keyFile);
  const damaged = (what: string, cause: unknown) =>
    new TeacherprintError(
      "CANARY_USES_DAMAGED",
      `${file}${what}.`,
      "Put it back as the tool wrote it: it says on which answers the key was used.",
      { cause },
    );
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw damaged(` cannot be read (${error.code ?? "unknown fault"})`, error);
  });
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [keyUseSchema.parse(JSON.parse(line))];
    } catch (error) {
      throw damaged(`, line ${index + 1}: this is no use of a key`, error);
    }
  });
}

/** Writes a use down, once. A folder that takes no file does not stop the work: that is told. */
export async function noteUse(
  keyFile: string,
  uses: readonly KeyUse[],
  next: NextUse,
  terminal: Terminal,
): Promise<void> {
  if (isKnownUse(uses, next)) return;
  const use: KeyUse = { schema: "teacherprint.canary-use/v1", time: new Date().toISOString(), ...next };
  const file = usesFileOf(keyFile);
  try {
    await appendFile(file, `${JSON.stringify(use)}\n`, { mode: 0o600 });
  } catch (error) {
    terminal.note(
      `${file} could not be written (${(error as NodeJS.ErrnoException).code ?? "unknown fault"}): this use of the key is not written down beside it.`,
    );
  }
}
