import type { CanaryDraft } from "../keyed/canary/canary-pack.js";
import { isAccountItem } from "../keyed/canary/canary-pack.js";
import { canaryPackWarnings } from "../keyed/canary/pack-faults.js";
import { canaryPower, powerRecalls } from "../keyed/canary/power.js";
import type { Terminal } from "./terminal.js";

/** Numbers of items, what they could show, and what to know before planting. */
export function describePack(pack: CanaryDraft, terminal: Terminal): void {
  const global = pack.items.filter((item) => !isAccountItem(item));
  const sizes = global.map(({ alphabet }) => alphabet.length);
  const accounts = pack.items.length - global.length;
  terminal.print(
    `${pack.packId}: ${global.length} items${accounts > 0 ? `, and ${accounts} for account clusters` : ""}, ${rangeOf(sizes)} alternatives each.`,
  );
  terminal.print("");
  terminal.print("What the items could show, if the suspect took up a share of them:");
  terminal.print(
    `  ${"p below".padEnd(9)} ${"hits needed".padStart(11)}  ${"share for 90 % power".padStart(20)}  ${powerRecalls.map((recall) => `power at ${recall}`.padStart(13)).join("")}`,
  );
  for (const { threshold, hits, recallFor90, power } of canaryPower(sizes)) {
    const cells = power.map((value) => value.toFixed(3).padStart(13)).join("");
    terminal.print(
      `  ${threshold.toExponential(0).padEnd(9)} ${(hits === null ? "none" : String(hits)).padStart(11)}  ${(recallFor90 === null ? "none" : recallFor90.toFixed(3)).padStart(20)}  ${cells}`,
    );
  }
  terminal.print("");
  terminal.print(
    "Whether planted items survive in training sets of millions of examples is not established in public work: the share is an assumption.",
  );
  for (const warning of canaryPackWarnings(pack)) terminal.note(warning);
}

export function rangeOf(sizes: readonly number[]): string {
  const least = Math.min(...sizes);
  const most = Math.max(...sizes);
  return least === most ? String(least) : `${least} to ${most}`;
}
