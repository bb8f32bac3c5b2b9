import { expect, test } from "vitest";
import { findDrift } from "../../../src/collection/drift/find-drift.js";
import { appendEntry } from "../../../src/store/append-entry.js";
import { contentBytes } from "../../../src/store/blobs.js";
import { sha256Hex } from "../../../src/store/digest.js";
import type { Store } from "../../../src/store/store.js";
import { aStore, intent, reply } from "../../store/a-store.js";

function answer(store: Store, model: string, probe: number, place: string, repeat: number, text: string): void {
  const slot = `${model}/p/q${probe}/0.7/0/${repeat}/${place}`;
  const content = contentBytes({ text, reasoning: null });
  const kept = { status: "ok" as const, stopReason: "end", returnedModel: "m", contentSha256: sha256Hex(content) };
  const seq = appendEntry(store, intent(slot, { sentinel: place }));
  const entry = reply(seq, slot, { answer: kept });
  appendEntry(store, { ...entry, blobs: [...entry.blobs!, content] });
}

test("each model is tested on its own sentinel answers; a model that changed has a small p, a steady one has not", async () => {
  const store = await aStore();
  for (let probe = 0; probe < 6; probe += 1) {
    for (const [index, place] of ["start", "middle", "end"].entries()) {
      for (const repeat of [0, 1]) {
        answer(store, "steady", probe, place, repeat, "always the same words");
        answer(
          store,
          "changed",
          probe,
          place,
          repeat,
          index === 2 ? "quite another voice now" : "always the same words",
        );
      }
    }
  }
  const [changed, steady] = findDrift(store, "7");
  expect(changed).toMatchObject({ model: "changed", probes: 6, changed: true });
  expect(changed!.p).toBeLessThan(0.01);
  expect(steady).toMatchObject({ model: "steady", p: 1, changed: false });
  expect(findDrift(store, "7")).toEqual([changed, steady]);
});
