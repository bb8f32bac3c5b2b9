import type { StyleFinding } from "./own-channel-schema.js";
import type { OwnChannelFinding } from "./own-channels.js";

/** Prompts below which a channel's score is mostly noise. */
const promptsNeeded: Readonly<Record<StyleFinding["channel"], number>> = { refusals: 100, reasoning: 50, code: 50 };

/** Refusals, reasoning style and code style: each a channel of its own beside the wording. */
export function styleFindings(channels: readonly OwnChannelFinding[]): StyleFinding[] {
  return channels.flatMap(({ channel, rows }) => {
    if (channel === "choice" || channel === "forcedChoice") return [];
    return rows.map((row) => ({ channel, ...row, note: noteOf(row.prompts, promptsNeeded[channel]) }));
  });
}

function noteOf(prompts: number, needed: number): string {
  const few = prompts < needed ? `fewer than the ${needed} prompts that it needs; ` : "";
  return `${few}no panel calibrates it; shown, not counted`;
}
