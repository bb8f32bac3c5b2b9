import { resolveBaseUrl } from "../base-url.js";
import type { BatchEndpoint, BatchView, BatchWire } from "../batches.js";
import { bearer } from "../bearer.js";
import { requestDresser } from "../dress-request.js";
import type { EndpointAddress, EndpointConnection } from "../endpoint.js";
import { countOrNull, field, type JsonObject, nameOrNull, objects, parseBody, textOrNull } from "../json-body.js";
import { listHorizon } from "../list-horizon.js";
import { sdkVersion } from "../sdk-version.js";
import { readBatchLine } from "./batch-line.js";
import { anthropicClient } from "./client.js";
import { toRequest } from "./to-request.js";

const path = "/v1/messages/batches";
const pageSize = 100;

/**
 * Anthropic Message Batches: the questions stand in the request itself. A batch carries no mark of ours but the ids of
 * its questions, which it shows with its results, once it has ended.
 */
export function anthropicBatches(
  address: EndpointAddress,
  connection: Pick<EndpointConnection, "apiKey" | "userAgent">,
): BatchEndpoint {
  const baseUrl = resolveBaseUrl(address.provider, address.baseUrl);
  const client = (send: typeof fetch) => anthropicClient(baseUrl, send);
  /** Batches that have ended and hold no question of the one named: their results need not be fetched again. */
  const strangers = new Map<string, Set<string>>();
  return {
    sdk: sdkVersion("@anthropic-ai/sdk"),
    limits: { requests: 100_000, bytes: 256_000_000 },
    questionUrl: `${baseUrl}/v1/messages`,
    questionBody: (question) => JSON.stringify(toRequest(address.model, question)),
    line: (customId, body) => `{"custom_id":${JSON.stringify(customId)},"params":${body}}`,
    dress: requestDresser({ "anthropic-version": "2023-06-01", ...bearer(connection.apiKey) }, connection.userAgent),
    async submit(wire, { lines }) {
      // Through the client's own post, which takes the lines as they are: parsed, a large batch would stand in memory thrice.
      const body = `{"requests":[${lines.join(",")}]}`;
      const headers = { "content-type": "application/json" };
      return viewOf(parseBody(await wire("create", (send) => client(send).post(path, { body, headers }).asResponse())));
    },
    look: async (wire, id) =>
      viewOf(parseBody(await wire("look", (send) => client(send).messages.batches.retrieve(id)))),
    async find(wire, { name, requests, plannedAgoMs, others }) {
      const isPast = listHorizon(plannedAgoMs);
      let perhaps = false;
      let after: string | undefined;
      for (;;) {
        const query = { limit: pageSize, ...(after === undefined ? {} : { after_id: after }) };
        const page = parseBody(await wire("list", (send) => client(send).messages.batches.list(query)));
        const batches = objects(field(page, "data"));
        for (const batch of batches) {
          const view = viewOf(batch);
          if (others.has(view.id) || sizeOf(batch) !== requests) continue;
          if (view.phase === "running") perhaps = true;
          else if (await holds(wire, view, name)) return { found: view, perhaps: false };
        }
        const next = textOrNull(field(page, "last_id"));
        const past = isPast(batches.map(createdMs));
        if (field(page, "has_more") !== true || next === null || next === after || past)
          return { found: null, perhaps };
        after = next;
      }
    },
    download: (wire, file, sink) => download(wire, file, sink),
  };

  async function download(wire: BatchWire, id: string, sink: (piece: Uint8Array) => Promise<void> | null) {
    // Under our own base URL, not the one that the reply names: the key goes to no other host.
    const results = `${path}/${encodeURIComponent(id)}/results`;
    await wire("download", (send) => client(send).get(results, { __binaryResponse: true }).asResponse(), { sink });
  }

  /** Whether the results of a batch begin with a question of ours. */
  async function holds(wire: BatchWire, view: BatchView, name: string): Promise<boolean> {
    const known = strangers.get(name) ?? new Set();
    if (view.files.length === 0 || known.has(view.id)) return false;
    let head = "";
    await download(wire, view.id, (piece) => {
      if (head.includes("\n") || head.length > 1_000_000) return null;
      head += Buffer.from(piece).toString("latin1");
      return null;
    });
    const line = readBatchLine(head.split("\n")[0] ?? "");
    if (line.kind === "unreadable") return false;
    const ours = line.customId.startsWith(`${name}-`);
    if (!ours) strangers.set(name, known.add(view.id));
    return ours;
  }
}

function createdMs(batch: JsonObject): number {
  return Date.parse(textOrNull(field(batch, "created_at")) ?? "");
}

const counted = ["processing", "succeeded", "errored", "canceled", "expired"] as const;

function sizeOf(batch: JsonObject): number {
  const counts = field(batch, "request_counts");
  return counted.reduce((sum, name) => sum + (countOrNull(field(counts, name)) ?? 0), 0);
}

function viewOf(batch: JsonObject): BatchView {
  const id = nameOrNull(field(batch, "id")) ?? "";
  const state = nameOrNull(field(batch, "processing_status")) ?? "unknown";
  const processing = countOrNull(field(field(batch, "request_counts"), "processing"));
  const ended = state === "ended";
  return {
    id,
    // How each question came out stands with the question: a cancelled batch has ended like any other.
    phase: ended ? "ended" : "running",
    state,
    done: processing === null ? null : countOrNull(sizeOf(batch) - processing),
    files: ended && textOrNull(field(batch, "results_url")) !== null ? [id] : [],
    reason: null,
    tooMuch: false,
  };
}
