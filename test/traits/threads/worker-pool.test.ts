import { describe, expect, it } from "vitest";
import type { ReadTask } from "../../../src/traits/reading/read-answers.js";
import { share } from "../../../src/traits/threads/share.js";
import { openWorkerPool } from "../../../src/traits/threads/worker-pool.js";

const task = (texts: string[]): ReadTask => ({ models: [{ reference: 0, texts }], views: ["canonical", "facts"] });

describe("worker pool", () => {
  it.each([1, 3])("with %d workers: outputs stand in the order of the inputs", async (workers) => {
    const pool = openWorkerPool(workers);
    const inputs = Array.from({ length: 12 }, (_, k) =>
      task(["word ".repeat((12 - k) * 400), `last${"abcdefghijkl"[k]}`]),
    );
    const outputs = await pool.run("readAnswers", inputs);
    expect(outputs.map(({ tokens }) => tokens.canonical!.words.at(-1))).toEqual(
      inputs.map((_, k) => `last${"abcdefghijkl"[k]}`),
    );
    expect(outputs.map(({ characters }) => characters[0])).toEqual(inputs.map((_, k) => (12 - k) * 2000));
    await pool.close();
  });

  it.each([1, 2])("with %d workers: a task's error reaches the caller", async (workers) => {
    const pool = openWorkerPool(workers);
    const broken = { models: null, views: [] } as unknown as ReadTask;
    await expect(pool.run("readAnswers", [task(["a"]), broken])).rejects.toThrow(TypeError);
    await pool.close();
  });

  it("closes a pool that never ran", async () => {
    await openWorkerPool(4).close();
  });

  it.each([1, 2])("with %d workers: a closed pool starts again when it is asked again", async (workers) => {
    const pool = openWorkerPool(workers);
    const first = await pool.run("readAnswers", [task(["one two"])]);
    await pool.close();
    expect(await pool.run("readAnswers", [task(["one two"])])).toEqual(first);
    await pool.close();
  });

  it("shares out everything once", () => {
    expect(share(10, 3)).toEqual([
      { from: 0, to: 3 },
      { from: 3, to: 6 },
      { from: 6, to: 10 },
    ]);
    expect(share(2, 5)).toHaveLength(2);
    expect(share(0, 2)).toEqual([{ from: 0, to: 0 }]);
  });
});
