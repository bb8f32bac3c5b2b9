import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type NewPackOptions, writeNewPack } from "../../src/cli/packs-new.js";
import type { Questions } from "../../src/cli/packs-questions.js";
import { checkPack } from "../../src/probes/check/check-packs.js";
import { loadPack } from "../../src/probes/load-pack.js";
import { commandLine, recordingTerminal, testFolder } from "./command-line.js";

const nothing: NewPackOptions = {
  id: undefined,
  title: undefined,
  description: undefined,
  kind: undefined,
  language: undefined,
  licence: undefined,
  topic: undefined,
  prompt: [],
  questions: undefined,
  answers: undefined,
  out: undefined,
  overwrite: false,
};

/** Somebody who gives these answers, one after another, and keeps what was asked and said. */
function answering(answers: readonly string[]): Questions & { readonly heard: string[] } {
  const heard: string[] = [];
  let next = 0;
  return {
    heard,
    ask: async (question) => {
      heard.push(question);
      const answer = answers[next++];
      if (answer === undefined) throw new Error(`nobody expected the question: ${question}`);
      return answer;
    },
    say: (text) => void heard.push(text),
    close: () => undefined,
  };
}

const [teaEnds, teapot] = [
  "My guest takes forever to finish her tea. How do I end the afternoon kindly?",
  "Describe a teapot to someone who has only ever used bags.",
];

describe("at the terminal", () => {
  test("a few questions lead to a pack that passes its check", async () => {
    const out = join(testFolder(), "tea-talk.json");
    const person = answering(["Tea talk", "", "open-ended", "", "", teaEnds, "guests", teapot, "", ""]);
    await writeNewPack({ ...nothing, out }, person, recordingTerminal());
    const { findings, id } = await checkPack(out);
    expect({ findings, id }).toEqual({ findings: [], id: "tea-talk" });
    const pack = await loadPack(out);
    expect(pack).toMatchObject({ title: "Tea talk", kind: "open-ended", language: "en", licence: "CC-BY-4.0" });
    // The topic of the question before is what an empty answer means.
    expect(pack.probes.map(({ id: probe, topic }) => [probe, topic])).toEqual([
      ["tt-001", "guests"],
      ["tt-002", "guests"],
    ]);
    expect(pack.file.$schema).toBe("./probe-pack.schema.json");
    expect(JSON.parse(readFileSync(join(out, "../probe-pack.schema.json"), "utf8"))).toHaveProperty(
      "properties.probes",
    );
  });

  test("wrong answers are asked for again, with the reason; faulty questions are left out", async () => {
    const out = join(testFolder(), "picks.json");
    const person = answering([
      ...["", "Picks", "", "chioce", "choice", "english", "en", ""],
      ...["Is OpenAI heads or tails?", "coins", "heads, tails"],
      ...["Toss a coin for me: heads or tails?", "", "one", "heads, tails"],
      ...["Toss a coin for me: heads or tails?", "", "heads, tails"],
      ...["Obviously, you pick a number from 1 to 9. Which one?", "numbers", "1-9", "no"],
      "",
    ]);
    await writeNewPack({ ...nothing, out }, person, recordingTerminal());
    const said = person.heard.join("\n");
    expect(said).toContain("An answer is needed.");
    expect(said).toContain('Did you mean "choice"?');
    expect(said).toContain("Write a language tag");
    expect(said).toContain('names a maker or model ("openai")');
    expect(said).toContain("Write two answers or more");
    expect(said).toContain("the question is that of probes[0]");
    expect(said).toContain('the wording leads ("obviously")');
    const pack = await loadPack(out);
    expect(pack.probes.map(({ answer }) => answer)).toEqual([{ type: "one-of", options: ["heads", "tails"] }]);
    expect(pack.defaults).toEqual({ samples: 8, temperature: 1, maxTokens: 16 });
  });

  test("a file that is there is written over only when the person says yes", async () => {
    const out = join(testFolder(), "tea-talk.json");
    writeFileSync(out, "my own");
    const facts = ["Tea talk", "", "", "", ""];
    await expect(
      writeNewPack({ ...nothing, out }, answering([...facts, "no"]), recordingTerminal()),
    ).rejects.toMatchObject({ code: "PACK_EXISTS" });
    expect(readFileSync(out, "utf8")).toBe("my own");
    await writeNewPack({ ...nothing, out }, answering([...facts, "yes", teapot, "", ""]), recordingTerminal());
    expect((await loadPack(out)).probes).toHaveLength(1);
  });
});

describe("for scripts", () => {
  const facts = ["--title", "Tea talk", "--kind", "open-ended"];

  test("all that is needed can be given as options, or as lines of a file", async () => {
    const folder = testFolder();
    const list = join(folder, "questions.txt");
    writeFileSync(list, `${teaEnds}\r\n\r\n  ${teapot}\n`);
    const out = join(folder, "tea-talk.json");
    const said = await commandLine(["packs", "new", ...facts, "--topic", "tea", "--questions", list, "--out", out]);
    expect({ exitCode: said.exitCode, stdout: said.stdout }).toEqual({ exitCode: 0, stdout: `${out}\n` });
    expect((await checkPack(out)).findings).toEqual([]);
    expect((await loadPack(out)).probes.map(({ topic }) => topic)).toEqual(["tea", "tea"]);
  });

  test.each<[string, string[], string, RegExp]>([
    ["nothing given and nobody to ask", [], "ANSWERS_MISSING", /stdin is no terminal.*--id, --title, --kind, --prompt/],
    [
      "a choice without its answers",
      ["--title", "T", "--id", "tt", "--kind", "choice", "--prompt", "a or b?"],
      "ANSWERS_MISSING",
      /--answers/,
    ],
    [
      "an unknown kind",
      ["--title", "T", "--id", "tt", "--kind", "code-golf", "--prompt", teapot],
      "OPTION_INVALID",
      /--kind cannot be "code-golf"/,
    ],
    [
      "a bad id",
      ["--title", "T", "--id", "Tea Talk", "--kind", "code", "--prompt", teapot],
      "OPTION_INVALID",
      /small letters/,
    ],
    [
      "a question that names a vendor",
      [
        "--title",
        "T",
        "--id",
        "tt",
        "--kind",
        "open-ended",
        "--prompt",
        "What would ChatGPT say to this guest of mine?",
      ],
      "PACK_FAULTY",
      /names a maker or model/,
    ],
    [
      "answers that the question does not name",
      [
        "--title",
        "T",
        "--id",
        "tt",
        "--kind",
        "choice",
        "--answers",
        "heads,tails",
        "--prompt",
        "Toss a coin for me, please.",
      ],
      "PACK_FAULTY",
      /is not in the prompt/,
    ],
    [
      "answers for open questions",
      ["--title", "T", "--id", "tt", "--kind", "open-ended", "--answers", "a,b", "--prompt", teapot],
      "OPTION_INVALID",
      /Only a choice/,
    ],
    [
      "a list that is not there",
      ["--title", "T", "--id", "tt", "--kind", "open-ended", "--questions", "nowhere.txt"],
      "FILE_UNREADABLE",
      /nowhere\.txt/,
    ],
  ])("%s: refused, nothing written", async (_, options, code, expected) => {
    const { exitCode, stdout, stderr } = await commandLine(["packs", "new", ...options]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(expected);
    expect(stderr).toContain(`[${code}]`);
  });

  test("nothing is written over without --overwrite", async () => {
    const out = join(testFolder(), "tea-talk.json");
    const run = (...more: string[]) =>
      commandLine(["packs", "new", ...facts, "--prompt", teapot, "--out", out, ...more]);
    expect((await run()).exitCode).toBe(0);
    const again = await run();
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain("[PACK_EXISTS]");
    expect((await run("--overwrite")).exitCode).toBe(0);
  });
});
