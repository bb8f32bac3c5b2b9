import type { BatchLine } from "../batches.js";
import { errorWords } from "../error-in-body.js";
import { asObject, countOrNull, field, firstWords, textOrNull } from "../json-body.js";

const notRun: Readonly<Record<string, "expired" | "cancelled">> = {
  batch_expired: "expired",
  batch_cancelled: "cancelled",
};

/** Reads a line of an output or error file. */
export function readBatchLine(line: string): BatchLine {
  let item: unknown;
  try {
    item = JSON.parse(line);
  } catch {
    return { kind: "unreadable", why: "it is not JSON" };
  }
  const customId = textOrNull(field(item, "custom_id"));
  if (customId === null) return { kind: "unreadable", why: "it has no custom_id" };
  const response = asObject(field(item, "response"));
  const error = field(item, "error");
  if (response === null) {
    const code = textOrNull(field(error, "code")) ?? "";
    const why = notRun[code];
    if (why !== undefined) return { kind: "not-run", customId, why };
    const reason = firstWords(textOrNull(field(error, "message")) ?? "it has neither a response nor an error", 300);
    return { kind: "reply", customId, status: 500, body: null, requestId: null, reason };
  }
  const status = countOrNull(field(response, "status_code")) ?? 500;
  const body = field(response, "body");
  return {
    kind: "reply",
    customId,
    status,
    body: body === null ? null : JSON.stringify(body),
    requestId: textOrNull(field(response, "request_id")),
    reason: status === 200 ? null : `HTTP ${status}: ${errorWords(body) ?? "no message"}`,
  };
}
