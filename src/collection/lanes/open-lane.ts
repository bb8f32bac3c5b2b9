import type { BatchEndpoint } from "../../endpoints/batches.js";
import { loadStudyKey } from "../../store/study-key.js";
import { BatchLane } from "../batch/batch-lane.js";
import type { BatchHost } from "../batch/batch-parts.js";
import { defaultBatchSettings } from "../batch/batch-settings.js";
import type { CollectDependencies } from "../collect.js";
import { defaultRetryLimits } from "../decisions/decide-retry.js";
import type { Use } from "../money/budget.js";
import { Pace } from "../pace/pace.js";
import type { PreparedRun, Seat } from "../prepare-run.js";
import type { LoopLag } from "../recording/loop-lag.js";
import type { Cell } from "./cell.js";
import { Lane } from "./lane.js";
import type { LaneHost } from "./lane-parts.js";

/** The run around all lanes, whichever way they ask. */
export interface RunHost extends LaneHost, BatchHost {
  /** Most that a question may use, by the price of its model. */
  worst(cell: Cell): Use;
}

export interface LaneSetting {
  readonly prepared: PreparedRun;
  readonly dependencies: CollectDependencies;
  readonly host: RunHost;
  readonly lag: LoopLag;
}

/** The lane of one model: in batches where its seat has them, else a call for each question. */
export function openLane(seat: Seat, setting: LaneSetting): Lane | BatchLane {
  return seat.batches === null ? liveLane(seat, setting) : batchLane(seat, seat.batches, setting);
}

function liveLane({ model, slots, endpoint, price, random }: Seat, { prepared, dependencies, host, lag }: LaneSetting) {
  const { plan, run, writer, redactor, before } = prepared;
  const answeredBefore = before.models.find((row) => row.model === model.id);
  const pace = new Pace(plan.limits, host.now());
  return new Lane({
    model: model.id,
    slots,
    pace,
    asking: {
      endpoint,
      run,
      price,
      worst: (cell) => {
        const { tokens, nanoUsd } = host.worst(cell);
        return { tokens, nanoUsd: price === null ? null : nanoUsd };
      },
      writer,
      redactor,
      lag,
      wallMs: () => host.wallMs(),
      turn: async () => {
        const wait = pace.socketDelay(host.now());
        if (wait >= 1) await new Promise<void>((resolve) => void host.after(Math.round(wait), resolve));
      },
    },
    retryLimits: { ...defaultRetryLimits, ...dependencies.retryLimits },
    random,
    everAnswered: answeredBefore !== undefined && answeredBefore.ok > answeredBefore.imported,
    host,
  });
}

function batchLane(seat: Seat, batches: BatchEndpoint, { prepared, dependencies, host }: LaneSetting) {
  const { run, store, slots, writer, redactor, fetch } = prepared;
  const { model, price, random } = seat;
  const named = new Map(slots.flatMap((slot) => (slot.model === model.id ? [[slot.slot, slot] as const] : [])));
  return new BatchLane({
    model: model.id,
    provider: model.address.provider,
    slots: seat.slots,
    slotNamed: (name) => named.get(name) ?? null,
    endpoint: batches,
    readReply: (body) => seat.endpoint.readReply(body),
    price,
    store,
    run,
    studyKey: loadStudyKey(store.path),
    writer,
    redactor,
    fetch,
    settings: { ...defaultBatchSettings, ...dependencies.batchSettings },
    random,
    host,
  });
}
