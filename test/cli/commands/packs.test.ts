import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { shippedPackIds, shippedPacks, shippedPacksFolder } from "../../../src/probes/load-pack.js";
import { shippedTemplateIds } from "../../../src/probes/templates/load-template.js";
import { commandLine, testFolder } from "../command-line.js";

describe("list", () => {
  test("a line for each pack that ships", async () => {
    const { exitCode, stdout, stderr } = await commandLine(["packs", "list"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const [lines, templates] = stdout
      .trimEnd()
      .split("\n\n")
      .map((part) => part.split("\n")) as [string[], string[]];
    expect(lines.map((line) => line.split(" ")[0])).toEqual([...(await shippedPackIds())]);
    expect(templates.slice(1).map((line) => line.split(" ")[0])).toEqual(await shippedTemplateIds());
    expect(lines.find((line) => line.startsWith("identity "))).toMatch(/identity +mul +40 probes {2}Who are you\?/);
  });

  test("--json is one document", async () => {
    const { exitCode, stdout } = await commandLine(["packs", "list", "--json"]);
    expect(exitCode).toBe(0);
    const listed = JSON.parse(stdout) as { schemaVersion: string; packs: { id: string; probes: number }[] };
    expect(listed.schemaVersion).toBe("teacherprint.packs/v1");
    expect(listed.packs.map(({ id, probes }) => [id, probes])).toEqual(
      (await shippedPacks()).map(({ id, probes }) => [id, probes.length]),
    );
  });
});

describe("check", () => {
  const shipped = join(shippedPacksFolder, "identity.json");

  test("a pack that is fine", async () => {
    const { exitCode, stdout, stderr } = await commandLine(["packs", "check", shipped]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(
      /identity\.json: (fine|usable, with warnings) \(identity [\d.]+, 40 probes, sha256:[0-9a-f]{64}\)/,
    );
  });

  test("one fault among several files: each file has its verdict, and the exit code says so", async () => {
    const broken = join(testFolder(), "identity.json");
    const pack = JSON.parse(readFileSync(shipped, "utf8")) as { version: string; probes: { id: string }[] };
    pack.probes[3]!.id = pack.probes[2]!.id;
    writeFileSync(broken, JSON.stringify(pack, null, 2));
    const { exitCode, stdout } = await commandLine(["packs", "check", join(shippedPacksFolder, "code.json"), broken]);
    expect(exitCode).toBe(4);
    expect(stdout).toMatch(/^.*code\.json: (fine|usable)/m);
    expect(stdout).toContain(`${broken}: 1 to mend (identity ${pack.version}, 40 probes)\n  error ${broken}:`);
    expect(stdout).toMatch(
      /probes\[3\]\.id: the id "id-en-3" is already used by probes\[2\]\. Give every probe its own id\. \[/,
    );
    const asJson = await commandLine(["packs", "check", broken, "--json"]);
    expect(asJson.exitCode).toBe(4);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ schemaVersion: "teacherprint.pack-check/v1" });
  });

  test("a pack that ships is named by its id, as everywhere", async () => {
    const { exitCode, stdout } = await commandLine(["packs", "check", "identity"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`${shipped}: `);
  });

  test.each([
    ["nowhere/none.json", "there is no such file. Check the path."],
    ["identitiy", 'there is no such pack or file. Did you mean "identity"? `packs list` names the packs that ship.'],
    ["quite-another-thing", "there is no such pack or file. `packs list` names"],
    [import.meta.dirname, "this is a folder. Name the files in it."],
  ])("%s is not there to be checked", async (name, told) => {
    const { exitCode, stdout } = await commandLine(["packs", "check", name]);
    expect(exitCode).toBe(4);
    expect(stdout).toContain(`error ${name} the document: ${told}`);
  });
});

describe("options belong to one action", () => {
  test.each([
    [["packs", "check", "--count", "3"], "`packs check` has no option --count."],
    [["packs", "list", "everyday-requests"], '"everyday-requests" is one word too many for `packs list`.'],
    [["packs", "generate", "scenes", "picks"], '"picks" is one word too many for `packs generate`.'],
    [["packs", "preview", "identity", "--panel", "nowhere", "--best", "0"], "--best is 0."],
    [["packs", "preview", "identity"], "A preview reads stored answers, and none are named."],
    [["packs", "preview", "identity", "--panel", "nowhere"], 'There is no folder "nowhere".'],
  ])("%j", async (words, said) => {
    const { exitCode, stdout, stderr } = await commandLine(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr.split("\n")[0]).toBe(said);
  });
});
