import type { BatchLine } from "../batches.js";
import { errorWords } from "../error-in-body.js";
import { asObject, field, textOrNull } from "../json-body.js";
import { statusOfWord } from "../status-of-word.js";

/** Reads a line of a batch's results. */
export function readBatchLine(line: string): BatchLine {
  let item: unknown;
  try {
    item = JSON.parse(line);
  } catch {
    return { kind: "unreadable", why: "it is not JSON" };
  }
  const customId = textOrNull(field(item, "custom_id"));
  if (customId === null) return { kind: "unreadable", why: "it has no custom_id" };
  const result = field(item, "result");
  const type = textOrNull(field(result, "type"));
  if (type === "expired") return { kind: "not-run", customId, why: "expired" };
  if (type === "canceled") return { kind: "not-run", customId, why: "cancelled" };
  if (type === "succeeded") {
    const message = asObject(field(result, "message"));
    const body = message === null ? null : JSON.stringify(message);
    return { kind: "reply", customId, status: 200, body, requestId: null, reason: null };
  }
  // The error stands in a response of its own, as a live call would have brought it.
  const response = asObject(field(result, "error"));
  const error = asObject(field(response, "error")) ?? response;
  return {
    kind: "reply",
    customId,
    status: statusOfWord(field(error, "type")),
    body: response === null ? null : JSON.stringify(response),
    requestId: textOrNull(field(response, "request_id")),
    reason: errorWords({ error }) ?? `a result of the kind "${type ?? "none"}"`,
  };
}
