import type { Panel } from "../panel/panel.js";
import type { Measurements } from "../traits/measurements.js";
import type { PreparedPanel } from "../traits/prepared-panel.js";
import { isTextKind } from "../traits/reading/answer-table.js";
import { selfIdentifyingPrompts } from "./self-identifying.js";
import type { MeasuredPart } from "./sensitivity.js";
import type { LeftOutRow } from "./sensitivity-schema.js";
import type { CollectedParts } from "./study-parts.js";

export interface PartsInput {
  readonly panel: Panel;
  readonly prepared: PreparedPanel;
  /** Places of the prompts that the suspect answered. */
  readonly answered: readonly number[];
  /** What a reference may call itself, or its maker. */
  readonly names: readonly string[];
  /** Null for a panel folder, which does not say when and how its answers came. */
  readonly study: CollectedParts | null;
  /** Measures the core on these prompts. */
  readonly measured: (of: PreparedPanel, prompts: readonly number[]) => Promise<Measurements>;
  /** Reads another selection of the same answers. */
  readonly prepareAgain: (panel: Panel) => Promise<PreparedPanel>;
  /** Prompts of a panel that the suspect answered. */
  readonly answeredIn: (panel: Panel) => readonly number[];
  readonly progress: (line: string) => void;
}

/** Below the first point of the curve over prompts, where nothing was measured of known students. */
const fewestPrompts = 25;

/**
 * The core measured again without the prompts on which a reference speaks of itself, and on each part of a study. Parts with
 * fewer than 25 prompts are left out, with the reason.
 */
export async function measureParts(input: PartsInput): Promise<{ parts: MeasuredPart[]; leftOut: LeftOutRow[] }> {
  const { panel, prepared, answered, study } = input;
  const parts: MeasuredPart[] = [];
  const leftOut: LeftOutRow[] = [];
  const add = async (change: string, of: PreparedPanel, prompts: readonly number[]) => {
    const read = prompts.filter((prompt) => isTextKind(of.panel.prompts[prompt]!.kind)).length;
    if (read < fewestPrompts) leftOut.push({ change, reason: `only ${read} prompts; ${fewestPrompts} are needed` });
    else parts.push({ change, measurements: await input.measured(of, prompts) });
  };

  const itself = "without the prompts on which a teacher speaks of itself";
  if (!/^en\b/iu.test(panel.language))
    leftOut.push({ change: itself, reason: "they are recognised by English phrases" });
  else {
    const found = selfIdentifyingPrompts(panel, input.names);
    const kept = answered.filter((prompt) => !found.has(prompt));
    if (kept.length === answered.length) leftOut.push({ change: itself, reason: "there are none" });
    else await add(`${itself} (${answered.length - kept.length} of ${answered.length})`, prepared, kept);
  }

  if (study === null) {
    const change = "each half of the collection, each temperature, each system prompt alone";
    leftOut.push({ change, reason: "a panel folder does not say when and how its answers came" });
    return { parts, leftOut };
  }
  leftOut.push(...study.leftOut);
  for (const part of study.parts) {
    if (part.panel === null) {
      const places = answered.filter((prompt) => part.prompts.has(panel.prompts[prompt]!.id));
      await add(part.change, prepared, places);
    } else if (part.prompts.size < fewestPrompts)
      leftOut.push({ change: part.change, reason: `only ${part.prompts.size} prompts; ${fewestPrompts} are needed` });
    else {
      input.progress(`sensitivity: ${part.change}`);
      const again = await input.prepareAgain(part.panel());
      await add(part.change, again, input.answeredIn(again.panel));
    }
  }
  return { parts, leftOut };
}
