import { resolveBaseUrl } from "../base-url.js";
import { type BatchEndpoint, type BatchView, linesOfFile } from "../batches.js";
import { bearer } from "../bearer.js";
import { requestDresser } from "../dress-request.js";
import type { EndpointAddress, EndpointConnection, Question } from "../endpoint.js";
import {
  countOrNull,
  field,
  firstWords,
  type JsonObject,
  nameOrNull,
  objects,
  parseBody,
  sumOrNull,
  textOrNull,
} from "../json-body.js";
import { listHorizon } from "../list-horizon.js";
import { toRequest as toResponsesRequest } from "../openai-responses/to-request.js";
import { sdkVersion } from "../sdk-version.js";
import { openAiClient } from "./client.js";
import { toRequest } from "./to-request.js";

/** Key of the metadata by which a batch is known again. */
const markKey = "teacherprint_batch";
const pageSize = 100;

/** OpenAI Batch: a file of questions goes up, a file of answers and one of errors come down. */
export function openAiBatches(
  address: EndpointAddress,
  connection: Pick<EndpointConnection, "apiKey" | "userAgent">,
): BatchEndpoint {
  const baseUrl = resolveBaseUrl(address.provider, address.baseUrl);
  const responses = address.provider === "openai-responses";
  const path = responses ? "/v1/responses" : "/v1/chat/completions";
  const client = (send: typeof fetch) => openAiClient(baseUrl, send);
  const request = (question: Question) =>
    responses ? toResponsesRequest(address.model, question) : toRequest(address.model, question);
  return {
    sdk: sdkVersion("openai"),
    limits: { requests: 50_000, bytes: 200_000_000 },
    questionUrl: `${baseUrl}${path.slice("/v1".length)}`,
    questionBody: (question) => JSON.stringify(request(question)),
    line: (customId, body) =>
      `{"custom_id":${JSON.stringify(customId)},"method":"POST","url":${JSON.stringify(path)},"body":${body}}`,
    dress: requestDresser(bearer(connection.apiKey), connection.userAgent),
    async submit(wire, { name, lines }) {
      const file = new File(linesOfFile(lines), `${name}.jsonl`, { type: "application/jsonl" });
      const uploaded = parseBody(await wire("upload", (send) => client(send).files.create({ file, purpose: "batch" })));
      const created = await wire("create", (send) =>
        client(send).batches.create({
          input_file_id: textOrNull(field(uploaded, "id")) ?? "",
          endpoint: path,
          completion_window: "24h",
          metadata: { [markKey]: name },
        }),
      );
      return viewOf(parseBody(created));
    },
    look: async (wire, id) => viewOf(parseBody(await wire("look", (send) => client(send).batches.retrieve(id)))),
    async find(wire, { name, plannedAgoMs }) {
      const isPast = listHorizon(plannedAgoMs);
      let after: string | undefined;
      for (;;) {
        const query = { limit: pageSize, ...(after === undefined ? {} : { after }) };
        const page = parseBody(await wire("list", (send) => client(send).batches.list(query)));
        const batches = objects(field(page, "data"));
        const found = batches.find((batch) => field(field(batch, "metadata"), markKey) === name);
        if (found !== undefined) return { found: viewOf(found), perhaps: false };
        const next = textOrNull(field(batches.at(-1), "id"));
        const past = isPast(batches.map((batch) => (countOrNull(field(batch, "created_at")) ?? Number.NaN) * 1000));
        if (field(page, "has_more") !== true || next === null || next === after || past)
          return { found: null, perhaps: false };
        after = next;
      }
    },
    async download(wire, file, sink) {
      await wire("download", (send) => client(send).files.content(file), { sink });
    },
  };
}

const phases: Readonly<Record<string, BatchView["phase"]>> = {
  completed: "ended",
  failed: "failed",
  expired: "expired",
  cancelled: "cancelled",
};

function viewOf(batch: JsonObject): BatchView {
  const state = nameOrNull(field(batch, "status")) ?? "unknown";
  const counts = field(batch, "request_counts");
  const errors = objects(field(field(batch, "errors"), "data"));
  const done = sumOrNull(0, countOrNull(field(counts, "completed")), countOrNull(field(counts, "failed")));
  const words = errors.map((error) => textOrNull(field(error, "message")) ?? textOrNull(field(error, "code")) ?? "");
  return {
    id: nameOrNull(field(batch, "id")) ?? "",
    phase: phases[state] ?? "running",
    state,
    done: counts === null ? null : done,
    files: [field(batch, "output_file_id"), field(batch, "error_file_id")].filter(
      (file): file is string => typeof file === "string" && file !== "",
    ),
    reason: words.length === 0 ? null : firstWords([...new Set(words)].join("; "), 300),
    tooMuch: errors.some((error) => field(error, "code") === "token_limit_exceeded"),
  };
}
