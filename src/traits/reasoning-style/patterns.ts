import type { StylePattern } from "../styles/pattern-features.js";

const of = (id: string, regex: RegExp): StylePattern => ({ id, regex });

/** How English solutions are written down; lower-cased text with straight apostrophes, markup kept. */
export const reasoningPatterns: readonly StylePattern[] = [
  // Steps.
  of("namedStep", /^[ \t#*_>-]*step \d+/gm),
  of("numberedStep", /^[ \t#*_>-]*\d+[.)] /gm),
  of("bullet", /^[ \t]*[-*\u2022] /gm),
  of("heading", /^#{1,6} |^\*\*[^*\n]+\*\*:?$/gm),
  of("ordinal", /\b(?:first|firstly|second|secondly|third|thirdly|next|finally|lastly)(?:,| of all)/g),
  of("stepByStep", /\bstep[- ]by[- ]step\b/g),
  // How a solution begins.
  of("lets", /\blet(?:'s| us)\b/g),
  of("letBe", /\blet (?:\\\(|\$)?[a-z]\b/g),
  of(
    "given",
    /\b(?:given that|we are given|we know|we're told|we are told|the (?:problem|question|puzzle|riddle) (?:says|states|asks))\b/g,
  ),
  of("needTo", /\b(?:we need to|you need to|we want to|we have to|to (?:find|solve|determine|figure|work) )/g),
  of(
    "trick",
    /\b(?:trick|tricky|classic|well-known|famous|riddle|puzzle|at first glance|key (?:insight|idea|point|here|is))\b/g,
  ),
  // How sentences are joined.
  of("therefore", /\b(?:therefore|thus|hence|consequently)\b/g),
  of("so", /(?:^|[.;:!?] |\n)so[, ]/g),
  of("because", /\b(?:because|since|as a result|due to)\b/g),
  of("thisMeans", /\b(?:this|that|which) (?:means|gives|leaves|implies|leads|makes|shows|tells)\b/g),
  of("ifThen", /\bif\b[^.\n]{0,80}\bthen\b/g),
  of("however", /\b(?:however|but|although|on the other hand)\b/g),
  // Cases and other ways.
  of("case", /\b(?:case|scenario|option|possibility) (?:\d|[a-d]\b|one|two)/g),
  of("suppose", /\b(?:suppose|assume|assuming|imagine|say that)\b/g),
  of("alternatively", /\b(?:alternatively|another way|other way|or else|equivalently|in other words)\b/g),
  // Checks and second thoughts.
  of("check", /\b(?:check|verify|verif\w+|double-check|confirm|sanity|plug(?:ging)? (?:it|this|that|them|back))\b/g),
  of("indeed", /\b(?:indeed|as expected|which (?:matches|agrees|is correct)|this (?:works|checks out|satisfies))\b/g),
  of("wait", /\b(?:wait|hmm|actually|hold on|on second thought|let me (?:re|think|try|see))/g),
  of("note", /\b(?:note that|notice|remember|recall|keep in mind|importantly|observe)\b/g),
  of("assumption", /\b(?:assumption|assumptions|roughly|approximately|about|around|estimate|depends?)\b/g),
  // Who speaks.
  of("we", /\b(?:we|our|us)\b/g),
  of("i", /\b(?:i|i'm|i'll|i'd|my)\b/g),
  of("you", /\b(?:you|your)\b/g),
  // How the answer is given.
  of("answerLabel", /\b(?:final answer|the answer|answer|solution|conclusion|result|summary)\**:/g),
  of("theAnswerIs", /\b(?:the|final|correct) (?:answer|solution|result) (?:is|would be)\b/g),
  of("boxed", /\\boxed|\u2705/g),
  of(
    "inConclusion",
    /\b(?:in conclusion|in summary|to (?:summari[sz]e|sum up|conclude)|overall|in short|ultimately)\b/g,
  ),
  // Notation.
  of("equation", /[=\u2248\u2260\u2264\u2265]/g),
  of("latex", /\\\(|\\\[|\$[^$\n]+\$|\\frac|\\times|\\text/g),
  of("times", /[\u00d7\u22c5]|\\times|\d ?\* ?\d/g),
  of("arrow", /\u2192|->|=>|\\rightarrow|\u21d2/g),
  of("bold", /\*\*[^*\n]+\*\*/g),
  of("table", /^\|.*\|$/gm),
  of("quote", /^>/gm),
];
