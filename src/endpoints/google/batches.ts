import { devNull } from "node:os";
import { GoogleGenAI } from "@google/genai";
import { resolveBaseUrl } from "../base-url.js";
import { type BatchEndpoint, type BatchView, linesOfFile } from "../batches.js";
import { requestDresser } from "../dress-request.js";
import type { EndpointAddress, EndpointConnection, Question } from "../endpoint.js";
import { errorWords } from "../error-in-body.js";
import {
  countOrNull,
  field,
  type JsonObject,
  nameOrNull,
  objects,
  parseBody,
  sumOrNull,
  textOrNull,
} from "../json-body.js";
import { listHorizon } from "../list-horizon.js";
import { sdkVersion } from "../sdk-version.js";
import { toRequest } from "./to-request.js";

const pageSize = 100;

/** Gemini batches, by file: the answers then come as lines, and not as one document that must be held whole. */
export function googleBatches(
  address: EndpointAddress,
  connection: Pick<EndpointConnection, "apiKey" | "userAgent">,
): BatchEndpoint {
  const baseUrl = resolveBaseUrl(address.provider, address.baseUrl);
  const model = address.model.includes("/") ? address.model : `models/${address.model}`;
  const authorisation: Readonly<Record<string, string>> =
    connection.apiKey === null ? {} : { "x-goog-api-key": connection.apiKey };
  const client = (send: typeof fetch) => clientFor(baseUrl, send);
  return {
    sdk: sdkVersion("@google/genai"),
    // The service states bytes (2 GB a file), no number of questions.
    limits: { requests: 100_000, bytes: 2_000_000_000 },
    questionUrl: `${baseUrl}/v1beta/${model}:generateContent`,
    questionBody: (question) => JSON.stringify(restBody(address.model, question)),
    line: (customId, body) => `{"key":${JSON.stringify(customId)},"request":${body}}`,
    dress: requestDresser(authorisation, connection.userAgent),
    async submit(wire, { name, lines }) {
      const file = new Blob(linesOfFile(lines), { type: "application/jsonl" });
      const config = { mimeType: "application/jsonl", displayName: name };
      const uploaded = parseBody(
        await wire("upload", (send) => client(send).files.upload({ file, config }), { passOn: true }),
      );
      const src = textOrNull(field(field(uploaded, "file"), "name")) ?? "files/none";
      const created = await wire("create", (send) =>
        client(send).batches.create({ model: address.model, src, config: { displayName: name } }),
      );
      return viewOf(parseBody(created));
    },
    look: async (wire, id) => viewOf(parseBody(await wire("look", (send) => client(send).batches.get({ name: id })))),
    async find(wire, { name, plannedAgoMs }) {
      const isPast = listHorizon(plannedAgoMs);
      let pageToken: string | undefined;
      for (;;) {
        const config = { pageSize, ...(pageToken === undefined ? {} : { pageToken }) };
        const page = parseBody(await wire("list", (send) => client(send).batches.list({ config })));
        const batches = objects(field(page, "operations"));
        const found = batches.find((batch) => field(field(batch, "metadata"), "displayName") === name);
        if (found !== undefined) return { found: viewOf(found), perhaps: false };
        const next = textOrNull(field(page, "nextPageToken"));
        const past = isPast(batches.map(createdMs));
        if (next === null || next === "" || next === pageToken || past) return { found: null, perhaps: false };
        pageToken = next;
      }
    },
    async download(wire, file, sink) {
      // The SDK can only write a file; it is handed an empty reply, and the bytes go to the sink.
      await wire("download", (send) => client(send).files.download({ file, downloadPath: devNull }), { sink });
    },
  };
}

/** The request as this SDK would send it live; in a file it must be given in this form. */
function restBody(model: string, question: Question): JsonObject {
  const { contents, config } = toRequest(model, question);
  const { systemInstruction, ...generationConfig } = config ?? {};
  return {
    contents,
    ...(systemInstruction === undefined
      ? {}
      : { systemInstruction: { parts: [{ text: systemInstruction }], role: "user" } }),
    generationConfig,
  };
}

const phases: Readonly<Record<string, BatchView["phase"]>> = {
  SUCCEEDED: "ended",
  PARTIALLY_SUCCEEDED: "ended",
  FAILED: "failed",
  EXPIRED: "expired",
  CANCELLED: "cancelled",
};

function createdMs(operation: JsonObject): number {
  return Date.parse(textOrNull(field(field(operation, "metadata"), "createTime")) ?? "");
}

function viewOf(operation: JsonObject): BatchView {
  const metadata = field(operation, "metadata");
  const state = nameOrNull(field(metadata, "state")) ?? "unknown";
  const stats = field(metadata, "batchStats");
  const count = (name: string) => countOrNull(Number(field(stats, name) ?? 0));
  const error = field(operation, "error");
  const file =
    textOrNull(field(field(operation, "response"), "responsesFile")) ??
    textOrNull(field(field(metadata, "output"), "responsesFile"));
  return {
    id: nameOrNull(field(operation, "name")) ?? "",
    phase: phases[state.replace(/^(BATCH|JOB)_STATE_/, "")] ?? "running",
    state,
    done: stats === null ? null : sumOrNull(0, count("successfulRequestCount"), count("failedRequestCount")),
    files: file === null ? [] : [file],
    reason: error === null ? null : errorWords({ error }),
    tooMuch: field(error, "code") === 8 || field(error, "status") === "RESOURCE_EXHAUSTED",
  };
}

/** Without `retryOptions` this SDK asks once. Vertex and the base URL, which it would read from the environment, are given. */
function clientFor(baseUrl: string, send: typeof fetch): GoogleGenAI {
  // The constructor warns that it uses GOOGLE_API_KEY whenever two key variables are set, which is not true here.
  const { warn } = globalThis.console;
  globalThis.console.warn = () => {};
  try {
    return new GoogleGenAI({
      // The real key is set where the request leaves; here it could reach an error of the SDK.
      apiKey: "set-when-sent",
      vertexai: false,
      apiVersion: "v1beta",
      httpOptions: { baseUrl, fetch: send },
    });
  } finally {
    globalThis.console.warn = warn;
  }
}
