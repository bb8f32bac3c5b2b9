import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A server that speaks the batch protocols of OpenAI, Anthropic and Google, each with its own words and forms, and
 * misbehaves on demand. What it has run once it counts as billed, whoever fetches it.
 */
export interface MockBatchOptions {
  /** Looks at a batch before it has ended. */
  readonly looksUntilDone?: number;
  /** How a whole batch ends. */
  readonly ending?: (batch: MockBatch) => "completed" | "expired" | "failed" | "cancelled";
  /** What becomes of one question; the index is its place in the batch. */
  readonly item?: (item: MockItem) => MockOutcome;
  /** Code of the error with which a failed batch says why. */
  readonly failure?: { readonly code: string; readonly message: string };
  /** Handles a request itself when it returns true. */
  readonly respond?: (exchange: MockBatchExchange) => boolean | Promise<boolean>;
  /** Results come from the last question to the first. */
  readonly reversed?: boolean;
}

export interface MockItem {
  readonly customId: string;
  readonly index: number;
  readonly question: string;
  readonly batch: MockBatch;
}

export interface MockOutcome {
  readonly text?: string;
  /** An HTTP status other than 200, or the provider's word for it. */
  readonly error?: { readonly status: number; readonly type: string; readonly message: string };
  readonly notRun?: "expired" | "cancelled";
  readonly missing?: boolean;
  /** The line as it stands, in place of one that is well formed. */
  readonly raw?: string;
  /** The line comes twice. */
  readonly twice?: boolean;
}

export interface MockBatch {
  readonly id: string;
  readonly name: string | null;
  readonly lines: readonly string[];
  readonly createdMs: number;
  looks: number;
  ended: boolean;
  cancelled: boolean;
}

export interface MockBatchExchange {
  readonly what: "upload" | "create" | "list" | "look" | "download" | "cancel" | "other";
  /** Counts requests of this kind from 1. */
  readonly number: number;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  /** Answers as the server would, which it then does not do itself. */
  readonly carryOn: () => void;
}

export type MockBatchCounts = Record<MockBatchExchange["what"], number> & { billed: number };

export class MockBatchServer {
  readonly batches = new Map<string, MockBatch>();
  readonly files = new Map<string, Buffer>();
  readonly counts: MockBatchCounts = {
    upload: 0,
    create: 0,
    list: 0,
    look: 0,
    download: 0,
    cancel: 0,
    other: 0,
    billed: 0,
  };
  /** How often each question (by its request body) was run and billed. */
  readonly runs = new Map<string, number>();
  readonly headers: IncomingMessage["headers"][] = [];
  options: MockBatchOptions;
  origin = "";
  #server: Server;
  #serial = 0;

  constructor(options: MockBatchOptions = {}) {
    this.options = options;
    this.#server = createServer((request, response) => this.#receive(request, response));
    this.#server.keepAliveTimeout = 60_000;
  }

  async start(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  /** Stops listening; what was asked stays known, as it does at a provider. */
  async pause(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async resume(): Promise<void> {
    const port = Number(new URL(this.origin).port);
    this.#server = createServer((request, response) => this.#receive(request, response));
    await this.start(port);
  }

  /** Base URL as a study would name it. */
  baseUrl(provider: "openai" | "anthropic" | "google"): string {
    return provider === "openai" ? `${this.origin}/v1` : this.origin;
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", async () => {
      const body = Buffer.concat(pieces);
      const url = new URL(request.url ?? "/", this.origin);
      const what = kindOf(request.method ?? "GET", url.pathname);
      this.counts[what] += 1;
      if (this.headers.length < 200) this.headers.push(request.headers);
      const carryOn = () => {
        this.#answer(request, response, url, body);
      };
      const number = this.counts[what];
      if (await this.options.respond?.({ what, number, request, response, body, carryOn })) return;
      carryOn();
    });
  }

  #answer(request: IncomingMessage, response: ServerResponse, url: URL, body: Buffer): boolean {
    const path = url.pathname;
    const send = (value: unknown, status = 200, headers: Record<string, string> = {}) => {
      if (response.destroyed) return true;
      const text = typeof value === "string" ? value : JSON.stringify(value);
      response.writeHead(status, { "content-type": "application/json", "x-request-id": "req-1", ...headers });
      response.end(text);
      return true;
    };
    const missing = () => send({ error: { message: "No such thing.", type: "not_found_error" } }, 404);
    const authorised = request.headers.authorization ?? request.headers["x-goog-api-key"];
    if (authorised === "Bearer revoked") return send({ error: { message: "Incorrect API key." } }, 401);

    if (path === "/v1/files") return send({ id: this.#keep(filePart(request, body)), object: "file", bytes: 1 });
    const content = /^\/v1\/files\/([^/]+)\/content$/.exec(path);
    if (content !== null) return this.#download(response, content[1]!);
    if (path === "/v1/batches" && request.method === "POST") {
      const wanted = JSON.parse(body.toString()) as {
        input_file_id: string;
        metadata?: { teacherprint_batch: string };
      };
      const file = this.files.get(wanted.input_file_id);
      if (file === undefined) return send({ error: { message: "No such file." } }, 400);
      return send(this.#openAi(this.#create(linesOf(file), wanted.metadata?.teacherprint_batch ?? null)));
    }
    if (path === "/v1/batches") {
      const page = this.#page(url.searchParams.get("after"), Number(url.searchParams.get("limit") ?? 20));
      return send({ object: "list", data: page.batches.map((one) => this.#openAi(one)), has_more: page.more });
    }
    const openAi = /^\/v1\/batches\/([^/]+)(\/cancel)?$/.exec(path);
    if (openAi !== null) {
      const batch = this.batches.get(openAi[1]!);
      if (batch === undefined) return missing();
      if (openAi[2] !== undefined) batch.cancelled = true;
      else this.#look(batch);
      return send(this.#openAi(batch));
    }

    if (path === "/v1/messages/batches" && request.method === "POST") {
      const wanted = JSON.parse(body.toString()) as { requests: unknown[] };
      return send(
        this.#anthropic(
          this.#create(
            wanted.requests.map((one) => JSON.stringify(one)),
            null,
          ),
        ),
      );
    }
    if (path === "/v1/messages/batches") {
      const page = this.#page(url.searchParams.get("after_id"), Number(url.searchParams.get("limit") ?? 20));
      // Time passes while one waits; elsewhere it is counted in looks at one batch.
      for (const batch of page.batches) this.#look(batch);
      const last_id = page.batches.at(-1)?.id ?? null;
      return send({ data: page.batches.map((one) => this.#anthropic(one)), has_more: page.more, last_id });
    }
    const anthropic = /^\/v1\/messages\/batches\/([^/]+?)(\/cancel|\/results)?$/.exec(path);
    if (anthropic !== null) {
      const batch = this.batches.get(anthropic[1]!);
      if (batch === undefined) return missing();
      if (anthropic[2] === "/results") {
        return batch.ended ? this.#sendFile(response, this.#results(batch, anthropicLine).output) : missing();
      }
      if (anthropic[2] === "/cancel") batch.cancelled = true;
      else this.#look(batch);
      return send(this.#anthropic(batch));
    }

    if (path === "/upload/v1beta/files") {
      if (request.headers["x-goog-upload-command"] === "start")
        return send("", 200, { "x-goog-upload-url": `${this.origin}/upload/v1beta/files?upload_id=1` });
      const last = String(request.headers["x-goog-upload-command"]).includes("finalize");
      this.#part = Buffer.concat([this.#part, body]);
      if (!last) return send("", 200, { "x-goog-upload-status": "active" });
      const name = `files/${this.#keep(this.#part)}`;
      this.#part = Buffer.alloc(0);
      return send({ file: { name, state: "ACTIVE" } }, 200, { "x-goog-upload-status": "final" });
    }
    if (path.endsWith(":batchGenerateContent")) {
      const wanted = (JSON.parse(body.toString()) as GoogleCreate).batch;
      const file = this.files.get(wanted.inputConfig.fileName.replace("files/", ""));
      if (file === undefined) return send({ error: { code: 400, message: "No such file." } }, 400);
      return send(this.#google(this.#create(linesOf(file), wanted.displayName, "batches/")));
    }
    if (path === "/v1beta/batches") {
      const page = this.#page(url.searchParams.get("pageToken"), Number(url.searchParams.get("pageSize") ?? 20));
      const nextPageToken = page.more ? page.batches.at(-1)!.id : undefined;
      return send({ operations: page.batches.map((one) => this.#google(one)), nextPageToken });
    }
    const download = /^\/v1beta\/files\/([^/:]+):download$/.exec(path);
    if (download !== null) return this.#download(response, download[1]!);
    const google = /^\/v1beta\/(batches\/[^/:]+)(:cancel)?$/.exec(path);
    if (google !== null) {
      const batch = this.batches.get(google[1]!);
      if (batch === undefined) return send({ error: { code: 404, message: "Not found.", status: "NOT_FOUND" } }, 404);
      if (google[2] !== undefined) batch.cancelled = true;
      else this.#look(batch);
      return send(this.#google(batch));
    }
    return missing();
  }

  #part: Buffer = Buffer.alloc(0);

  #keep(bytes: Buffer): string {
    const id = `file-${this.files.size + 1}`;
    this.files.set(id, bytes);
    return id;
  }

  #create(lines: readonly string[], name: string | null, prefix = "batch_"): MockBatch {
    this.#serial += 1;
    const id = `${prefix}${this.#serial}`;
    const batch: MockBatch = { id, name, lines, createdMs: Date.now(), looks: 0, ended: false, cancelled: false };
    this.batches.set(id, batch);
    if (this.#ending(batch) === "completed") {
      for (const [index, line] of lines.entries()) {
        const item = itemOf(line, index, batch);
        const outcome = this.options.item?.(item) ?? {};
        if (outcome.error !== undefined || outcome.notRun !== undefined) continue;
        this.counts.billed += 1;
        this.runs.set(item.question, (this.runs.get(item.question) ?? 0) + 1);
      }
    }
    return batch;
  }

  #look(batch: MockBatch): void {
    batch.looks += 1;
    if (batch.looks >= (this.options.looksUntilDone ?? 1) || batch.cancelled) batch.ended = true;
  }

  #ending(batch: MockBatch): "completed" | "expired" | "failed" | "cancelled" {
    if (batch.cancelled) return "cancelled";
    return this.options.ending?.(batch) ?? "completed";
  }

  #page(after: string | null, limit: number) {
    const newest = [...this.batches.values()].reverse();
    const first = after === null ? 0 : newest.findIndex((batch) => batch.id === after) + 1;
    return { batches: newest.slice(first, first + limit), more: first + limit < newest.length };
  }

  #openAi(batch: MockBatch): unknown {
    const ending = this.#ending(batch);
    const files = batch.ended && ending !== "failed" ? this.#resultFiles(batch) : {};
    return {
      id: batch.id,
      object: "batch",
      endpoint: "/v1/chat/completions",
      input_file_id: "file-1",
      completion_window: "24h",
      status: batch.ended ? ending : "in_progress",
      created_at: Math.floor(batch.createdMs / 1000),
      metadata: batch.name === null ? null : { teacherprint_batch: batch.name },
      request_counts: { total: batch.lines.length, completed: this.#done(batch), failed: 0 },
      ...(batch.ended && ending === "failed"
        ? { errors: { object: "list", data: [this.options.failure ?? { code: "invalid", message: "Bad file." }] } }
        : {}),
      ...files,
    };
  }

  #resultFiles(batch: MockBatch): { output_file_id?: string; error_file_id?: string } {
    const { output, errors } = this.#results(batch, openAiLine);
    this.files.set(`out-${batch.id}`, Buffer.from(output));
    this.files.set(`err-${batch.id}`, Buffer.from(errors));
    return {
      ...(output === "" ? {} : { output_file_id: `out-${batch.id}` }),
      ...(errors === "" ? {} : { error_file_id: `err-${batch.id}` }),
    };
  }

  #anthropic(batch: MockBatch): unknown {
    const total = batch.lines.length;
    return {
      id: batch.id,
      type: "message_batch",
      processing_status: batch.ended ? "ended" : "in_progress",
      request_counts: {
        processing: batch.ended ? 0 : total - this.#done(batch),
        succeeded: this.#done(batch),
        errored: 0,
        canceled: batch.ended ? total - this.#done(batch) : 0,
        expired: 0,
      },
      created_at: new Date(batch.createdMs).toISOString(),
      ended_at: batch.ended ? new Date().toISOString() : null,
      results_url: batch.ended ? `${this.origin}/v1/messages/batches/${batch.id}/results` : null,
    };
  }

  #google(batch: MockBatch): unknown {
    const ending = this.#ending(batch);
    const word = { completed: "SUCCEEDED", expired: "EXPIRED", failed: "FAILED", cancelled: "CANCELLED" }[ending];
    const total = batch.lines.length;
    let output = {};
    if (batch.ended && ending === "completed") {
      const name = `out${batch.id.replace("/", "")}`;
      this.files.set(name, Buffer.from(this.#results(batch, googleLine).output));
      output = { done: true, response: { responsesFile: `files/${name}` } };
    }
    return {
      name: batch.id,
      metadata: {
        displayName: batch.name,
        state: `BATCH_STATE_${batch.ended ? word : "RUNNING"}`,
        createTime: new Date(batch.createdMs).toISOString(),
        batchStats: { requestCount: String(total), successfulRequestCount: String(this.#done(batch)) },
      },
      ...output,
      ...(batch.ended && ending === "failed"
        ? { done: true, error: { code: 8, message: this.options.failure?.message ?? "Too much.", status: "X" } }
        : {}),
    };
  }

  #done(batch: MockBatch): number {
    const looks = this.options.looksUntilDone ?? 1;
    if (batch.ended) return this.#ending(batch) === "completed" ? batch.lines.length : 0;
    return Math.floor((batch.lines.length * batch.looks) / looks);
  }

  #results(batch: MockBatch, write: (item: MockItem, outcome: MockOutcome) => string) {
    const output: string[] = [];
    const errors: string[] = [];
    const ending = this.#ending(batch);
    for (const [index, line] of batch.lines.entries()) {
      const item = itemOf(line, index, batch);
      const outcome: MockOutcome =
        ending === "completed"
          ? (this.options.item?.(item) ?? {})
          : { notRun: ending === "expired" ? "expired" : "cancelled" };
      if (outcome.missing) continue;
      const text = outcome.raw ?? write(item, outcome);
      const failed = outcome.error !== undefined || outcome.notRun !== undefined;
      for (let time = 0; time < (outcome.twice ? 2 : 1); time += 1) {
        if (failed && write === openAiLine) errors.push(text);
        else output.push(text);
      }
    }
    if (this.options.reversed) output.reverse();
    const joined = (lines: string[]) => (lines.length === 0 ? "" : `${lines.join("\n")}\n`);
    return { output: joined(output), errors: joined(errors) };
  }

  #download(response: ServerResponse, id: string): true {
    const file = this.files.get(id);
    if (file === undefined) {
      response.writeHead(404, { "content-type": "application/json" });
      response.end('{"error":{"message":"No such file."}}');
      return true;
    }
    return this.#sendFile(response, file);
  }

  #sendFile(response: ServerResponse, file: Buffer | string): true {
    const bytes = Buffer.from(file as string);
    response.writeHead(200, { "content-type": "application/jsonl", "content-length": String(bytes.byteLength) });
    response.end(bytes);
    return true;
  }
}

interface GoogleCreate {
  readonly batch: { readonly displayName: string; readonly inputConfig: { readonly fileName: string } };
}

function kindOf(method: string, path: string): MockBatchExchange["what"] {
  if (/cancel$/.test(path)) return "cancel";
  if (path === "/v1/files" || path.startsWith("/upload/")) return "upload";
  if (/\/(content|results)$|:download$/.test(path)) return "download";
  if (method === "POST" && /batches$|:batchGenerateContent$/.test(path)) return "create";
  if (/batches$/.test(path)) return "list";
  return /batches\//.test(path) ? "look" : "other";
}

/** The file of a multipart form. */
function filePart(request: IncomingMessage, body: Buffer): Buffer {
  const boundary = /boundary=(.+)$/.exec(request.headers["content-type"] ?? "")?.[1] ?? "";
  const start = body.indexOf("filename=");
  const from = body.indexOf("\r\n\r\n", start) + 4;
  return body.subarray(from, body.indexOf(`\r\n--${boundary}`, from));
}

function linesOf(file: Buffer): string[] {
  return file
    .toString()
    .split("\n")
    .filter((line) => line !== "");
}

function itemOf(line: string, index: number, batch: MockBatch): MockItem {
  const item = JSON.parse(line) as Record<string, unknown>;
  const question = item.body ?? item.params ?? item.request;
  return { customId: String(item.custom_id ?? item.key), index, question: JSON.stringify(question), batch };
}

const words = "the quick answer of a patient machine goes on in even steps until its length is reached ".repeat(40);

function textOf({ index, batch }: MockItem, outcome: MockOutcome): string {
  return outcome.text ?? `Answer ${index} of ${batch.id}. ${words}`.slice(0, 2000);
}

function openAiLine(item: MockItem, outcome: MockOutcome): string {
  const id = `batch_req_${item.index}`;
  if (outcome.notRun !== undefined) {
    const error = { code: `batch_${outcome.notRun}`, message: "This request could not be executed in time." };
    return JSON.stringify({ id, custom_id: item.customId, response: null, error });
  }
  const { error } = outcome;
  const body =
    error !== undefined
      ? { error: { message: error.message, type: error.type, code: null } }
      : openAiBody(item, textOf(item, outcome));
  const response = { status_code: error?.status ?? 200, request_id: `req_${item.index}`, body };
  return JSON.stringify({ id, custom_id: item.customId, response, error: null });
}

function openAiBody(item: MockItem, text: string): unknown {
  const model = (JSON.parse(item.question) as { model: string }).model;
  const tokens = Math.ceil(text.length / 4);
  if (item.question.includes('"input":')) {
    return {
      id: `resp_${item.index}`,
      object: "response",
      status: "completed",
      model,
      output: [{ type: "message", role: "assistant", content: [{ type: "output_text", text }] }],
      usage: { input_tokens: 20, output_tokens: tokens },
    };
  }
  return {
    id: `chatcmpl-${item.index}`,
    object: "chat.completion",
    model,
    choices: [{ index: 0, message: { role: "assistant", content: text, refusal: null }, finish_reason: "stop" }],
    usage: { prompt_tokens: 20, completion_tokens: tokens, total_tokens: 20 + tokens },
    system_fingerprint: "fp_mock",
  };
}

function anthropicLine(item: MockItem, outcome: MockOutcome): string {
  const { customId: custom_id } = item;
  if (outcome.notRun !== undefined)
    return JSON.stringify({ custom_id, result: { type: outcome.notRun === "expired" ? "expired" : "canceled" } });
  if (outcome.error !== undefined) {
    const { type, message } = outcome.error;
    return JSON.stringify({
      custom_id,
      result: { type: "errored", error: { type: "error", error: { type, message } } },
    });
  }
  const text = textOf(item, outcome);
  const message = {
    id: `msg_${item.index}`,
    type: "message",
    role: "assistant",
    model: (JSON.parse(item.question) as { model: string }).model,
    content: [{ type: "text", text }],
    stop_reason: "end_turn",
    usage: { input_tokens: 20, output_tokens: Math.ceil(text.length / 4) },
  };
  return JSON.stringify({ custom_id, result: { type: "succeeded", message } });
}

function googleLine(item: MockItem, outcome: MockOutcome): string {
  const { customId: key } = item;
  if (outcome.notRun !== undefined) return JSON.stringify({ key, error: { code: 1, message: "Cancelled." } });
  if (outcome.error !== undefined)
    return JSON.stringify({ key, error: { code: outcome.error.status, message: outcome.error.message } });
  const text = textOf(item, outcome);
  const response = {
    candidates: [{ content: { parts: [{ text }], role: "model" }, finishReason: "STOP" }],
    modelVersion: "model-1",
    responseId: `r${item.index}`,
    usageMetadata: { promptTokenCount: 20, candidatesTokenCount: Math.ceil(text.length / 4) },
  };
  return JSON.stringify({ key, response });
}
