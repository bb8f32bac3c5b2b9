import type { AskedSlot } from "../../store/exchange-records.js";
import type { Cell } from "./cell.js";

/** What the ledger says of a question, whichever way it is asked. */
export function askedSlot(cell: Cell): AskedSlot {
  const { slot, question } = cell;
  return {
    slot: slot.slot,
    target: slot.model,
    probe: { pack: slot.pack, item: slot.probe, rep: slot.sample },
    sampling: {
      temperature: decimal(question.temperature),
      topP: decimal(question.topP),
      maxTokens: question.maxTokens,
      systemPrompt: cell.systemPrompt,
    },
    sentinel: slot.sentinel ?? null,
    block: slot.block,
    attempt: cell.attempts + 1,
  };
}

function decimal(value: number | null): string | null {
  return value === null ? null : String(value);
}
