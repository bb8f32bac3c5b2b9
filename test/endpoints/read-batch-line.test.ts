import fc from "fast-check";
import { expect, test } from "vitest";
import { readBatchLine } from "../../src/endpoints/read-batch-line.js";

const providers = ["openai", "openai-responses", "anthropic", "google"] as const;

test("OpenAI: answers, refusals of single questions, and what was not run", () => {
  const read = (line: unknown) => readBatchLine("openai", JSON.stringify(line));
  const body = { choices: [] };
  expect(read({ custom_id: "a", response: { status_code: 200, request_id: "r", body }, error: null })).toEqual({
    kind: "reply",
    customId: "a",
    status: 200,
    body: JSON.stringify(body),
    requestId: "r",
    reason: null,
  });
  const refusal = { error: { message: "no", type: "invalid_request_error" } };
  expect(read({ custom_id: "a", response: { status_code: 400, body: refusal } })).toMatchObject({
    status: 400,
    reason: "HTTP 400: no (invalid_request_error)",
  });
  const expired = { code: "batch_expired", message: "late" };
  expect(read({ custom_id: "a", response: null, error: expired })).toEqual({
    kind: "not-run",
    customId: "a",
    why: "expired",
  });
  expect(read({ custom_id: "a", response: null, error: { code: "odd", message: "odd" } })).toMatchObject({
    status: 500,
    body: null,
    reason: "odd",
  });
  expect(read({ response: {} })).toEqual({ kind: "unreadable", why: "it has no custom_id" });
});

test("Anthropic: succeeded, errored with its word as a status, canceled, expired", () => {
  const read = (result: unknown) => readBatchLine("anthropic", JSON.stringify({ custom_id: "a", result }));
  expect(read({ type: "succeeded", message: { content: [] } })).toMatchObject({ status: 200, body: '{"content":[]}' });
  const errored = (type: string) =>
    read({ type: "errored", error: { type: "error", error: { type, message: "m" }, request_id: "r" } });
  expect(errored("invalid_request_error")).toMatchObject({
    status: 400,
    requestId: "r",
    reason: "m (invalid_request_error)",
  });
  expect(errored("overloaded_error")).toMatchObject({ status: 529 });
  expect(errored("a_word_of_tomorrow")).toMatchObject({ status: 500 });
  expect(read({ type: "canceled" })).toMatchObject({ kind: "not-run", why: "cancelled" });
  expect(read({ type: "expired" })).toMatchObject({ kind: "not-run", why: "expired" });
});

test("Google: a response, or an error with a number or a word", () => {
  const read = (item: object) => readBatchLine("google", JSON.stringify({ key: "a", ...item }));
  expect(read({ response: { candidates: [] } })).toMatchObject({ status: 200, body: '{"candidates":[]}' });
  expect(read({ error: { code: 3, message: "bad" } })).toMatchObject({ status: 400, reason: "bad (3)" });
  expect(read({ error: { code: 429, message: "much" } })).toMatchObject({ status: 429 });
  expect(read({ error: { status: "UNAVAILABLE", message: "m" } })).toMatchObject({ status: 503 });
  expect(read({ error: { code: 1, message: "The operation was cancelled." } })).toMatchObject({ kind: "not-run" });
  expect(readBatchLine("google", '{"metadata":{"key":"b"},"response":{}}')).toMatchObject({ customId: "b" });
});

test("no line makes a reader throw, and what has an id keeps it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...providers), fc.anything(), fc.string(), (provider, value, text) => {
      expect(["unreadable", "reply", "not-run"]).toContain(readBatchLine(provider, text).kind);
      const line = JSON.stringify({ custom_id: "id-1", key: "id-1", response: value, result: value, error: value });
      expect(readBatchLine(provider, line)).toMatchObject({ customId: "id-1" });
    }),
  );
});
