import { ArrivalInProgress } from "./arrival-in-progress.js";
import type { Transport } from "./transport.js";

/** Sends with a given fetch, for networks that need one of their own. Such a fetch unpacks compressed bodies itself. */
export function fetchTransport(send: typeof fetch, monotonicNs: () => bigint): Transport {
  return async ({ method, url, headers, body, controller, sink }, limits) => {
    const arrival = new ArrivalInProgress(limits, controller, monotonicNs);
    try {
      const response = await send(url, {
        method,
        headers: [...headers] as [string, string][],
        ...(body.byteLength > 0 ? { body: new Uint8Array(body) } : {}),
        redirect: "manual",
        signal: controller.signal,
      });
      arrival.begin(response.status, [...response.headers]);
      if (response.body !== null) {
        for await (const piece of response.body) {
          if (sink !== undefined && response.ok) {
            if (!arrival.pass(piece)) return arrival.broken("too-large");
            await sink(piece);
            continue;
          }
          // Leaving the loop cancels the body, and with it the connection.
          if (!arrival.take(piece)) return arrival.broken("too-large");
        }
      }
      const encoding = response.headers.get("content-encoding");
      return arrival.whole(arrival.bytes(), encoding !== null && encoding !== "identity");
    } catch (error) {
      return arrival.failed(error);
    }
  };
}
