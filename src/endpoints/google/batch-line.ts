import type { BatchLine } from "../batches.js";
import { errorWords } from "../error-in-body.js";
import { asObject, field, textOrNull } from "../json-body.js";
import { statusOfWord } from "../status-of-word.js";

/** google.rpc.Code for what was stopped before it was run. */
const cancelledCode = 1;

/** Reads a line of a batch's responses file. */
export function readBatchLine(line: string): BatchLine {
  let item: unknown;
  try {
    item = JSON.parse(line);
  } catch {
    return { kind: "unreadable", why: "it is not JSON" };
  }
  const customId = textOrNull(field(item, "key")) ?? textOrNull(field(field(item, "metadata"), "key"));
  if (customId === null) return { kind: "unreadable", why: "it has no key" };
  const response = asObject(field(item, "response"));
  if (response !== null)
    return { kind: "reply", customId, status: 200, body: JSON.stringify(response), requestId: null, reason: null };
  const error = asObject(field(item, "error")) ?? asObject(field(item, "status"));
  const code = field(error, "code");
  // The service also cancels single questions that it could not finish; they were not answered and may be asked again.
  if (code === cancelledCode || field(error, "status") === "CANCELLED")
    return { kind: "not-run", customId, why: "expired" };
  return {
    kind: "reply",
    customId,
    status: statusOfWord(code ?? field(error, "status")),
    body: error === null ? null : JSON.stringify({ error }),
    requestId: null,
    reason: errorWords({ error }) ?? "it has neither a response nor an error",
  };
}
