import { expect, test } from "vitest";
import { attemptOutcome } from "../../../src/collection/decisions/attempt-outcome.js";
import type { Arrival } from "../../../src/collection/recording/transport.js";
import { EndpointFailure } from "../../../src/endpoints/endpoint.js";

function arrival(changes: Partial<Arrival>): Arrival {
  return {
    startNs: 0n,
    headersNs: 1n,
    endNs: 2n,
    status: 200,
    headers: [],
    body: Buffer.alloc(0),
    decoded: false,
    fault: null,
    code: null,
    ...changes,
  };
}

const failure = new EndpointFailure("rejected", 0, "x", "what the endpoint said");
const kindOf = (status: number | null, changes: Partial<Arrival> = {}) =>
  attemptOutcome(arrival({ status, ...changes }), failure, 0);

test("statuses are read by what can be done about them", () => {
  expect(attemptOutcome(arrival({}), null, 0)).toEqual({ kind: "answer" });
  expect(kindOf(429)).toMatchObject({ kind: "turned-away", overloaded: false, reason: "what the endpoint said" });
  for (const status of [503, 529]) expect(kindOf(status)).toMatchObject({ kind: "turned-away", overloaded: true });
  for (const status of [408, 409, 425, 500, 502, 504, 524]) expect(kindOf(status).kind).toBe("server-fault");
  for (const status of [301, 302, 401, 402, 403, 404, 407])
    expect(kindOf(status)).toMatchObject({ kind: "rejected", forAll: true });
  for (const status of [400, 413, 422]) expect(kindOf(status)).toMatchObject({ kind: "rejected", forAll: false });
});

test("a used-up account is not asked again, though it answers 429 like a busy one", () => {
  const body = Buffer.from('{"error":{"code":"insufficient_quota"}}');
  expect(kindOf(429, { body })).toMatchObject({ kind: "rejected", forAll: true });
});

test("Retry-After is read as seconds, decimals or a date", () => {
  const wait = (value: string) => kindOf(429, { headers: [["retry-after", value]] });
  expect(wait("7")).toMatchObject({ retryAfterMs: 7000 });
  expect(wait("0.5")).toMatchObject({ retryAfterMs: 500 });
  expect(wait("Thu, 01 Jan 1970 00:00:09 GMT")).toMatchObject({ retryAfterMs: 9000 });
  expect(wait("soon")).toMatchObject({ retryAfterMs: null });
});

test("broken replies, missing replies and calls that we ended are told apart", () => {
  expect(kindOf(200, { fault: "reset" })).toMatchObject({ kind: "unreadable", fault: "reset" });
  expect(attemptOutcome(arrival({}), new EndpointFailure("unreadable", 200, "not-json", "a page"), 0)).toEqual({
    kind: "unreadable",
    fault: "not-json",
    reason: "a page",
  });
  expect(kindOf(null, { fault: "dns" })).toMatchObject({ kind: "no-response", fault: "dns" });
  expect(kindOf(null, { fault: "aborted" }).kind).toBe("stopped");
});

test("the reason names what came in the place of an answer", () => {
  const notJson = new EndpointFailure("unreadable", 200, "not-json", "the response is not JSON");
  const reasonFor = (body: string) => attemptOutcome(arrival({ body: Buffer.from(body) }), notJson, 0);
  expect(reasonFor("<html>Sign in</html>")).toMatchObject({
    reason: "it sent an HTML page: the response is not JSON",
  });
  expect(reasonFor("busy")).toMatchObject({ reason: "the response is not JSON" });
});
