import type { BatchEndpoint } from "../endpoints/batches.js";
import type { Endpoint, EndpointAddress } from "../endpoints/endpoint.js";
import { openBatches } from "../endpoints/open-batches.js";
import { type RandomStream, randomStream } from "../statistics/random-stream.js";
import { appendEntry } from "../store/append-entry.js";
import { bindPlan } from "../store/bind-plan.js";
import type { JsonObject } from "../store/canonical.js";
import { sha256Hex } from "../store/digest.js";
import { openRun, type Repair, repairAfterCrash } from "../store/runs.js";
import { readSlotHistory, type SlotHistory } from "../store/slot-history.js";
import type { Store } from "../store/store.js";
import { loadStudyKey } from "../store/study-key.js";
import { beginLogSync } from "../store/sync-log.js";
import { readTotals, type Totals } from "../store/totals.js";
import type { Plan, PlannedModel, Slot } from "../study/plan.js";
import { toolVersion } from "../version.js";
import { requireRecordingFetch } from "./checks/recording-self-test.js";
import { type Clock, timeNow } from "./clock.js";
import type { CollectDependencies } from "./collect.js";
import { ClockWatch } from "./lanes/clock-watch.js";
import { priceOfLane } from "./money/find-price.js";
import type { Price } from "./money/price-table.js";
import { scheduleSeed } from "./order/schedule-stream.js";
import { defaultExchangeLimits } from "./recording/exchange-limits.js";
import { fetchTransport } from "./recording/fetch-transport.js";
import { type HttpTransport, httpTransport } from "./recording/http-transport.js";
import { collectorActor, LedgerWriter } from "./recording/ledger-writer.js";
import { recordingConnection } from "./recording/recording-fetch.js";
import { Redactor } from "./recording/redactor.js";
import { TlsWatch } from "./recording/tls-watch.js";
import type { Transport } from "./recording/transport.js";
import { Turnstile } from "./recording/turnstile.js";

/** One model of the plan, ready to be asked. */
export interface Seat {
  readonly model: PlannedModel;
  readonly endpoint: Endpoint;
  /** Where the model is asked in batches; null for live calls. */
  readonly batches: BatchEndpoint | null;
  readonly price: Price | null;
  /** Slots without an answer, in schedule order. */
  readonly slots: readonly Slot[];
  readonly random: RandomStream;
}

export interface PreparedRun {
  readonly plan: Plan;
  readonly store: Store;
  readonly slots: readonly Slot[];
  readonly run: string;
  readonly repair: Repair;
  readonly history: SlotHistory;
  /** Totals of the earlier runs. */
  readonly before: Totals;
  readonly redactor: Redactor;
  readonly writer: LedgerWriter;
  readonly seats: readonly Seat[];
  /** The recording fetch. */
  readonly fetch: typeof fetch;
  readonly clockWatch: ClockWatch;
  /** Lets go of connections, and of the wait for the disk. */
  close(): void;
}

/** What one run is to do. */
export interface RunTask {
  readonly plan: Plan;
  /** Those that are asked, or whose results are fetched. */
  readonly models: readonly PlannedModel[];
  readonly slots: readonly Slot[];
  /** In words; stands in the ledger. */
  readonly purpose: string;
}

/** Binds the plan, repairs what a crash left, opens the endpoints and the run. The caller holds the study's lock. */
export async function prepareRun(
  { plan, models, slots, purpose }: RunTask,
  store: Store,
  keys: ReadonlyMap<string, string>,
  dependencies: CollectDependencies,
): Promise<PreparedRun> {
  const { clock } = dependencies;
  const userAgent = userAgentOf(dependencies.contact);
  const clockWatch = new ClockWatch(store, clock);
  const bound = bindPlan(store, plan, collectorActor, timeNow(clock));
  const repair = repairAfterCrash(store, collectorActor, timeNow(clock));
  const redactor = new Redactor(loadKeyOfStudy(store, clock), [...keys.values()]);
  const tlsWatch = new TlsWatch(clock);
  const transport = transportOf(dependencies, tlsWatch);
  const { endpoints, batches, recorder } = await openEndpoints(
    models,
    keys,
    redactor,
    userAgent,
    clockWatch.watching(transport.send),
    dependencies,
  );
  const run = openRun(
    store,
    "main",
    { planSha256: bound.planSha256, scheduleSeed: scheduleSeed(bound.planSha256).toString("hex"), purpose },
    collectorActor,
    timeNow(clock),
  );
  recordSurroundings(store, run, endpoints, dependencies);
  const history = readSlotHistory(store);
  const seats = models.map(
    (model, index): Seat => ({
      model,
      endpoint: endpoints[index]!,
      batches: batches[index]!,
      price: priceOfLane(model, dependencies.prices),
      slots: slots.filter(
        (slot) => slot.model === model.id && !history.answered.has(slot.slot) && !history.pending.has(slot.slot),
      ),
      random: randomStream(plan.seed, `collection/retry/${run}/${model.id}`),
    }),
  );
  const before = await readTotals(store);
  const log = beginLogSync(store);
  const writer = new LedgerWriter({ store, clock, log });
  tlsWatch.startRun(run, writer);
  clockWatch.startRun(run, writer);
  const close = () => {
    transport.close();
    log.end();
  };
  return {
    plan,
    store,
    slots,
    run,
    repair,
    history,
    before,
    redactor,
    writer,
    seats,
    fetch: recorder,
    clockWatch,
    close,
  };
}

function transportOf(dependencies: CollectDependencies, tlsWatch: TlsWatch): HttpTransport {
  const monotonicNs = () => dependencies.clock.monotonicNs();
  if (dependencies.fetch !== undefined)
    return { send: fetchTransport(dependencies.fetch, monotonicNs), close: () => undefined };
  return httpTransport({ monotonicNs, onConnection: (sample) => tlsWatch.observe(sample) });
}

/** Says who asks, so that a provider can tell this traffic apart and write to its sender. */
export function userAgentOf(contact: string | undefined): string {
  const product = `teacherprint/${toolVersion}`;
  const clean = contact?.replace(/[^\x20-\x7e]|[()]/g, "").trim() ?? "";
  return clean === "" ? product : `${product} (+${clean})`;
}

/** The study's key, with its making recorded: the ledger then shows since when replacements can be compared. */
function loadKeyOfStudy(store: Store, clock: Clock): Buffer {
  const key = loadStudyKey(store.path);
  const recorded = store.sqlite.prepare("SELECT 1 FROM ledger WHERE kind = 'key.created' LIMIT 1").get();
  if (recorded === undefined) {
    const fields = { purpose: "redaction", keySha256: sha256Hex(key) };
    appendEntry(store, { ...timeNow(clock), kind: "key.created", actor: collectorActor, run: null, fields });
  }
  return key;
}

interface OpenedEndpoints {
  readonly endpoints: readonly Endpoint[];
  readonly batches: readonly (BatchEndpoint | null)[];
  readonly recorder: typeof fetch;
}

async function openEndpoints(
  models: readonly PlannedModel[],
  keys: ReadonlyMap<string, string>,
  redactor: Redactor,
  userAgent: string,
  send: Transport,
  dependencies: CollectDependencies,
): Promise<OpenedEndpoints> {
  const byProvider = new Map(models.map((model) => [model.address.provider, model.address]));
  for (const address of byProvider.values()) await requireRecordingFetch(dependencies.openEndpoint, address, userAgent);
  const turnstile = new Turnstile();
  const recorder = recordingConnection({
    send,
    turn: () => turnstile.pass(),
    redactor,
    limits: { ...defaultExchangeLimits, ...dependencies.exchangeLimits },
    userAgent,
  });
  const keyOf = (address: EndpointAddress) =>
    address.apiKeyVariable === null ? null : (keys.get(address.apiKeyVariable) ?? null);
  const endpoints = await Promise.all(
    models.map(({ address }) => dependencies.openEndpoint(address, { ...recorder, apiKey: keyOf(address), userAgent })),
  );
  const batches = await Promise.all(
    models.map(({ address, lane }) =>
      lane === "batch" ? openBatches(address, { apiKey: keyOf(address), userAgent }) : null,
    ),
  );
  return { endpoints, batches, recorder: recorder.fetch };
}

/** Versions and prices that the run's numbers depend on. No host name, user name or path. */
function recordSurroundings(
  store: Store,
  run: string,
  endpoints: readonly Endpoint[],
  dependencies: CollectDependencies,
): void {
  const prices = Buffer.from(JSON.stringify(dependencies.prices), "utf8");
  const fields: JsonObject = {
    tool: `teacherprint/${toolVersion}`,
    node: process.versions.node,
    unicode: process.versions.unicode ?? null,
    platform: `${process.platform}-${process.arch}`,
    sdks: [...new Set(endpoints.map((endpoint) => endpoint.sdk))].sort(),
    pricesDate: dependencies.prices.date,
    pricesSha256: sha256Hex(prices),
  };
  const time = timeNow(dependencies.clock);
  appendEntry(store, { ...time, kind: "env.snapshot", actor: collectorActor, run, fields, blobs: [prices] });
}
