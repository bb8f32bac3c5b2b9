import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createServer as createTcpServer } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { defaultExchangeLimits } from "../../../src/collection/recording/exchange-limits.js";
import { fetchTransport } from "../../../src/collection/recording/fetch-transport.js";
import { httpTransport, type TlsSample } from "../../../src/collection/recording/http-transport.js";
import type { Outgoing, Transport } from "../../../src/collection/recording/transport.js";

const monotonicNs = () => process.hrtime.bigint();

/** A server that answers every connection with these bytes, whatever is asked. */
async function rawServer(answer: string | Buffer, end = true): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      if (end) socket.end(answer);
      else socket.write(answer);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function outgoing(url: string): Outgoing {
  const headers = new Headers({ "content-type": "application/json" });
  return { method: "POST", url, headers, body: Buffer.from("{}"), controller: new AbortController() };
}

const transports: Record<string, () => Transport> = {
  "own transport": () => httpTransport({ monotonicNs }).send,
  "given fetch": () => fetchTransport(fetch, monotonicNs),
};
const limits = { ...defaultExchangeLimits, totalMs: 800, idleMs: 300, largestBody: 1000 };

for (const [name, make] of Object.entries(transports)) {
  test(`${name}: bytes, status, headers in lower case and times come back`, async () => {
    const url = await rawServer(
      "HTTP/1.1 200 OK\r\nX-Request-Id: Abc\r\nContent-Length: 5\r\n\r\n\xe2\x82\xac\x00\xff".replace(
        "\xe2\x82\xac\x00\xff",
        "hello",
      ),
    );
    const arrival = await make()(outgoing(url), limits);
    expect(arrival).toMatchObject({ status: 200, fault: null, decoded: false });
    expect(arrival.body.toString()).toBe("hello");
    expect(arrival.headers).toContainEqual(["x-request-id", "Abc"]);
    expect(arrival.headersNs).not.toBeNull();
    expect(arrival.startNs <= arrival.headersNs! && arrival.headersNs! <= arrival.endNs).toBe(true);
  });

  test(`${name}: faults have one word each, and what came is kept`, async () => {
    const cases: [string, Promise<string>, object][] = [
      ["cut", rawServer("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf"), { status: 200, fault: "reset" }],
      ["silent", rawServer("", false), { status: null, fault: "timeout" }],
      [
        "stalled",
        rawServer("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf", false),
        { status: 200, fault: "timeout" },
      ],
      ["closed", rawServer(""), { status: null, fault: "reset" }],
      ["no http", rawServer("SSH-2.0-OpenSSH_9.6\r\n"), { status: null, fault: "not-http" }],
      [
        "large",
        rawServer(`HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${"x".repeat(5000)}`),
        { status: 200, fault: "too-large" },
      ],
    ];
    for (const [what, url, expected] of cases) {
      const arrival = await make()(outgoing(await url), limits);
      expect(arrival, what).toMatchObject(expected);
      if (what === "cut" || what === "stalled") expect(arrival.body.toString()).toBe("half");
      if (what === "large") expect(arrival.body.byteLength).toBe(1000);
    }
  });

  test(`${name}: a redirect is not followed`, async () => {
    const target = await rawServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno");
    const url = await rawServer(`HTTP/1.1 302 Found\r\nLocation: ${target}\r\nContent-Length: 0\r\n\r\n`);
    expect(await make()(outgoing(url), limits)).toMatchObject({ status: 302, fault: null });
  });

  test(`${name}: ended by us`, async () => {
    const request = outgoing(await rawServer("", false));
    setTimeout(() => request.controller.abort(), 30);
    expect(await make()(request, limits)).toMatchObject({ status: null, fault: "aborted" });
  });
}

test("a certificate is sampled with each new encrypted connection, not with each request", async () => {
  // A self-signed certificate for "localhost", made for this test alone.
  const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
  const server = createTlsServer(
    { key: fixture("localhost-key.pem"), cert: fixture("localhost-cert.pem") },
    (_, response) => response.end("secret talk"),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const samples: TlsSample[] = [];
  const transport = httpTransport({
    monotonicNs,
    onConnection: (sample) => samples.push(sample),
    tls: { ca: fixture("localhost-cert.pem") },
  });
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`;
  for (let call = 0; call < 2; call += 1)
    expect((await transport.send(outgoing(url), limits)).body.toString()).toBe("secret talk");
  transport.close();
  expect(samples).toHaveLength(1);
  expect(samples[0]).toMatchObject({ origin: url.slice(0, -1), serverName: "localhost", protocol: "TLSv1.3" });
  expect(samples[0]!.leafSha256).toMatch(/^[0-9a-f]{64}$/);
  expect(samples[0]!.address).toMatch(/127\.0\.0\.1$/);
});

test("a connection that never comes to stand is no response, and nothing was sent over it", async () => {
  const silent = await rawServer("", false);
  const url = silent.replace("http:", "https:");
  const arrival = await httpTransport({ monotonicNs }).send(outgoing(url), { ...limits, connectMs: 100 });
  expect(arrival).toMatchObject({ status: null, fault: "unreachable", code: "CONNECT_TIMEOUT" });
});

test("a certificate that nobody vouches for is no connection", async () => {
  const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
  const server = createTlsServer(
    { key: fixture("localhost-key.pem"), cert: fixture("localhost-cert.pem") },
    (_, response) => response.end("x"),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`;
  const arrival = await httpTransport({ monotonicNs }).send(outgoing(url), limits);
  expect(arrival).toMatchObject({ status: null, fault: "tls" });
});

for (const [name, make] of Object.entries(transports)) {
  test(`${name}: a large body goes to its sink, which may hold it up; a message of failure does not`, async () => {
    const pieces: Buffer[] = [];
    let waiting = 0;
    const sink = (piece: Uint8Array) => {
      pieces.push(Buffer.from(piece));
      waiting += 1;
      return new Promise<void>((resolve) => setTimeout(resolve, 5));
    };
    const large = "x".repeat(300_000);
    const url = await rawServer(`HTTP/1.1 200 OK\r\nContent-Length: ${large.length}\r\n\r\n${large}`, false);
    const roomy = { ...limits, largestBody: 1_000_000, totalMs: 10_000, idleMs: 10_000 };
    const arrival = await make()({ ...outgoing(url), sink }, roomy);
    expect(arrival).toMatchObject({ status: 200, fault: null });
    expect(arrival.body.byteLength).toBe(0);
    expect(waiting).toBeGreaterThan(1);
    expect(Buffer.concat(pieces).toString()).toBe(large);

    const missing = await rawServer("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone");
    const seen = pieces.length;
    expect((await make()({ ...outgoing(missing), sink }, roomy)).body.toString()).toBe("gone");
    expect(pieces.length).toBe(seen);
  });

  test(`${name}: a body for a sink that is cut or too large says so; a sink that fails ends the call`, async () => {
    const sink = () => null;
    const cut = await rawServer("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf");
    expect(await make()({ ...outgoing(cut), sink }, limits)).toMatchObject({ status: 200, fault: "reset" });
    const large = await rawServer(`HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${"x".repeat(5000)}`);
    expect(await make()({ ...outgoing(large), sink }, limits)).toMatchObject({ fault: "too-large" });
    const whole = await rawServer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody");
    const full = () => Promise.reject(new Error("the disk is full"));
    expect((await make()({ ...outgoing(whole), sink: full }, limits)).fault).not.toBeNull();
  });
}

for (const [name, make] of Object.entries(transports)) {
  test(`${name}: every body of a success goes to its sink: packed, unpacked first, and whatever its status`, async () => {
    const lines = Buffer.from("a line of a result file\n".repeat(20_000));
    const roomy = { ...limits, largestBody: 1_000_000, totalMs: 10_000, idleMs: 10_000 };
    const packed = gzipSync(lines);
    const head = (status: string, length: number, more = "") =>
      Buffer.from(`HTTP/1.1 ${status}\r\nContent-Length: ${length}${more}\r\n\r\n`);
    const cases = {
      packed: Buffer.concat([head("200 OK", packed.length, "\r\nContent-Encoding: gzip"), packed]),
      altered: Buffer.concat([head("203 Non-Authoritative Information", lines.length), lines]),
    };
    for (const [what, answer] of Object.entries(cases)) {
      const pieces: Buffer[] = [];
      let underWay = 0;
      const sink = async (piece: Uint8Array) => {
        underWay += 1;
        expect(underWay, "the next piece waits for this one").toBe(1);
        pieces.push(Buffer.from(piece));
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
      };
      const arrival = await make()({ ...outgoing(await rawServer(answer)), sink }, roomy);
      expect(arrival, what).toMatchObject({ fault: null, decoded: what === "packed" });
      expect(arrival.body.byteLength, what).toBe(0);
      expect(Buffer.concat(pieces).equals(lines), what).toBe(true);
      expect(pieces.length, what).toBeGreaterThan(1);
    }
  });
}

test("a packed body for a sink that is cut, or that nobody takes, is no whole response", async () => {
  const packed = gzipSync(Buffer.from("x".repeat(500)));
  const answer = (bytes: Buffer) =>
    Buffer.concat([
      Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes.length}\r\nContent-Encoding: gzip\r\n\r\n`),
      bytes,
    ]);
  const half = packed.subarray(0, packed.length - 10);
  const cut = await httpTransport({ monotonicNs }).send(
    { ...outgoing(await rawServer(answer(half))), sink: () => null },
    limits,
  );
  expect(cut.fault).not.toBeNull();
  const request = outgoing(await rawServer(answer(packed)));
  const full = () => Promise.reject(new Error("the disk is full"));
  const arrival = await httpTransport({ monotonicNs }).send({ ...request, sink: full }, limits);
  expect(arrival.fault).not.toBeNull();
  expect(arrival.body.byteLength).toBe(0);
});

test("a call that is ended while a packed body is handed over hands over no more", async () => {
  const packed = gzipSync(Buffer.alloc(400_000));
  const head = `HTTP/1.1 200 OK\r\nContent-Length: ${packed.length}\r\nContent-Encoding: gzip\r\n\r\n`;
  const request = outgoing(await rawServer(Buffer.concat([Buffer.from(head), packed])));
  let taken = 0;
  const sink = async () => {
    taken += 1;
    if (taken === 2) request.controller.abort();
  };
  const arrival = await httpTransport({ monotonicNs }).send(
    { ...request, sink },
    { ...limits, largestBody: 1_000_000 },
  );
  expect(arrival).toMatchObject({ status: 200, fault: "aborted" });
  await new Promise((resolve) => setImmediate(resolve));
  expect(taken).toBe(2);
});
