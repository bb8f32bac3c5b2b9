import { share } from "../threads/share.js";
import { type ClassifierAnswers, type FoldModel, mostEntries, tfidfRows } from "./fold-model.js";
import { softmaxScorer } from "./softmax.js";

export interface ScoreAnswersTask {
  readonly answers: ClassifierAnswers;
  readonly folds: Uint8Array;
  /** Fold whose prompts the model has not seen: answers to these are scored. */
  readonly unseen: number;
  readonly model: FoldModel;
  /** Answers from .. to are done by this task. */
  readonly from: number;
  readonly to: number;
  /** answers x references: ln P(reference | answer); a reference without a class stays as it is. */
  readonly out: Float32Array;
}

/** Answers are scored in batches, so that the sparse rows of only a part are in memory at once. */
const batch = 2000;

/** Scores answers to prompts that the model has not seen. */
export function scoreAnswers(task: ScoreAnswersTask): void {
  const { answers, model, out } = task;
  const { table } = answers;
  const { classes, places, featureOf, idf } = model;
  const width = table.references.length;
  const unseen: number[] = [];
  for (let answer = task.from; answer < task.to; answer += 1)
    if (task.folds[table.prompt[answer]!] === task.unseen) unseen.push(answer);
  const batches = share(unseen.length, Math.ceil(unseen.length / batch)).map(({ from, to }) =>
    Int32Array.from(unseen.slice(from, to)),
  );
  const entries = batches.reduce((most, chosen) => Math.max(most, mostEntries(answers, chosen)), 0);
  const score = softmaxScorer(model, entries);
  for (const chosen of batches) {
    const scores = score(tfidfRows(answers, chosen, featureOf, idf, entries));
    chosen.forEach((answer, row) => {
      for (let c = 0; c < classes; c += 1) out[answer * width + places[c]!] = scores[row * classes + c]!;
    });
  }
}
