import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { checkPack } from "../../src/probes/check/check-packs.js";
import { loadPack } from "../../src/probes/load-pack.js";
import { testFolder } from "./command-line.js";

/**
 * The whole dialogue of `packs new`, as a process of its own in an empty folder: each answer is typed when its question
 * stands on the screen. Once with a pipe that passes for a terminal, which runs anywhere, and once at a pseudo-terminal
 * where the machine can make one.
 */
const root = resolve(import.meta.dirname, "../..");
const main = join(root, "src/cli/main.ts");
const passing = pathToFileURL(join(import.meta.dirname, "stdin-as-terminal.mjs")).href;
const program = [process.execPath, "--import", import.meta.resolve("tsx")];

const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
const command = (words: readonly string[]) => [main, "packs", "new", ...words];
const doors = {
  "a pipe that passes for a terminal": (words: readonly string[]) => [
    ...program,
    "--import",
    passing,
    ...command(words),
  ],
  "a pseudo-terminal": (words: readonly string[]) => [
    "script",
    "--quiet",
    "--return",
    "--command",
    [...program, ...command(words)].map(quoted).join(" "),
    "/dev/null",
  ],
};
const canScript = spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") === true;

interface Screen {
  readonly child: ChildProcess;
  /** Waits until this stands on the screen, after what was read before, and then types. */
  answer(question: string, typed: string): Promise<void>;
  /** All that stood on the screen, without control characters, and the exit code. */
  end(): Promise<{ readonly shown: string; readonly stdout: string; readonly code: number | null }>;
}

function sit(door: keyof typeof doors, folder: string, words: readonly string[] = []): Screen {
  const [start, ...rest] = doors[door](words);
  const child = spawn(start!, rest, { cwd: folder, env: { ...process.env, TERM: "xterm", NO_COLOR: "1" } });
  let shown = "";
  let stdout = "";
  let read = 0;
  let changed = () => {};
  const heard = (text: string) => {
    shown += text;
    changed();
  };
  child.stderr.setEncoding("utf8").on("data", heard);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    heard(text);
  });
  const ended = once(child, "close").then(([code]) => {
    changed();
    return code as number | null;
  });
  return {
    child,
    answer: async (question, typed) => {
      for (;;) {
        const at = stripVTControlCharacters(shown).indexOf(question, read);
        if (at >= 0) {
          read = at + question.length;
          child.stdin.write(typed);
          return;
        }
        if (child.exitCode !== null) throw new Error(`"${question}" was not asked:\n${shown}`);
        await new Promise<void>((resolveChange) => {
          changed = resolveChange;
        });
      }
    },
    end: async () => ({ code: await ended, shown: stripVTControlCharacters(shown), stdout }),
  };
}

const teapot = "Describe a teapot to someone who has only ever used bags.";
const rain = "What do you do with an afternoon of rain?";

for (const door of Object.keys(doors) as (keyof typeof doors)[])
  describe.skipIf(door === "a pseudo-terminal" && !canScript)(`at ${door}`, () => {
    test("from the first question to a file that passes its check", async () => {
      const folder = testFolder();
      const screen = sit(door, folder);
      await screen.answer("(its title)?", "Café talk\r");
      await screen.answer("called after it [cafe-talk]:", "\r");
      await screen.answer("good for? [Café talk.]:", "What people say over tea.\r");
      await screen.answer("Kind [open-ended]:", "chioce\r");
      await screen.answer('Did you mean "choice"?', "");
      await screen.answer("Kind [open-ended]:", "\r");
      await screen.answer("Language of the questions [en]:", "\r");
      await screen.answer("Licence [CC-BY-4.0]:", "\r");
      await screen.answer("Question 1:", "\r");
      await screen.answer("one question at least.", "");
      // A slip of the finger, taken back.
      await screen.answer("Question 1:", `${teapot}x\u007f\r`);
      await screen.answer("Topic [general]:", "tea\r");
      await screen.answer("Question 2:", "What would ChatGPT say to this guest of mine?\r");
      await screen.answer("Topic [tea]:", "\r");
      await screen.answer("names a maker or model", "");
      await screen.answer("This question was left out", "");
      await screen.answer("Question 2:", `${rain}\r`);
      await screen.answer("Topic [tea]:", "\r");
      await screen.answer("Question 3:", "\r");
      const { code, shown, stdout } = await screen.end();
      expect(code, shown).toBe(0);
      expect(shown).toContain("2 probes; the pack passes its check.");
      if (door !== "a pseudo-terminal") expect(stdout).toBe("cafe-talk.json\n");
      expect(readdirSync(folder).sort()).toEqual(["cafe-talk.json", "probe-pack.schema.json"]);
      const file = join(folder, "cafe-talk.json");
      expect((await checkPack(file)).findings).toEqual([]);
      const pack = await loadPack(file);
      expect(pack).toMatchObject({ title: "Café talk", description: "What people say over tea.", kind: "open-ended" });
      expect(pack.probes.map(({ messages, topic }) => [messages[0]!.content, topic])).toEqual([
        [teapot, "tea"],
        [rain, "tea"],
      ]);
    });

    test("what options say is not asked; a file that is there is kept unless the person says yes", async () => {
      const folder = testFolder();
      const file = join(folder, "tea-talk.json");
      writeFileSync(file, "my own");
      const words = ["--title", "Tea talk", "--id", "tea-talk", "--description", "Tea.", "--kind", "open-ended"];
      const given = [...words, "--language", "en", "--licence", "CC-BY-4.0", "--prompt", teapot];
      const refused = sit(door, folder, given);
      await refused.answer("is already there. Write over it? (yes or no) [no]:", "\r");
      const { code, shown } = await refused.end();
      expect(code).toBe(2);
      expect(shown).toContain("[PACK_EXISTS]");
      expect(readFileSync(file, "utf8")).toBe("my own");
      const agreed = sit(door, folder, given);
      await agreed.answer("Write over it?", "yes\r");
      expect((await agreed.end()).code).toBe(0);
      expect((await loadPack(file)).probes).toHaveLength(1);
    });

    test.each([
      ["Ctrl-C", "\u0003"],
      ["Ctrl-D", "\u0004"],
    ])("%s in the middle: nothing is written, and the exit code says interrupted", async (_, key) => {
      const folder = testFolder();
      const screen = sit(door, folder);
      await screen.answer("(its title)?", "Tea talk\r");
      await screen.answer("called after it [tea-talk]:", key);
      await screen.answer("The questions were left unanswered; nothing was written.", "");
      await screen.answer("[QUESTIONS_ENDED]", "");
      // An open pipe, unlike a terminal, keeps a process alive.
      screen.child.stdin!.end();
      const { code, shown } = await screen.end();
      expect(code, shown).toBe(130);
      expect(readdirSync(folder)).toEqual([]);
    });

    test("what is typed ahead, or pasted in one go, answers the questions that follow", async () => {
      const folder = testFolder();
      const screen = sit(door, folder, ["--topic", "tea", "--language", "en", "--licence", "CC-BY-4.0"]);
      await screen.answer("(its title)?", `Tea talk\r\rTea.\r\r${teapot}\r${rain}\r\r`);
      const { code, shown } = await screen.end();
      expect(code, shown).toBe(0);
      const pack = await loadPack(join(folder, "tea-talk.json"));
      expect(pack.probes.map(({ messages }) => messages[0]!.content)).toEqual([teapot, rain]);
      expect(shown).toContain("Question 2:");
    });
  });

test("the terminal goes away in the middle: nothing is written", async () => {
  const folder = testFolder();
  const screen = sit("a pipe that passes for a terminal", folder);
  await screen.answer("(its title)?", "Tea talk\r");
  await screen.answer("called after it", "");
  screen.child.stdin!.end();
  const { code, shown } = await screen.end();
  expect(code, shown).toBe(130);
  expect(existsSync(join(folder, "tea-talk.json"))).toBe(false);
});
