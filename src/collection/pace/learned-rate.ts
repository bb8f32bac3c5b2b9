/**
 * Learns a rate limit that nobody declared, from being turned away. Being turned away can mean two things: we are too
 * fast, or the server turns away requests at random whatever our pace. Slowing down helps in the first case and only
 * costs time in the second, so the state moves through an experiment:
 *
 *   free     no limit known; what is turned away beyond the known noise begins a doubt
 *   doubt    a handful of probing requests: mostly turned away means a limit, which is then measured and kept
 *   trial    else slower for a while: still turned away means noise, no longer turned away means a limit after all
 *   limited  a rate is kept; it grows while nobody is turned away, first fast, after a second cut slowly
 *
 * Pure: every function takes a state and gives a new one. Times are monotonic milliseconds, rates requests a second.
 */
export interface LearnedRate {
  readonly mode: "free" | "doubt" | "trial" | "limited";
  /** Share of requests that is turned away at any pace. */
  readonly noise: number;
  readonly rate: number | null;
  /** Nothing is sent before this time. */
  readonly resumeAt: number;
  /** The next request of a kept rate. */
  readonly nextAt: number;
  /** Requests sent before this time say nothing about the present state. */
  readonly since: number;
  /** Of the requests sent since `since`: how many went out, were taken, were turned away. */
  readonly sent: number;
  readonly taken: number;
  readonly turnedAway: number;
  /** Rate before the last growth, to go back to; null when there was none since the last change. */
  readonly rateBefore: number | null;
  readonly changedAt: number;
  /** 0 to 2: how small the next growth is. Rises when a rate proved too high, falls after a row of growths. */
  readonly caution: number;
  readonly growths: number;
  /** Cuts in a row after which the share turned away was as bad as before. */
  readonly futileCuts: number;
  /** Cuts in a row without a request taken in between. */
  readonly deafCuts: number;
  /** True once nothing was taken for so long that the limit must be one by the minute. */
  readonly byMinute: boolean;
}

export const unlimited: LearnedRate = {
  mode: "free",
  noise: 0,
  rate: null,
  resumeAt: 0,
  nextAt: 0,
  since: 0,
  sent: 0,
  taken: 0,
  turnedAway: 0,
  rateBefore: null,
  changedAt: 0,
  caution: 0,
  growths: 0,
  futileCuts: 0,
  deafCuts: 0,
  byMinute: false,
};

/** What is known of the last requests, whoever sent them and whenever they come back. */
export interface RecentSends {
  /** Requests a second over the last full second or longer, without those turned away. */
  readonly takenPerSecond: number;
  /** The sends of the last minute, without those turned away, a sixtieth of them. */
  readonly takenPerSecondOfMinute: number;
  /** The same over the time since the lane began, when that is less than a second. */
  readonly takenPerSecondSoFar: number;
  /** Of the `window` sends up to the one just turned away: how many were turned away. */
  readonly window: number;
  readonly windowTurnedAway: number;
}

const doubtProbes = 6;
const probesAtOnce = 3;
const probesForNoise = 3;
const probePatienceMs = 2000;
const trialSends = 30;
const trialShare = 0.8;
const safety = 0.9;
const deepCut = 0.6;
const slowestRate = 1 / 60;
/** How a kept rate grows: in leaps until it was too high for the first time, then in steps, then by inches. */
const growth = [
  { everyMs: 1000, factor: 1.5 },
  { everyMs: 2000, factor: 1.15 },
  { everyMs: 10_000, factor: 1.05 },
] as const;
/** Requests in a full second that make a measurement to rely on. */
const wellMeasured = 20;
/** Requests after which a growth that nobody minded is there to stay. */
const growthOnTrial = 60;
/** So many growths in a row that nobody minded make the next one bolder. */
const growthsToTrust = 4;
/** No endpoint turns away so many at random. */
const noNoise = 0.65;
/** Share turned away that is not worth slowing down for. */
const bearableShare = 0.04;
const sendsToJudge = 10;
/** Turned away so often in a row, with nothing taken, means that nothing will be for a while. */
const deafAfter = 3;
/** Pauses of 1, 2 and 4 s without anything taken: no limit by the second does that. */
const deafCutsOfMinute = 3;
const minuteMs = 60_000;
const firstPauseMs = 1000;
const longestPauseMs = 60_000;

/**
 * End of a rest, or null: a pause of more than a minute, until the first request after it. No limit by the minute asks for
 * that and no pause of our own is so long: the endpoint has stated it, and may speak of hours. Holds whatever the time is.
 */
export function restsUntil({ sent, changedAt, resumeAt }: LearnedRate): number | null {
  return sent === 0 && resumeAt - changedAt > minuteMs ? resumeAt : null;
}

/** Earliest time for the next request, if no outcome comes before. */
export function nextSendAt(state: LearnedRate, now: number): number {
  if (state.mode === "free") return now;
  if (state.mode === "doubt") {
    const out = state.sent - state.taken - state.turnedAway;
    // Being turned away is quick: probes that have been out for long are being answered.
    if (state.sent >= doubtProbes || out >= probesAtOnce) return Math.max(now, state.changedAt + probePatienceMs);
    return Math.max(now, state.resumeAt);
  }
  return Math.max(now, state.resumeAt, state.nextAt);
}

export function noteSent(state: LearnedRate, now: number, recent: () => RecentSends): LearnedRate {
  const patient = state.mode === "doubt" && now >= state.changedAt + probePatienceMs;
  const next = patient ? beginTrial(state, now, recent()) : state;
  const sent = next.sent + 1;
  if (next.rate === null) return { ...next, sent };
  // Lateness is not caught up: a burst is just what a limit turns away.
  return { ...next, sent, nextAt: Math.max(now, next.nextAt) + 1000 / next.rate };
}

export function noteTaken(state: LearnedRate, sentAt: number, now: number, recent: RecentSends): LearnedRate {
  if (sentAt < state.since) return state;
  const next = { ...state, taken: state.taken + 1, deafCuts: 0 };
  if (state.mode === "doubt" && next.taken >= probesForNoise) return beginTrial(next, now, recent);
  if (state.mode === "trial" && next.taken + next.turnedAway >= trialSends) return endTrial(next, now);
  if (state.mode === "limited") return grow(next, now, recent);
  return next;
}

export function noteTurnedAway(
  state: LearnedRate,
  sentAt: number,
  now: number,
  retryAfterMs: number | null,
  recent: RecentSends,
): LearnedRate {
  if (state.mode === "free") {
    if (!beyondNoise(state.noise, recent)) return state;
    return { ...state, mode: "doubt", since: now, sent: 0, taken: 0, turnedAway: 0, changedAt: now };
  }
  if (sentAt < state.since) return state;
  const next = { ...state, turnedAway: state.turnedAway + 1 };
  if (state.mode === "doubt") {
    return next.turnedAway > doubtProbes - probesForNoise ? cut(next, now, retryAfterMs, recent) : next;
  }
  if (state.mode === "trial") {
    if (next.turnedAway >= 4 && awayShare(next) > noNoise) return cut(next, now, retryAfterMs, recent);
    return next.taken + next.turnedAway >= trialSends ? endTrial(next, now) : next;
  }
  return refusedWhileLimited(next, now, retryAfterMs, recent);
}

/** More turned away among the last sends than noise would explain (mean and 3.5 standard deviations). */
function beyondNoise(noise: number, { window, windowTurnedAway }: RecentSends): boolean {
  const expected = window * noise;
  return windowTurnedAway > expected + 3.5 * Math.sqrt(expected * (1 - noise));
}

function beginTrial(state: LearnedRate, now: number, recent: RecentSends): LearnedRate {
  const rate = Math.max(slowestRate, recent.takenPerSecondSoFar * trialShare);
  return { ...fresh(state, now), mode: "trial", rate, nextAt: now };
}

/** Slower, and nobody turned away any more: it was a limit. Still turned away: noise, and the brake comes off. */
function endTrial(state: LearnedRate, now: number): LearnedRate {
  if (state.turnedAway <= 1) return { ...fresh(state, now), mode: "limited" };
  return freeWithNoise(state, now);
}

function freeWithNoise(state: LearnedRate, now: number): LearnedRate {
  const seen = Math.max(1, state.taken + state.turnedAway);
  const share = state.turnedAway / seen;
  // With the error of so few requests: noise thought too small begins the next doubt, and each costs a second.
  const noise = Math.min(0.6, Math.max(0.05, share + Math.sqrt((share * (1 - share)) / seen), state.noise));
  return { ...fresh(state, now), mode: "free", rate: null, noise, futileCuts: 0 };
}

function cut(state: LearnedRate, now: number, retryAfterMs: number | null, recent: RecentSends): LearnedRate {
  // A cut that did not help is followed by a deep one: after it, only noise is still turned away.
  const deaf = awayShare(state) === 1;
  const deafCuts = deaf ? state.deafCuts + 1 : 0;
  const byMinute = state.byMinute || deafCuts >= deafCutsOfMinute;
  const perSecond = byMinute ? recent.takenPerSecondOfMinute : recent.takenPerSecond;
  const measured = perSecond * (state.futileCuts > 0 ? deepCut : safety);
  const rate =
    state.rate === null || byMinute
      ? Math.min(state.rate ?? measured, measured)
      : Math.min(state.rate * safety, Math.max(state.rate / 2, measured));
  const pause = retryAfterMs ?? (deaf || state.mode === "doubt" ? backoff(deafCuts) : 0);
  return {
    ...fresh(state, now),
    mode: "limited",
    rate: Math.max(slowestRate, rate),
    resumeAt: now + pause,
    nextAt: now + pause,
    caution: cautionAfterCut(state, recent),
    growths: 0,
    futileCuts: deaf ? 0 : state.futileCuts + 1,
    deafCuts,
    byMinute,
  };
}

/** A first rate that was measured on enough requests is near the limit: no leaps from there. */
function cautionAfterCut(state: LearnedRate, recent: RecentSends): number {
  if (state.rate === null) return recent.takenPerSecond >= wellMeasured ? 1 : 0;
  return Math.min(growth.length - 1, state.caution + 1);
}

/** Share turned away of the requests sent since the last change. Those still out count as taken: refusals are quick. */
function awayShare(state: LearnedRate): number {
  return state.sent === 0 ? 0 : state.turnedAway / state.sent;
}

function backoff(deafCuts: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, deafCuts - 1));
}

function refusedWhileLimited(
  state: LearnedRate,
  now: number,
  retryAfterMs: number | null,
  recent: RecentSends,
): LearnedRate {
  if (state.rateBefore !== null && state.sent <= growthOnTrial) {
    // The last growth was one step too far.
    const caution = Math.min(growth.length - 1, state.caution + 1);
    const back = { ...fresh(state, now), rate: state.rateBefore, caution, growths: 0 };
    return retryAfterMs === null ? back : { ...back, resumeAt: now + retryAfterMs, nextAt: now + retryAfterMs };
  }
  const share = awayShare(state);
  if (share === 1) return state.turnedAway >= deafAfter ? cut(state, now, retryAfterMs, recent) : state;
  if (state.sent < sendsToJudge || share <= bearableShare) return state;
  // Two cuts that did not help: it is not our pace.
  if (state.futileCuts >= 2 && share < noNoise) return freeWithNoise(state, now);
  return cut(state, now, retryAfterMs, recent);
}

function grow(state: LearnedRate, now: number, recent: RecentSends): LearnedRate {
  const { everyMs, factor } = growth[state.caution]!;
  const calm = state.byMinute ? Math.max(everyMs, minuteMs) : everyMs;
  if (state.rate === null || now < Math.max(state.changedAt, state.resumeAt) + calm) return state;
  if (state.turnedAway > bearableShare * state.taken) return state;
  // A rate that is not used up holds nobody back: growing it would only forget what was learned.
  if (recent.takenPerSecond < state.rate * 0.7) return state;
  const growths = state.growths + 1;
  const bolder = growths % growthsToTrust === 0;
  return {
    ...fresh(state, now),
    rate: state.rate * factor,
    rateBefore: state.rate,
    nextAt: state.nextAt,
    futileCuts: 0,
    growths,
    caution: bolder ? Math.max(0, state.caution - 1) : state.caution,
  };
}

/** Begins a new observation: only requests sent from now on count. */
function fresh(state: LearnedRate, now: number): LearnedRate {
  return { ...state, since: now, sent: 0, taken: 0, turnedAway: 0, rateBefore: null, changedAt: now };
}
