import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { shippedPacks } from "../probes/load-pack.js";
import type { Pack } from "../probes/pack.js";
import { Desk } from "./protocol/desk.js";
import { type LabFaults, noFaults } from "./protocol/faults.js";
import type { LabTally, Outcome } from "./protocol/outcome.js";
import { CanaryWorld, type PlantedQuestion } from "./world/canary-world.js";
import { type LabModel, makeCast } from "./world/cast.js";
import { knownQuestions } from "./world/known-questions.js";
import { World } from "./world/world.js";

export interface LabSettings {
  /** Everything in the lab follows from it. */
  readonly seed: string;
  /** Independent control voices, 1 .. 42; 26 by default. */
  readonly controlFamilies?: number;
  /** Teacher whose students are made; `sim-birch-2` by default. */
  readonly teacher?: string;
  /** One student a dose, each 0 .. 1; by default .1, .2, .4 and .8. */
  readonly doses?: readonly number[];
  /** Packs whose questions the models recognise; by default those that ship. */
  readonly packs?: readonly Pack[];
  /** Values planted in the teacher's answers; students take up the share of them that is their dose. */
  readonly planted?: readonly PlantedQuestion[];
  /** Wait before each response. */
  readonly latencyMilliseconds?: number;
  readonly faults?: Partial<LabFaults>;
  /** Milliseconds since 1970, for the `created` field alone. */
  readonly now?: () => number;
}

export interface Lab {
  readonly seed: string;
  /** `http://127.0.0.1:<port>`: the base URL for the Anthropic SDK. */
  readonly url: string;
  /** The same with `/v1`: the base URL for the OpenAI SDK. */
  readonly openaiUrl: string;
  /** The one key that the server accepts; it opens nothing else. */
  readonly apiKey: string;
  /** Name of the environment variable in which studies of the lab look for the key; the caller sets it. */
  readonly apiKeyVariable: string;
  readonly models: readonly LabModel[];
  readonly tally: Readonly<LabTally>;
  close(): Promise<void>;
}

export const labKeyVariable = "TEACHERPRINT_LAB_KEY";

/**
 * Starts simulated models behind a real HTTP server on 127.0.0.1, at a port of the system's choice. It speaks the OpenAI
 * Chat Completions protocol (`/v1/chat/completions`, `/v1/models`) and the Anthropic Messages protocol (`/v1/messages`).
 *
 * The lab is an invented world: it tests formulas and plumbing and validates nothing. Its answers depend on the seed, the
 * model, the messages, the temperature and how often this same question was answered before; not on the order in which
 * different questions arrive, nor on faults. Top-p, penalties and seeds of a request are ignored; streams are refused.
 * Throws RangeError for settings out of range.
 */
export async function startLab(settings: LabSettings): Promise<Lab> {
  const {
    seed,
    controlFamilies = 26,
    teacher = "sim-birch-2",
    doses = [0.1, 0.2, 0.4, 0.8],
    now = Date.now,
  } = settings;
  const models = makeCast({ seed, controlFamilies, teacher, doses });
  const known = knownQuestions(settings.packs ?? (await shippedPacks()));
  const world =
    settings.planted === undefined
      ? new World(seed, models, known)
      : new CanaryWorld(seed, models, known, settings.planted);
  const apiKey = `lab-${createHash("sha256").update(`teacherprint/lab-key\0${seed}`).digest("hex").slice(0, 32)}`;
  const desk = new Desk(world, { seed, apiKey, now, faults: { ...noFaults, ...settings.faults } });
  const server = createServer((request, response) => void serve(desk, request, response, settings.latencyMilliseconds));
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve, reject) => {
      server.close((fault) => (fault ? reject(fault) : resolve()));
      server.closeAllConnections();
    });
  const apiKeyVariable = labKeyVariable;
  return { seed, url, openaiUrl: `${url}/v1`, apiKey, apiKeyVariable, models, tally: desk.tally, close };
}

const largestBody = 4 * 2 ** 20;

async function serve(desk: Desk, request: IncomingMessage, response: ServerResponse, latency = 0): Promise<void> {
  const body = await readBody(request);
  if (body === null) return void response.destroy();
  const path = (request.url ?? "/").split("?")[0]!;
  const outcome = desk.receive({ method: request.method ?? "GET", path, headers: request.headers, body });
  if (latency > 0) await sleep(latency);
  write(outcome, response);
}

/** Null when the client went away or sent more than any question needs. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > largestBody) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString("utf8");
}

function write({ status, headers, body, broken }: Outcome, response: ServerResponse): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { "content-type": "application/json", "content-length": bytes.length, ...headers });
  if (broken) response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  else response.end(bytes);
}
