import { describe, expect, test } from "vitest";
import { describeDuration, describeProgress, progressLine } from "../../src/cli/progress-line.js";
import type { ProgressSnapshot } from "../../src/collection/progress/progress.js";
import { recordingTerminal } from "./command-line.js";

const snapshot = (changes: Partial<ProgressSnapshot> = {}): ProgressSnapshot => ({
  answered: 3,
  givenUp: 0,
  total: 10,
  perSecond: 0,
  nanoUsd: 0,
  secondsLeft: null,
  inFlight: 0,
  waitingAgain: 0,
  trouble: [],
  ...changes,
});

describe("what is said", () => {
  test.each<[Partial<ProgressSnapshot>, string]>([
    [{}, "3/10 answers · $0.00"],
    [{ perSecond: 2.345, secondsLeft: 3 }, "3/10 answers · 2.3/s · $0.00 · 3 s left"],
    [{ nanoUsd: 1_234_000_000 }, "3/10 answers · $1.23"],
    [{ nanoUsd: null }, "3/10 answers · cost unknown"],
    [{ waitingAgain: 4 }, "3/10 answers · $0.00 · 4 waiting to be asked again"],
    [{ answered: 0, givenUp: 5 }, "0/10 answers · 5 given up · $0.00"],
    [{ trouble: [{ model: "m1", what: "slow" }] }, "3/10 answers · $0.00 · m1: slow"],
  ])("%j", (changes, expected) => {
    expect(describeProgress(snapshot(changes))).toBe(expected);
  });

  test.each([
    [0, "0 s"],
    [0.2, "1 s"],
    [89.5, "90 s"],
    [90, "2 min"],
    [5399, "90 min"],
    [5400, "1.5 h"],
  ])("%d seconds are %s", (seconds, expected) => {
    expect(describeDuration(seconds)).toBe(expected);
  });
});

describe("how often", () => {
  function shownAt(times: readonly number[], noteIsTerminal: boolean) {
    let now = 0;
    const shown: string[] = [];
    const terminal = recordingTerminal({
      noteIsTerminal,
      width: 20,
      status: (text) => void shown.push(text),
      ...(noteIsTerminal ? {} : { note: (text: string) => void shown.push(text) }),
    });
    const line = progressLine(terminal, () => now);
    for (const time of times) {
      now = time;
      line.update(snapshot({ answered: time }));
    }
    line.end();
    return { shown, said: terminal.said };
  }

  test("a plain line at once and then every ten seconds where nothing can be overwritten", () => {
    expect(shownAt([0, 500, 9_999, 10_000, 10_500, 20_001], false).shown).toEqual([
      "0/10 answers · $0.00",
      "10000/10 answers · $0.00",
      "20001/10 answers · $0.00",
    ]);
  });

  test("one line in place of the last on a terminal, cut to its width and taken away at the end", () => {
    const { shown, said } = shownAt([0, 100, 200, 450], true);
    expect(shown).toEqual(["0/10 answers · $0.0", "200/10 answers · $0", "450/10 answers · $0", ""]);
    expect(said).toEqual({ stdout: "", stderr: "" });
  });
});
