import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ArtefactCache } from "../../../src/traits/cache/artefact-cache.js";
import { type Artefact, readArtefact, writeArtefact } from "../../../src/traits/cache/artefact-file.js";

const artefact: Artefact = {
  numbers: { size: 3, share: 0.25 },
  arrays: {
    bytes: Uint8Array.of(1, 2, 3),
    units: Uint16Array.of(0xd800, 7),
    whole: Int32Array.of(-1, 2 ** 31 - 1),
    single: Float32Array.of(0.5, Number.NaN),
    double: Float64Array.of(Math.PI),
    none: new Float64Array(0),
  },
};

describe("artefacts on disk", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "artefacts-"));
  });
  afterEach(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });
  const silent = () => {};

  it("come back as they were, in shared memory, and leave nothing unfinished", () => {
    const file = join(folder, "a", "x.bin");
    writeArtefact(file, artefact);
    const back = readArtefact(file)!;
    expect(back.numbers).toEqual(artefact.numbers);
    for (const [name, array] of Object.entries(artefact.arrays)) {
      expect([...back.arrays[name]!]).toEqual([...array]);
      expect(back.arrays[name]!.buffer).toBeInstanceOf(SharedArrayBuffer);
    }
    expect(readdirSync(join(folder, "a"))).toEqual(["x.bin"]);
  });

  it("a missing, cut or foreign file is none", () => {
    const file = join(folder, "x.bin");
    expect(readArtefact(file)).toBeNull();
    writeArtefact(file, artefact);
    for (const length of [120, 30, 3, 0]) {
      truncateSync(file, length);
      expect(readArtefact(file)).toBeNull();
    }
    writeFileSync(file, "something else entirely");
    expect(readArtefact(file)).toBeNull();
  });

  it("a file of the right length with other bytes is none", () => {
    const file = join(folder, "x.bin");
    writeArtefact(file, artefact);
    const bytes = readFileSync(file);
    for (const at of [bytes.length - 8, bytes.length - 25]) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      writeFileSync(file, changed);
      expect(readArtefact(file)).toBeNull();
    }
    writeFileSync(file, bytes);
    expect(readArtefact(file)).not.toBeNull();
  });

  it("are made once for the same content, and again for other content", async () => {
    let made = 0;
    const make = async () => {
      made += 1;
      return artefact;
    };
    await new ArtefactCache(folder, { a: 1 }, silent).get("x-1", make);
    await new ArtefactCache(folder, { a: 1 }, silent).get("x-1", make);
    expect(made).toBe(1);
    await new ArtefactCache(folder, { a: 2 }, silent).get("x-1", make);
    await new ArtefactCache(folder, { a: 1 }, silent).get("x-2", make);
    expect(made).toBe(3);
    expect(new ArtefactCache(folder, { a: 1 }, silent).has("x-2")).toBe(true);
    expect(new ArtefactCache(folder, { a: 1 }, silent).has("x-3")).toBe(false);
    await new ArtefactCache(null, { a: 1 }, silent).get("x-1", make);
    expect(made).toBe(4);
  });

  it("a folder that cannot be written costs only a line", async () => {
    const blocked = join(folder, "file");
    writeFileSync(blocked, "");
    const lines: string[] = [];
    const cache = new ArtefactCache(blocked, {}, (line) => lines.push(line));
    expect(await cache.get("x-1", async () => artefact)).toBe(artefact);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^cache: x-1 could not be stored/);
  });
});
