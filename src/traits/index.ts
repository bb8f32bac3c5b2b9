import { choice } from "./choice.js";
import { clf } from "./clf.js";
import { codeStyle } from "./code-style.js";
import { delex4 } from "./delex4.js";
import { delta500 } from "./delta500.js";
import { first12 } from "./first12.js";
import { forcedChoice } from "./forced-choice.js";
import { format } from "./format.js";
import { length } from "./length.js";
import { lodOpener } from "./lod-opener.js";
import { lodWord } from "./lod-word.js";
import { markdownRate } from "./markdown-rate.js";
import { openClose } from "./open-close.js";
import { reasoningStyle } from "./reasoning-style.js";
import { refusals } from "./refusals.js";
import { releaseDate } from "./release-date.js";
import type { Trait } from "./trait.js";
import { w3pair } from "./w3pair.js";
import { w3tfidf } from "./w3tfidf.js";

/** Every trait, in the order of reports. A new trait is one file beside these and one line here. */
export const traits: readonly Trait[] = [
  w3pair,
  lodWord,
  lodOpener,
  w3tfidf,
  clf,
  first12,
  openClose,
  format,
  choice,
  forcedChoice,
  refusals,
  reasoningStyle,
  codeStyle,
  delta500,
  delex4,
  length,
  releaseDate,
  markdownRate,
];
