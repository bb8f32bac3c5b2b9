import type { ChoiceFinding } from "./own-channel-schema.js";
import type { OwnChannelFinding } from "./own-channels.js";

const note = "measured in simulation only; shown, not counted";

/** Free and forced choices: two channels beside the wording, never averaged with it or with each other. */
export function choiceFindings(channels: readonly OwnChannelFinding[]): ChoiceFinding[] {
  return channels.flatMap(({ channel, rows }) => {
    if (channel !== "choice" && channel !== "forcedChoice") return [];
    const asked = channel === "choice" ? ("free" as const) : ("forced" as const);
    return rows.map((row) => ({ ...row, asked, note }));
  });
}
