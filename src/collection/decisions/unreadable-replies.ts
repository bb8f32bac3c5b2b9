/** What an endpoint's unreadable replies say of it, as opposed to the questions that they came for. */
export interface UnreadableReplies {
  /** Questions that brought nothing readable since the last answer. */
  readonly questions: ReadonlySet<string>;
  /** Questions that brought nothing readable while others were answered: it is theirs, and says nothing of the endpoint. */
  readonly odd: ReadonlySet<string>;
  /** Rounds of unreadable replies since the endpoint is left to rest. */
  readonly probes: number;
}

export const noneUnreadable: UnreadableReplies = { questions: new Set(), odd: new Set(), probes: 0 };

/** Two odd questions may follow each other; of three it is the endpoint that they have in common. */
const questionsInARow = 3;
/** Unreadable replies are billed as answers are, so these are few, and far apart: nearly three minutes in all. */
const mostProbes = 6;
const firstPauseMs = 500;
const longestPauseMs = 60_000;

/** Takes in that a question's reply could not be read; calls in flight together are one round. */
export function noteUnreadable(before: UnreadableReplies, question: string, newRound: boolean): UnreadableReplies {
  const resting = isBroken(before);
  if (!resting && before.odd.has(question)) return before;
  return {
    ...before,
    questions: new Set([...before.questions, question]),
    probes: before.probes + (resting && newRound ? 1 : 0),
  };
}

/** Takes in that some question was answered. */
export function noteReadable({ questions, odd }: UnreadableReplies): UnreadableReplies {
  return { ...noneUnreadable, odd: questions.size === 0 ? odd : new Set([...odd, ...questions]) };
}

/** True once it is the endpoint whose replies cannot be read: it is left to rest and asked one question at a time. */
export function isBroken({ questions }: UnreadableReplies): boolean {
  return questions.size >= questionsInARow;
}

/** How long a broken endpoint rests before its next probe; null when it has had its last. */
export function restMs({ probes }: UnreadableReplies): number | null {
  return probes >= mostProbes ? null : Math.min(longestPauseMs, firstPauseMs * 4 ** probes);
}
