import { expect, test } from "vitest";
import type { MockBatchOptions } from "../../../bench/mock-batches.js";
import { collect } from "../../../src/collection/collect.js";
import { verifyChain } from "../../../src/store/verify-chain.js";
import { testStore } from "../collecting.js";
import { type BatchProvider, batchDependencies, batchPlan, batchServer, entriesOf } from "./batch-collecting.js";

type View = Record<string, unknown>;

/** How each provider's batch looks when it has ended and does not name (all of) its results yet. */
const unnamed: Record<"openai" | "anthropic" | "google", (view: View) => void> = {
  openai: (view) => void delete view.output_file_id,
  anthropic: (view) => Object.assign(view, { results_url: null }),
  google: (view) => void delete view.response,
};

function hasEnded(view: View): boolean {
  return view.status === "completed" || view.processing_status === "ended" || view.done === true;
}

/** The first looks at a batch that has ended do not show where its results are. */
function namedLate(provider: keyof typeof unnamed, looks: number): MockBatchOptions {
  let seen = 0;
  return {
    respond: ({ what, response, carryOn }) => {
      if (what !== "look") return false;
      const end = response.end.bind(response);
      response.end = ((text: string) => {
        const view = JSON.parse(text) as View;
        if (hasEnded(view)) seen += 1;
        if (hasEnded(view) && seen <= looks) unnamed[provider](view);
        return end(JSON.stringify(view));
      }) as typeof end;
      carryOn();
      return true;
    },
  };
}

async function collectFrom(provider: BatchProvider, behaviour: MockBatchOptions) {
  const server = await batchServer(behaviour);
  const store = await testStore();
  const summary = await collect(batchPlan(server, provider, { probes: 6 }), store, batchDependencies());
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
  return { server, store, summary };
}

for (const provider of ["openai", "anthropic", "google"] as const) {
  test(`${provider}: a batch that has ended before its results are named is looked at again, not asked again`, async () => {
    const { server, store, summary } = await collectFrom(provider, namedLate(provider, 3));
    expect(summary).toMatchObject({ status: "complete", answered: 6 });
    expect(server.counts).toMatchObject({ create: 1, billed: 6 });
    expect(summary.notices.join()).not.toContain("may have been billed");
    expect(entriesOf(store, "batch.closed")).toMatchObject([{ counts: { answered: 6, missing: 0 } }]);
  });
}

test("a file of errors that is named first is no reason to ask anew what stands in the other", async () => {
  const error = { status: 400, type: "invalid_request_error", message: "flagged" };
  const { server, summary } = await collectFrom("openai", {
    ...namedLate("openai", 2),
    item: ({ index }) => (index === 2 ? { error } : {}),
  });
  expect(summary).toMatchObject({ status: "incomplete", answered: 5 });
  expect(summary.totals).toMatchObject({ ok: 5, error: 1, attempts: 6 });
  expect(server.counts).toMatchObject({ create: 1, billed: 5 });
});

test("results that are never named are given up after some looks, and the user is told that they may be paid for", async () => {
  const { server, store, summary } = await collectFrom("openai", namedLate("openai", 6));
  expect(summary).toMatchObject({ status: "complete", answered: 6 });
  expect(server.counts).toMatchObject({ create: 2, billed: 12 });
  expect(summary.notices).toContain(
    '"m1": batch batch_1 has ended with 6 of 6 questions done, and no results could be fetched in several looks. What has no result may have been billed and is asked again.',
  );
  expect(entriesOf(store, "batch.closed")).toMatchObject([{ counts: { missing: 6 } }, { counts: { answered: 6 } }]);
});
