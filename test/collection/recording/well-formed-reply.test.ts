import { expect, test } from "vitest";
import { wellFormedReply } from "../../../src/collection/recording/well-formed-reply.js";
import type { Reply } from "../../../src/endpoints/endpoint.js";

const reply: Reply = {
  text: "Hello 😀",
  reasoning: null,
  refusal: null,
  stopReason: "end",
  stopReasonRaw: "stop",
  returnedModel: "model-1",
  systemFingerprint: "fp_1",
  responseId: "id-1",
  usage: { inputTokens: 1, outputTokens: 1, reasoningTokens: null, cachedInputTokens: null },
  toolCalls: 0,
};

test("an ordinary reply is handed on as it is", () => {
  const clean = wellFormedReply(reply);
  expect(clean.reply).toBe(reply);
  expect(clean.illFormed).toEqual([]);
});

test("what the model said keeps its place; a name that cannot be written down is none", () => {
  const half = "half \ud83d";
  const { reply: clean, illFormed } = wellFormedReply({
    ...reply,
    text: half,
    reasoning: half,
    stopReasonRaw: half,
    returnedModel: half,
    systemFingerprint: half,
    responseId: half,
    servedBy: half,
  });
  expect(clean).toEqual({
    ...reply,
    text: "half \ufffd",
    reasoning: "half \ufffd",
    stopReasonRaw: null,
    returnedModel: null,
    systemFingerprint: null,
    responseId: null,
    servedBy: null,
  });
  expect([...illFormed].sort()).toEqual([
    "reasoning",
    "returned.model",
    "returned.responseId",
    "returned.stopReason",
    "returned.systemFingerprint",
    "servedBy",
    "text",
  ]);
});

test("a refusal that stands for the text has the text's name", () => {
  const refused = { ...reply, text: "", refusal: "no \ude00" };
  expect(wellFormedReply(refused)).toMatchObject({ reply: { refusal: "no \ufffd" }, illFormed: ["text"] });
  expect(wellFormedReply({ ...refused, text: "yes" }).illFormed).toEqual(["refusal"]);
});
