import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { type AgentOptions, Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { ArrivalInProgress } from "./arrival-in-progress.js";
import type { ExchangeLimits } from "./exchange-limits.js";
import type { Arrival, BodySink, Outgoing, Transport } from "./transport.js";
import { unpackBody } from "./unpack-body.js";

/** Who stands at the other end of an encrypted connection. Digests are SHA-256 in hex over the certificates. */
export interface TlsSample {
  readonly origin: string;
  readonly serverName: string | null;
  readonly address: string | null;
  readonly protocol: string | null;
  readonly alpn: string | null;
  readonly leafSha256: string | null;
  readonly chainSha256: readonly string[];
}

export interface HttpTransportOptions {
  readonly monotonicNs: () => bigint;
  /** Called for each new encrypted connection. */
  readonly onConnection?: (sample: TlsSample) => void;
  /** Additional trust and the like, for networks with their own authority. */
  readonly tls?: Pick<AgentOptions, "ca">;
}

export interface HttpTransport {
  readonly send: Transport;
  /** Closes idle connections. */
  close(): void;
}

/**
 * The collector's own transport, on Node's HTTP client: it keeps the bytes of the wire (the global fetch unpacks them),
 * shows the certificate of the other end, and needs a third of the processor time and half of the memory of fetch.
 */
export function httpTransport(options: HttpTransportOptions): HttpTransport {
  const http = new HttpAgent({ keepAlive: true });
  const https = new HttpsAgent({ keepAlive: true, ...options.tls });
  const send: Transport = (outgoing, limits) => sendOnce(outgoing, limits, { http, https }, options);
  return {
    send,
    close() {
      http.destroy();
      https.destroy();
    },
  };
}

interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

function sendOnce(
  outgoing: Outgoing,
  limits: ExchangeLimits,
  agents: Agents,
  options: HttpTransportOptions,
): Promise<Arrival> {
  const { controller, body } = outgoing;
  const arrival = new ArrivalInProgress(limits, controller, options.monotonicNs);
  return new Promise((resolve) => {
    const url = new URL(outgoing.url);
    const secure = url.protocol === "https:";
    const settings = {
      method: outgoing.method,
      headers: { ...Object.fromEntries(outgoing.headers), "content-length": String(body.byteLength) },
    };
    const fail = (error: unknown) => end(arrival.failed(error));
    let stop = () => {};
    const end = (ended: Arrival) => {
      controller.signal.removeEventListener("abort", stop);
      resolve(ended);
    };
    try {
      const request = secure
        ? httpsRequest(url, { ...settings, agent: agents.https })
        : httpRequest(url, { ...settings, agent: agents.http });
      request.on("socket", (socket) => {
        if (!socket.connecting) return;
        watchConnect(socket, secure, limits.connectMs, () => {
          end(arrival.broken("unreachable", "CONNECT_TIMEOUT"));
          request.destroy();
        });
        if (secure)
          socket.once("secureConnect", () => options.onConnection?.(sampleOf(url.origin, socket as TLSSocket)));
      });
      request.on("error", fail);
      request.on("response", (response) => read(response, arrival, limits, end, outgoing));
      stop = () => {
        fail(controller.signal.reason);
        request.destroy();
      };
      if (controller.signal.aborted) stop();
      else {
        controller.signal.addEventListener("abort", stop);
        request.end(body);
      }
    } catch (error) {
      fail(error);
    }
  });
}

function read(
  response: IncomingMessage,
  arrival: ArrivalInProgress,
  limits: ExchangeLimits,
  end: (arrival: Arrival) => void,
  outgoing: Pick<Outgoing, "sink" | "controller">,
): void {
  const { statusCode = 0, headers } = response;
  arrival.begin(statusCode, headerPairs(response.rawHeaders));
  // What is not a success is a message, not a body.
  const sink = statusCode >= 200 && statusCode < 300 ? outgoing.sink : undefined;
  // What is packed must be whole to be unpacked, and goes to the sink then.
  const passOn = isPlain(headers["content-encoding"]) ? sink : undefined;
  let held: Promise<void> | null = null;
  const fail = (error: unknown) => {
    end(arrival.failed(error));
    response.destroy();
  };
  const hold = (wait: Promise<void>) => {
    response.pause();
    held = wait.then(() => void response.resume(), fail);
  };
  response.on("data", (piece: Buffer) => {
    if (passOn === undefined ? arrival.take(piece) : arrival.pass(piece)) {
      const wait = passOn?.(piece) ?? null;
      if (wait !== null) hold(wait);
      return;
    }
    end(arrival.broken("too-large"));
    response.destroy();
  });
  response.on("error", (error) => end(arrival.failed(error)));
  response.on("end", async () => {
    // The end of a paused stream may come before its last piece has been taken.
    if (held !== null) await held;
    const unpacked = unpackBody(arrival.bytes(), headers["content-encoding"] ?? null, limits.largestBody);
    if (unpacked.kind === "broken") end(arrival.broken(unpacked.fault, unpacked.code));
    else if (unpacked.kind === "plain") end(arrival.whole(arrival.bytes(), false));
    else if (sink === undefined) end(arrival.whole(unpacked.body, true));
    else {
      try {
        await handOver(unpacked.body, sink, arrival, outgoing.controller.signal);
        end(arrival.whole(Buffer.alloc(0), true));
      } catch (error) {
        // Kept packed, what came would be beyond taking credentials out of it.
        end({ ...arrival.failed(error), body: Buffer.alloc(0) });
      }
    }
  });
}

const handedOverAtOnce = 64 * 1024;

/** A body that is whole goes to its sink in pieces, as if it came so: the sink may hold it up, and the call may end. */
async function handOver(body: Buffer, sink: BodySink, arrival: ArrivalInProgress, signal: AbortSignal): Promise<void> {
  for (let from = 0; from < body.byteLength; from += handedOverAtOnce) {
    signal.throwIfAborted();
    await sink(body.subarray(from, from + handedOverAtOnce));
    arrival.goesOn();
  }
}

function isPlain(encoding: string | undefined): boolean {
  return encoding === undefined || encoding === "" || encoding === "identity";
}

function headerPairs(raw: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) pairs.push([raw[index]!.toLowerCase(), raw[index + 1]!]);
  return pairs;
}

function watchConnect(socket: Socket, secure: boolean, connectMs: number, giveUp: () => void): void {
  const timer = setTimeout(giveUp, connectMs);
  const clear = () => clearTimeout(timer);
  socket.once(secure ? "secureConnect" : "connect", clear);
  socket.once("close", clear);
}

function sampleOf(origin: string, socket: TLSSocket): TlsSample {
  const chain: string[] = [];
  const seen = new Set<string>();
  let certificate = socket.getPeerCertificate(true);
  while (certificate?.fingerprint256 !== undefined && !seen.has(certificate.fingerprint256)) {
    seen.add(certificate.fingerprint256);
    chain.push(certificate.fingerprint256.replaceAll(":", "").toLowerCase());
    certificate = certificate.issuerCertificate;
  }
  return {
    origin,
    serverName: typeof socket.servername === "string" ? socket.servername : null,
    address: socket.remoteAddress ?? null,
    protocol: socket.getProtocol(),
    alpn: socket.alpnProtocol || null,
    leafSha256: chain[0] ?? null,
    chainSha256: chain.slice(1),
  };
}
