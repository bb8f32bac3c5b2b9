import { appendFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { randomStream } from "../src/statistics/random-stream.js";

/** A server that speaks the Chat Completions protocol and misbehaves on demand. */
export interface MockOptions {
  readonly latencyMs?: number;
  /** Length of each answer's text in characters. */
  readonly answerLength?: number;
  /** One line a request is appended here, so that the log survives whoever asks. */
  readonly logPath?: string;
  /** Turn away this share of requests at random (HTTP 429). */
  readonly refuseShare?: number;
  /** Which requests that are; the last questions of a run wait for one refusal after another in some draws. */
  readonly seed?: string;
  /** Turn away what exceeds this many requests in any second (HTTP 429). */
  readonly perSecond?: number;
  /** `Retry-After` of refusals, in seconds; absent when null. */
  readonly retryAfter?: number | null;
  /** Every n-th request gets HTTP 500. */
  readonly failEvery?: number;
  /** Handles a request itself when it returns true. `number` counts requests from 1. */
  readonly respond?: (exchange: MockExchange) => boolean;
}

export interface MockExchange {
  readonly number: number;
  readonly body: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  answer(text?: string, changes?: Readonly<Record<string, unknown>>): void;
}

export interface MockServer {
  readonly baseUrl: string;
  readonly counts: { requests: number; answered: number; refused: number; failed: number };
  /** Bodies and header lists of all requests, when `keep` was asked for. */
  readonly seen: { readonly body: string; readonly headers: IncomingMessage["headers"] }[];
  close(): Promise<void>;
}

export async function startMockServer(options: MockOptions = {}, port = 0): Promise<MockServer> {
  const counts = { requests: 0, answered: 0, refused: 0, failed: 0 };
  const seen: MockServer["seen"] = [];
  const random = randomStream(options.seed ?? "mock-server", "refusals");
  const accepted: number[] = [];
  const latency = options.latencyMs ?? 0;
  const note = (line: string) => {
    if (options.logPath !== undefined) appendFileSync(options.logPath, `${line}\n`);
  };

  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const body = Buffer.concat(pieces).toString("utf8");
      counts.requests += 1;
      const number = counts.requests;
      if (options.respond !== undefined || seen.length < 100) seen.push({ body, headers: request.headers });
      const answer = (text?: string, changes: Readonly<Record<string, unknown>> = {}) => {
        counts.answered += 1;
        note(`${number} answered`);
        const reply = chatReply(number, body, text ?? defaultText(options.answerLength ?? 2000, number), changes);
        setTimeout(() => send(response, 200, reply, {}), latency);
      };
      if (options.respond?.({ number, body, request, response, answer })) return;
      if (mustRefuse(options, random, accepted)) {
        counts.refused += 1;
        note(`${number} refused`);
        const retryAfter = options.retryAfter ?? null;
        const headers: Record<string, string> = retryAfter === null ? {} : { "retry-after": String(retryAfter) };
        send(
          response,
          429,
          { error: { message: "Too many requests.", type: "rate_limit", code: "rate_limit" } },
          headers,
        );
        return;
      }
      if (options.failEvery !== undefined && number % options.failEvery === 0) {
        counts.failed += 1;
        note(`${number} failed`);
        send(response, 500, { error: { message: "The server had an error.", type: "server_error" } }, {});
        return;
      }
      answer();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    counts,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function mustRefuse(options: MockOptions, random: { double(): number }, accepted: number[]): boolean {
  if (options.refuseShare !== undefined) return random.double() < options.refuseShare;
  if (options.perSecond === undefined) return false;
  const now = performance.now();
  while (accepted.length > 0 && accepted[0]! <= now - 1000) accepted.shift();
  if (accepted.length >= options.perSecond) return true;
  accepted.push(now);
  return false;
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string>): void {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": "application/json", "x-request-id": `req-${status}`, ...headers });
  response.end(JSON.stringify(body));
}

function chatReply(number: number, body: string, text: string, changes: Readonly<Record<string, unknown>>): unknown {
  const model = (JSON.parse(body) as { model?: string }).model ?? "mock";
  return {
    id: `chatcmpl-${number}`,
    object: "chat.completion",
    created: 1_700_000_000,
    model,
    choices: [{ index: 0, message: { role: "assistant", content: text, refusal: null }, finish_reason: "stop" }],
    usage: {
      prompt_tokens: 20,
      completion_tokens: Math.ceil(text.length / 4),
      total_tokens: 20 + Math.ceil(text.length / 4),
    },
    system_fingerprint: "fp_mock",
    ...changes,
  };
}

const words = "the quick answer of a patient machine goes on in even steps until its length is reached ".repeat(40);

function defaultText(length: number, number: number): string {
  return `Answer ${number}. ${words}`.slice(0, length);
}
