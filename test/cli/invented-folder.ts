import { rmSync } from "node:fs";
import { afterAll } from "vitest";
import type { PanelParts } from "../../src/panel/build-panel.js";
import { writeInventedFolder } from "../validation/invented-panel.js";

const written: string[] = [];
afterAll(() => {
  for (const folder of written) rmSync(folder, { recursive: true, force: true });
});

/** A panel folder as users keep it, gone when the whole file of tests is over. Resolves to its path. */
export async function inventedFolder(parts: PanelParts): Promise<string> {
  const folder = await writeInventedFolder(parts);
  written.push(folder);
  return folder;
}
