import type { ProgressSink, ProgressSnapshot } from "../collection/progress/progress.js";
import type { Terminal } from "./terminal.js";

const plainLineEveryMilliseconds = 10_000;
const lineEveryMilliseconds = 200;

/** One line that overwrites itself on a terminal; a plain line every ten seconds elsewhere. `now` in milliseconds. */
export function progressLine(terminal: Terminal, now: () => number): ProgressSink {
  let last = Number.NEGATIVE_INFINITY;
  let lastText = "";
  return {
    update: (snapshot) => {
      const pause = terminal.noteIsTerminal ? lineEveryMilliseconds : plainLineEveryMilliseconds;
      if (now() - last < pause) return;
      last = now();
      const text = describeProgress(snapshot);
      if (terminal.noteIsTerminal) terminal.status(text.slice(0, terminal.width - 1));
      // A batch may take a day in which nothing new is to be said.
      else if (text !== lastText) terminal.note(text);
      lastText = text;
    },
    end: () => {
      if (terminal.noteIsTerminal) terminal.status("");
    },
  };
}

export function describeProgress(snapshot: ProgressSnapshot): string {
  const parts = [`${snapshot.answered}/${snapshot.total} answers`];
  if (snapshot.givenUp > 0) parts.push(`${snapshot.givenUp} given up`);
  if (snapshot.perSecond > 0) parts.push(`${snapshot.perSecond.toFixed(1)}/s`);
  parts.push(snapshot.nanoUsd === null ? "cost unknown" : `$${(snapshot.nanoUsd / 1e9).toFixed(2)}`);
  if (snapshot.secondsLeft !== null) parts.push(`${describeDuration(snapshot.secondsLeft)} left`);
  if (snapshot.waitingAgain > 0) parts.push(`${snapshot.waitingAgain} waiting to be asked again`);
  for (const { model, what } of snapshot.trouble) parts.push(`${model}: ${what}`);
  return parts.join(" · ");
}

export function describeDuration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
