import { expect, test } from "vitest";
import type { MockBatchExchange, MockBatchServer } from "../../../bench/mock-batches.js";
import { type Clock, systemClock } from "../../../src/collection/clock.js";
import { collect } from "../../../src/collection/collect.js";
import { testStore } from "../collecting.js";
import { batchDependencies, batchPlan, batchServer, entriesOf } from "./batch-collecting.js";

const day = 24 * 3_600_000;

/** A clock that is wrong by so many days at each reading of the wall time. */
function wrongBy(days: () => number): Clock {
  return { ...systemClock, wall: () => new Date(Date.now() + days() * day) };
}

/** The first batch is made, and nobody hears of it. */
function loseFirstMaking({ what, number, response, carryOn }: MockBatchExchange): boolean {
  if (what !== "create" || number > 1) return false;
  response.end = (() => response.destroy()) as unknown as typeof response.end;
  response.writeHead = (() => response) as typeof response.writeHead;
  carryOn();
  return true;
}

/** Batches of the same account that were made after ours, of other sizes: ours stands on the second page of the list. */
function othersMade(server: MockBatchServer): void {
  for (let index = 0; index < 120; index += 1) {
    const id = `${server.batches.keys().next().value!.replace(/\d+$/, "")}9${index}`;
    const made = { id, name: null, lines: [], createdMs: Date.now(), looks: 0, ended: true, cancelled: false };
    server.batches.set(id, made);
  }
}

for (const provider of ["openai", "anthropic", "google"] as const) {
  for (const [what, days] of Object.entries({ ahead: 2, behind: -2 })) {
    test(`${provider}: a batch is found again on a later page, with a clock that is two days ${what}`, async () => {
      const server = await batchServer();
      server.options = {
        respond: (exchange) => {
          const lost = loseFirstMaking(exchange);
          if (lost) othersMade(server);
          return lost;
        },
      };
      const store = await testStore();
      const plan = batchPlan(server, provider, { probes: 6 });
      const clock = wrongBy(() => days);
      expect(await collect(plan, store, batchDependencies({ clock }))).toMatchObject({
        status: "complete",
        answered: 6,
      });
      expect(server.counts).toMatchObject({ create: 1, billed: 6 });
      expect(entriesOf(store, "batch.created")).toMatchObject([{ how: "found" }]);
    });
  }
}

test("anthropic: a clock that is set right between the making and the search does not hide the batch", async () => {
  let days = 3;
  const server = await batchServer();
  server.options = {
    respond: (exchange) => {
      const lost = loseFirstMaking(exchange);
      if (lost) days = 0;
      return lost;
    },
  };
  const store = await testStore();
  const clock = wrongBy(() => days);
  const plan = batchPlan(server, "anthropic", { probes: 6 });
  expect(await collect(plan, store, batchDependencies({ clock }))).toMatchObject({ status: "complete", answered: 6 });
  expect(server.counts).toMatchObject({ create: 1, billed: 6 });
});
