import type { StyleTrait } from "./trait.js";

/**
 * `codeStyle`: how a model writes small programs, on `code` prompts: comments and docstrings, names, guard clauses and
 * early returns, type annotations, quotes, imports, examples of use, and what stands around the code (code-style/). Length
 * is not a feature; an answer without code says nothing. As `format`: less the references' mean on the prompt, over the
 * standard deviation of all references' answers in the library, cut at +-4; cosine prompt by prompt; mean.
 * Any language of the question. Programming languages: written for Python and JavaScript or TypeScript; in Java, C, Go,
 * Rust, Ruby and SQL comments, names and layout are read, docstrings and annotations only in part.
 * Shape: prompts x models x references. Cost: about 50 regular expressions an answer; prompts x models x references x 161.
 */
export const codeStyle: StyleTrait = {
  id: "codeStyle",
  version: 1,
  channel: "code",
  kind: "style",
  reads: "code",
  features: "code",
  languages: null,
};
