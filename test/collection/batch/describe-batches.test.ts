import { expect, test } from "vitest";
import { batchNotice, describeWaiting } from "../../../src/collection/batch/describe-batches.js";
import type { StoredBatch } from "../../../src/store/batches.js";

const batch: StoredBatch = {
  name: "tp-1",
  model: "m1",
  run: "R0001",
  planned: 3,
  wall: "2026-01-01T00:00:00.000Z",
  create_call: null,
  create_wall: null,
  id: null,
  created_wall: null,
  state: null,
  done: null,
  closed: null,
  closed_wall: null,
  requests: 8,
  open: 8,
  openTokens: 0,
  openNanoUsd: 0,
};
const made = { ...batch, create_call: 9, id: "batch_1", created_wall: "2026-01-01T00:01:00.000Z" };
const closed = { ...made, open: 0, closed: 20, closed_wall: "2026-01-01T05:00:00.000Z" };

test("each stage of a batch has its line; closed and empty ones have none", () => {
  expect(
    describeWaiting([
      batch,
      { ...batch, create_call: 9 },
      { ...made, state: "in_progress", done: 3 },
      { ...made, state: "completed", done: 8, open: 2 },
      closed,
      { ...batch, requests: 0, open: 0 },
    ]),
  ).toEqual([
    "m1: batch tp-1 of 8 questions, written down, not yet at the provider, since 2026-01-01T00:00:00.000Z",
    "m1: batch tp-1 of 8 questions, asked for, its id not known, since 2026-01-01T00:00:00.000Z",
    "m1: waiting for batch batch_1, 3 of 8 done (in_progress), since 2026-01-01T00:01:00.000Z",
    "m1: waiting for batch batch_1, 6 of 8 recorded (completed), since 2026-01-01T00:01:00.000Z",
  ]);
});

test("the notice names the time from the first making to the last closing, of this model alone", () => {
  const later = { ...closed, closed_wall: "2026-01-02T00:00:00.000Z" };
  expect(batchNotice("m1", [closed, later, { ...closed, model: "m2" }])).toContain(
    "in 2 batches between 2026-01-01T00:01:00.000Z and 2026-01-02T00:00:00.000Z",
  );
  expect(batchNotice("m1", [batch, made])).toBeNull();
});
