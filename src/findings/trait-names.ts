/** What a trait measures, in a reader's words. A trait without an entry shows its id. */
const names: Readonly<Record<string, readonly [name: string, meaning: string]>> = {
  w3pair: ["Shared word triples", "rare runs of three words in answers to the same prompt"],
  w1pair: ["Shared words", "words in answers to the same prompt"],
  lodWord: ["Favourite words", "words used more or less often than other models use them"],
  lodOpener: ["Sentence openings", "first one to three words of each sentence"],
  w3tfidf: ["Word triple profile", "how often each run of three words occurs over all answers"],
  clf: ["Classifier", "which teacher a classifier, trained on other prompts, assigns to each answer"],
  first12: ["First twelve words", "word pairs at the very start of an answer, markup included"],
  openClose: ["Openings and closings", "first and last words of an answer, markup included"],
  format: ["Formatting", "lists, bold type, headings, sentence lengths"],
  delta500: ["Function words", "rates of the 500 most frequent words"],
  delex4: ["Sentence templates", "runs of four word classes"],
  choice: ["Choices", "which of many equally good options a model picks"],
  forcedChoice: ["Forced choices", "which side a model takes when a decision is close, and what moves it"],
  refusals: ["Refusals", "whether, where and how a model declines borderline but harmless requests; English only"],
  reasoningStyle: [
    "Reasoning style",
    "steps, checks, joining words and form of the answer in short problems; English only",
  ],
  codeStyle: ["Code style", "comments, names, guard clauses, types and layout of small programs"],
  length: ["Answer length", "mean length of the answers, nothing else"],
  releaseDate: ["Release date", "months between the releases, nothing else"],
  markdownRate: ["Markdown rate", "share of answers with bold type, nothing else"],
};

/** `w3pair/1` and `w3pair` both read "Shared word triples". */
export function traitName(trait: string): string {
  return names[idOf(trait)]?.[0] ?? trait;
}

/** Null for a trait that this version does not describe. */
export function traitMeaning(trait: string): string | null {
  return names[idOf(trait)]?.[1] ?? null;
}

/** For a sentence of the findings, where no table says which trait a name stands for: "Shared word triples (w3pair)". */
export function traitNameWithId(trait: string): string {
  const id = idOf(trait);
  return traitName(id) === id ? id : `${traitName(id)} (${id})`;
}

function idOf(trait: string): string {
  return trait.split("/")[0]!;
}
