import { onTestFinished } from "vitest";
import { type MockBatchOptions, MockBatchServer } from "../../../bench/mock-batches.js";
import type { Store } from "../../../src/store/store.js";
import type { Plan } from "../../../src/study/plan.js";
import { type SmallPlanOptions, smallPlan } from "../small-plan.js";

export { batchDependencies, quickBatches } from "./quick-batches.js";

export const batchProviders = ["openai", "openai-responses", "anthropic", "google"] as const;
export type BatchProvider = (typeof batchProviders)[number];

/** A server that is closed after the test. */
export async function batchServer(options: MockBatchOptions = {}): Promise<MockBatchServer> {
  const server = await new MockBatchServer(options).start();
  onTestFinished(() => server.pause());
  return server;
}

/** A small plan whose models are all asked in batches of one provider. */
export function batchPlan(server: MockBatchServer, provider: BatchProvider, options: SmallPlanOptions = {}): Plan {
  const plan = smallPlan(options);
  const baseUrl = server.baseUrl(provider === "openai-responses" ? "openai" : provider);
  const inBatches = (model: Plan["suspect"]): Plan["suspect"] => ({
    ...model,
    address: { ...model.address, provider, baseUrl },
    lane: "batch",
  });
  return {
    ...plan,
    suspect: inBatches(plan.suspect),
    teachers: plan.teachers.map(inBatches),
    controls: plan.controls.map(inBatches),
  };
}

export function entriesOf(store: Store, kind: string): Record<string, unknown>[] {
  const rows = store.sqlite.prepare("SELECT jcs FROM ledger WHERE kind = ? ORDER BY seq").pluck().all(kind) as Buffer[];
  return rows.map((jcs) => JSON.parse(jcs.toString()) as Record<string, unknown>);
}
