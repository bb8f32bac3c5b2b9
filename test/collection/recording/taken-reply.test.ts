import { expect, test } from "vitest";
import { Redactor } from "../../../src/collection/recording/redactor.js";
import { takeFailure, takeReply } from "../../../src/collection/recording/taken-reply.js";
import { EndpointFailure, type Reply } from "../../../src/endpoints/endpoint.js";

const key = "sk-test+0123456789";
const redactor = new Redactor(Buffer.alloc(32, 1), [key]);
const reply: Reply = {
  text: "Hello.",
  reasoning: "So.",
  refusal: null,
  stopReason: "end",
  stopReasonRaw: "stop",
  returnedModel: "model-1",
  systemFingerprint: null,
  responseId: "id-1",
  usage: { inputTokens: 1, outputTokens: 2.5, reasoningTokens: null, cachedInputTokens: null },
  toolCalls: 0,
};

test("an ordinary reply is taken in as it was read, with the usage that is recorded", () => {
  const usage = { inputTokens: 1, outputTokens: null, reasoningTokens: null, cachedInputTokens: null };
  expect(takeReply(reply, redactor)).toEqual({ reply, failure: null, usage, illFormed: [], redacted: [] });
});

test("a key in any text of a reply is taken out of it and told by its name", () => {
  const echo = `key ${key}`;
  const fields = ["text", "reasoning", "returnedModel", "systemFingerprint", "responseId", "stopReasonRaw"] as const;
  const names = fields.map((field) => {
    const taken = takeReply({ ...reply, [field]: echo }, redactor);
    expect(taken.reply![field]).toMatch(/^key redacted:hmac:[0-9a-f]{32}$/);
    return taken.redacted;
  });
  expect(names.flat()).toEqual([
    "text",
    "reasoning",
    "returned.model",
    "returned.systemFingerprint",
    "returned.responseId",
    "returned.stopReason",
  ]);
  expect(takeReply({ ...reply, text: "", refusal: echo, servedBy: echo }, redactor).redacted).toEqual([
    "text",
    "servedBy",
  ]);
  expect(takeReply({ ...reply, text: `half \ud83d of ${key}` }, redactor)).toMatchObject({
    illFormed: ["text"],
    redacted: ["text"],
  });
});

test("the words of a failure are cleaned, too; what it is stays", () => {
  const failure = new EndpointFailure("rejected", 401, "http-401", `HTTP 401: half \ud83d of ${key}`);
  const taken = takeFailure(failure, redactor);
  expect(taken.failure).toMatchObject({ kind: "rejected", status: 401, fault: "http-401" });
  expect(taken.failure!.message).toMatch(/^HTTP 401: half \ufffd of redacted:hmac:[0-9a-f]{32}$/);
  expect(taken).toMatchObject({ reply: null, redacted: ["words of the failure"] });
  const ordinary = new EndpointFailure("rejected", 500, "http-500", "HTTP 500: no");
  expect(takeFailure(ordinary, redactor)).toMatchObject({ failure: ordinary, redacted: [] });
});
