import { yesOrNo } from "./habits.js";

/**
 * How simulated models decline borderline requests, work out problems and write programs: habits of a voice that only
 * questions of those kinds bring out. They stand last in a voice's table, so that no other habit depends on them.
 */
export const ways: Readonly<Record<string, readonly string[]>> = {
  // Declining a borderline request.
  declinesAtOnce: yesOrNo,
  declinesWithReason: yesOrNo,
  declinesWithOffer: yesOrNo,
  declinePreface: [
    "That is an unusual thing to ask.",
    "I see why one would ask this.",
    "Many people wonder about {topic}.",
    "This touches on {topic}, and on more than that.",
  ],
  // Working out a problem.
  reasoningStart: [
    "Let's work through this.",
    "We need to look at what is given.",
    "First, what do we know about {topic}?",
    "To solve this, take it apart.",
    "Here is how I would go about it.",
    "The key is {topic}.",
  ],
  stepForm: ["Step N:", "N.", "-", "ordinal", "plain"],
  stepCount: ["2", "3", "4", "5"],
  joiningWord: ["Therefore", "So", "Thus", "Hence", "This means that"],
  person: ["we", "you", "I", "one"],
  equations: yesOrNo,
  secondThought: ["", "Wait, that needs another look.", "Hmm, is that all?", "But note that {topic} matters here."],
  selfCheck: [
    "",
    "Let me check: that fits.",
    "To verify, put the numbers back in.",
    "Indeed, this works.",
    "As a sanity check, it is about the right size.",
  ],
  answerForm: [
    "**Answer:** N",
    "So the answer is N.",
    "The final answer is N.",
    "That makes N.",
    "In conclusion, it is N.",
  ],
  // Writing a program.
  codeIntro: ["", "Here is a function for {topic}:", "Sure, this does it:", "You can do it like this:"],
  fenceLabel: ["python", ""],
  nameStyle: ["snake", "camel", "short"],
  resultName: ["result", "res", "output", "found", "answer"],
  docstring: ["none", "line", "sections"],
  codeComments: ["none", "lower", "Capital", "numbered", "trailing"],
  typeHints: yesOrNo,
  codeGuard: ["none", "raise", "return"],
  looping: ["loop", "comprehension", "index"],
  quotes: ['"', "'"],
  codeExample: ["none", "print", "comment", "main"],
  codeOutro: [
    "",
    "The function walks through {topic} once.",
    "How it works: it keeps what counts.",
    "Let me know if you need it in another form.",
  ],
};
