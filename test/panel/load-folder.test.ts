import { chmod, mkdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { lineageGroups } from "../../src/panel/build-panel.js";
import { loadPanelFolder } from "../../src/panel/load-folder.js";
import { smallFolder, writePanelFolder } from "./panel-folder.js";

describe("a whole folder", () => {
  test("models and prompts stand in code point order, answers beside them", async () => {
    const panel = await loadPanelFolder(await writePanelFolder());
    expect(panel.models.map((model) => model.id)).toEqual(["amber-1", "birch-1", "cedar-7b"]);
    expect(panel.prompts.map((prompt) => prompt.id)).toEqual(["p1", "p2"]);
    expect(panel.answers[1]).toEqual([
      { prompt: 0, sample: 0, text: "Rain falls.", status: "ok" },
      { prompt: 1, sample: 0, text: "Tea is warm.", status: "ok" },
    ]);
    expect(panel.models[1]!.note).toBe("first, and best");
    expect(panel.models[2]!.parents).toEqual(["amber", "birch"]);
    expect(lineageGroups(panel)).toEqual([
      { id: "amber", vendor: "vendor-amber", members: [0] },
      { id: "birch", vendor: "vendor-birch", members: [1] },
    ]);
  });

  test("a prompt's own language and pair are read where they stand, and change the digest", async () => {
    const folder = await writePanelFolder();
    const plain = await loadPanelFolder(folder);
    const file = join(folder, "prompts.jsonl");
    const lines = (await readFile(file, "utf8")).trim().split("\n");
    const [first, ...others] = lines.map((line) => JSON.parse(line) as object);
    const changed = [{ ...first, language: "fi", pair: "p" }, ...others].map((line) => JSON.stringify(line));
    await writeFile(file, changed.join("\n"));
    const panel = await loadPanelFolder(folder);
    expect(panel.prompts.filter((prompt) => prompt.pair === "p" && prompt.language === "fi")).toHaveLength(1);
    expect(panel.prompts.filter((prompt) => "pair" in prompt || "language" in prompt)).toHaveLength(1);
    expect(panel.digest).not.toBe(plain.digest);
    await writeFile(file, JSON.stringify({ ...first, pair: 7 }));
    await expect(loadPanelFolder(folder)).rejects.toThrow(/prompts\.jsonl, line 1: pair/);
  });

  test("a byte order mark at the beginning of any file changes nothing", async () => {
    const folder = await writePanelFolder();
    const plain = await loadPanelFolder(folder);
    const mark = Buffer.from("\uFEFF");
    for (const name of ["panel.json", "prompts.jsonl", "models.csv", "trials.csv"])
      await writeFile(join(folder, name), Buffer.concat([mark, await readFile(join(folder, name))]));
    const packed = join(folder, "responses/birch-1.jsonl.gz");
    await writeFile(packed, gzipSync(Buffer.concat([mark, gunzipSync(await readFile(packed))])));
    expect(await loadPanelFolder(folder)).toEqual(plain);
  });

  test("an empty answer is present without text, unclosed reasoning is invalid", async () => {
    const panel = await loadPanelFolder(await writePanelFolder());
    expect(panel.answers[2]!.map((answer) => answer.status)).toEqual(["invalid", "empty"]);
  });

  test("the digest does not depend on the order of lines, and changes with any answer", async () => {
    const first = await loadPanelFolder(await writePanelFolder());
    const reversed = await loadPanelFolder(
      await writePanelFolder({
        prompts: [...smallFolder.prompts].reverse(),
        responses: Object.fromEntries(
          Object.entries(smallFolder.responses).map(([model, lines]) => [model, [...lines].reverse()]),
        ),
      }),
    );
    const changed = await loadPanelFolder(
      await writePanelFolder({
        responses: { ...smallFolder.responses, "amber-1": [{ prompt: "p1", sample: 0, text: "It rains!" }] },
      }),
    );
    expect(reversed.digest).toBe(first.digest);
    expect(changed.digest).not.toBe(first.digest);
  });

  test("two different answers under one sample number become samples, a repeated line is dropped; both are noted", async () => {
    const lines = [
      { prompt: "p1", sample: 0, text: "It rains." },
      { prompt: "p1", sample: 0, text: "Clouds again." },
      { prompt: "p1", sample: 0, text: "It rains." },
    ];
    const panel = await loadPanelFolder(
      await writePanelFolder({ responses: { ...smallFolder.responses, "amber-1": lines } }),
    );
    expect(panel.answers[0]!.map((answer) => [answer.sample, answer.text])).toEqual([
      [0, "Clouds again."],
      [1, "It rains."],
    ]);
    expect(panel.notices.join(" ")).toMatch(/amber-1: 1 answers stand twice.*amber-1: 1 answers share prompt/);
  });

  test("trials about models or groups that the panel lacks are left out and counted", async () => {
    const trials = `${smallFolder.trials}nobody,amber,not-derived,,documented,high\n`;
    const panel = await loadPanelFolder(await writePanelFolder({ trials }));
    expect(panel.trials).toHaveLength(2);
    expect(panel.notices.join(" ")).toContain("1 trials name a model or group");
  });
});

describe("bad input names the file, the place and the fix", () => {
  const cases: [string, () => Promise<string>, string, RegExp][] = [
    ["no such folder", async () => "does/not/exist", "PANEL_NOT_FOUND", /does\/not\/exist/],
    ["a missing response file", without("responses/amber-1.jsonl.gz"), "PANEL_RESPONSES_MISSING", /amber-1/],
    [
      "a truncated response file",
      cutShort("responses/amber-1.jsonl.gz"),
      "PANEL_RESPONSES_DAMAGED",
      /amber-1\.jsonl\.gz/,
    ],
    ["no models table", without("models.csv"), "PANEL_FILE_MISSING", /models\.csv/],
    ["panel.json that is not JSON", written("panel.json", "name: small"), "PANEL_FILE_MALFORMED", /panel\.json/],
    [
      "a broken prompt line",
      written("prompts.jsonl", '{"id":"p1","text":"a"}\n{"id":'),
      "PANEL_LINE_MALFORMED",
      /line 2/,
    ],
    [
      "an unknown role",
      written("models.csv", "model,role,group\na,boss,\n"),
      "PANEL_TABLE_CELL",
      /line 2, column "role"/,
    ],
    [
      "a teacher without group",
      written("models.csv", "model,role,group\na,teacher,\n"),
      "PANEL_TABLE_CELL",
      /column "group"/,
    ],
    [
      "a model id that climbs out",
      written("models.csv", "model,role,group\n../a,suspect,\n"),
      "PANEL_TABLE_CELL",
      /column "model"/,
    ],
    [
      "two models of one id",
      written("models.csv", "model,role,group\na,suspect,\na,suspect,\n"),
      "PANEL_TABLE_CELL",
      /line 3/,
    ],
    ["a ragged table", written("models.csv", "model,role,group\na,suspect\n"), "CSV_MALFORMED", /line 2/],
    [
      "a pair labelled twice",
      written("trials.csv", "suspect,group,truth,relation\nx,amber,not-derived,\nx,amber,derived,tuned\n"),
      "PANEL_TABLE_CELL",
      /line 3/,
    ],
  ];
  test.each(cases)("%s", async (_title, make, code, place) => {
    const folder = await make();
    await expect(loadPanelFolder(folder)).rejects.toMatchObject({ code, message: expect.stringMatching(place) });
  });

  test("a folder of answers that is missing, one file of it, and a folder in a file's place, each by its name", async () => {
    const folder = await writePanelFolder();
    const refused = () => expect(loadPanelFolder(folder)).rejects;
    await rm(join(folder, "responses", "amber-1.jsonl.gz"));
    await refused().toMatchObject({
      code: "PANEL_RESPONSES_MISSING",
      happened: expect.stringMatching(/"amber-1", but there is no file .*amber-1\.jsonl\.gz, nor one without \.gz\.$/),
    });
    await mkdir(join(folder, "responses", "amber-1.jsonl.gz"));
    await refused().toMatchObject({
      code: "FILE_UNREADABLE",
      happened: expect.stringMatching(/amber-1\.jsonl\.gz is a folder, and should be a file\.$/),
    });
    await rm(join(folder, "responses"), { recursive: true });
    await refused().toMatchObject({
      code: "PANEL_RESPONSES_MISSING",
      happened: expect.stringMatching(/^Panel ".*" has no folder responses\.$/),
    });
  });

  test.skipIf(process.getuid?.() === 0)("what may not be read is told with the reason, not as missing", async () => {
    const folder = await writePanelFolder();
    await chmod(join(folder, "responses"), 0);
    await expect(loadPanelFolder(folder)).rejects.toMatchObject({
      code: "FILE_UNREADABLE",
      happened: expect.stringContaining("cannot be read (EACCES)"),
      fix: "Give yourself the right to read it.",
    });
    await chmod(join(folder, "responses"), 0o700);
  });

  test("an answer line with a wrong type is named by file and line", async () => {
    const folder = await writePanelFolder({
      responses: { ...smallFolder.responses, "amber-1": [{ prompt: "p1", sample: 0, text: 7 }] },
    });
    await expect(loadPanelFolder(folder)).rejects.toMatchObject({
      code: "PANEL_LINE_MALFORMED",
      message: expect.stringMatching(/amber-1\.jsonl\.gz, line 1: text/),
    });
  });

  const latin = '{"prompt":"p1","sample":0,"text":"Tea"}\n{"prompt":"p2","sample":0,"text":"Th\u00e9"}';
  test.each<[string, string, Buffer, RegExp]>([
    [
      "answers in Latin-1",
      "responses/amber-1.jsonl",
      Buffer.from(latin, "latin1"),
      /line 2: .*not UTF-8 \(byte 0xe9\)/,
    ],
    [
      "packed ones",
      "responses/amber-1.jsonl.gz",
      gzipSync(Buffer.from(latin, "latin1")),
      /jsonl\.gz, line 2: .*not UTF-8/,
    ],
    [
      "questions in Latin-1",
      "prompts.jsonl",
      Buffer.from('{"id":"p1","text":"Th\u00e9?"}', "latin1"),
      /line 1: .*not UTF-8/,
    ],
    [
      "a table in UTF-16",
      "models.csv",
      Buffer.from(`\uFEFF${smallFolder.models}`, "utf16le"),
      /models\.csv is UTF-16, not UTF-8/,
    ],
    ["facts in UTF-16", "panel.json", Buffer.from('\uFEFF{"name":"x"}', "utf16le"), /panel\.json is UTF-16, not UTF-8/],
  ])("%s are refused, and not read as other text", async (_, name, bytes, words) => {
    const folder = await writePanelFolder();
    await rm(join(folder, "responses/amber-1.jsonl.gz"));
    await writeFile(join(folder, "responses/amber-1.jsonl"), '{"prompt":"p1","sample":0,"text":"Tea"}');
    if (name.endsWith(".gz")) await rm(join(folder, "responses/amber-1.jsonl"));
    await writeFile(join(folder, name), bytes);
    await expect(loadPanelFolder(folder)).rejects.toMatchObject({
      code: "FILE_NOT_UTF8",
      message: expect.stringMatching(words),
    });
  });

  test("a model's answers in two files: both are named, and none is chosen", async () => {
    const folder = await writePanelFolder();
    const plain = join(folder, "responses/amber-1.jsonl");
    await writeFile(plain, '{"prompt":"p1","sample":0,"text":"Tea"}');
    await expect(loadPanelFolder(folder)).rejects.toMatchObject({
      code: "PANEL_RESPONSES_TWICE",
      happened: `The answers of "amber-1" stand in two files, ${plain}.gz and ${plain}, and may differ.`,
    });
  });

  function without(name: string) {
    return async () => {
      const folder = await writePanelFolder();
      await rm(join(folder, name));
      return folder;
    };
  }
  function written(name: string, text: string) {
    return async () => {
      const folder = await writePanelFolder();
      await writeFile(join(folder, name), text);
      return folder;
    };
  }
  function cutShort(name: string) {
    return async () => {
      const folder = await writePanelFolder();
      const { length } = await readFile(join(folder, name));
      await truncate(join(folder, name), length - 9);
      return folder;
    };
  }
});
