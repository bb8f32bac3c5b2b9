import { type Kernels, makeKernels, paddedClasses } from "../kernels/kernels.js";
import { sharedFloat32 } from "../shared-arrays.js";

/** Texts as sparse rows, written straight to where the kernels read them: a panel's rows are too large to be held twice. */
export interface SparseRows {
  /** Entries of all rows together, at most. */
  readonly entries: number;
  /** Writes feature and value of every entry, row after row. Returns where each row starts, and where the last one ends. */
  write(features: Int32Array, values: Float32Array): Int32Array;
}

export interface SoftmaxModel {
  readonly classes: number;
  readonly features: number;
  /** Feature-major: features x paddedClasses(classes); in shared memory after training. */
  readonly weights: Float32Array;
  readonly bias: Float64Array;
}

export interface SoftmaxTraining {
  readonly rows: SparseRows;
  readonly labels: Int32Array;
  readonly classes: number;
  readonly features: number;
  readonly epochs: number;
  /** Rows in the order in which an epoch visits them. */
  readonly order: (epoch: number) => ArrayLike<number>;
  /** Step size of update t, and of the bias. */
  readonly step: (t: number) => number;
  readonly biasStep: (t: number) => number;
  /** lambda of lambda/2 |W|^2 beside the mean loss; the trait uses 0. */
  readonly penalty: number;
}

/**
 * Multinomial logistic regression by plain stochastic gradient descent, one text at a time, weights in single precision,
 * losses and probabilities in double. The same input gives the same bits on every machine.
 * Cost: epochs x non-zeros x classes multiply-adds, twice.
 */
export function trainSoftmax(training: SoftmaxTraining): SoftmaxModel {
  const { rows, labels, classes, features } = training;
  const width = paddedClasses(classes);
  const machine = new RowMachine(classes, features, rows.entries);
  machine.load(rows);
  const bias = new Float64Array(classes);
  const slope = new Float64Array(classes);
  let t = 0;
  for (let epoch = 0; epoch < training.epochs; epoch += 1) {
    const order = training.order(epoch);
    for (let k = 0; k < order.length; k += 1, t += 1) {
      const row = order[k]!;
      machine.gather(row);
      softmax(machine.vector, bias, slope);
      slope[labels[row]!]! -= 1;
      const step = training.step(t);
      const biasStep = training.biasStep(t);
      if (training.penalty > 0) shrink(machine.weights, 1 - step * training.penalty);
      for (let c = 0; c < classes; c += 1) {
        machine.vector[c] = -step * slope[c]!;
        bias[c]! -= biasStep * slope[c]!;
      }
      machine.scatter(row);
    }
  }
  const weights = sharedFloat32(features * width);
  weights.set(machine.weights);
  return { classes, features, weights, bias };
}

/** ln P(class | row) of every row, rows x classes, for one set of rows after another with at most so many entries. */
export function softmaxScorer(model: SoftmaxModel, entries: number): (rows: SparseRows) => Float64Array {
  const { classes, bias } = model;
  const machine = new RowMachine(classes, model.features, entries);
  machine.weights.set(model.weights);
  return (rows) => {
    const count = machine.load(rows);
    const out = new Float64Array(count * classes);
    for (let row = 0; row < count; row += 1) {
      machine.gather(row);
      let highest = Number.NEGATIVE_INFINITY;
      for (let c = 0; c < classes; c += 1) highest = Math.max(highest, machine.vector[c]! + bias[c]!);
      let total = 0;
      for (let c = 0; c < classes; c += 1) total += Math.exp(machine.vector[c]! + bias[c]! - highest);
      const logTotal = highest + Math.log(total);
      for (let c = 0; c < classes; c += 1) out[row * classes + c] = machine.vector[c]! + bias[c]! - logTotal;
    }
    return out;
  };
}

function softmax(scores: Float32Array, bias: Float64Array, into: Float64Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < bias.length; c += 1) highest = Math.max(highest, scores[c]! + bias[c]!);
  let total = 0;
  for (let c = 0; c < bias.length; c += 1) {
    into[c] = Math.exp(scores[c]! + bias[c]! - highest);
    total += into[c]!;
  }
  for (let c = 0; c < bias.length; c += 1) into[c]! /= total;
}

function shrink(weights: Float32Array, factor: number): void {
  for (let at = 0; at < weights.length; at += 1) weights[at]! *= factor;
}

/** Rows and weights laid out for the kernels. */
class RowMachine {
  readonly weights: Float32Array;
  /** Scores of the last gathered row, or the step that the next scatter adds. */
  readonly vector: Float32Array;
  readonly #kernels: Kernels;
  readonly #rowBytes: number;
  readonly #entries: number;
  readonly #weightsAt: number;
  readonly #vectorAt: number;
  readonly #rowsAt: number;
  readonly #valuesAt: number;
  #start: Int32Array = new Int32Array(1);

  /** @param entries of all rows that are loaded at once, at most */
  constructor(classes: number, features: number, entries: number) {
    const width = paddedClasses(classes);
    this.#rowBytes = width * 4;
    this.#entries = entries;
    this.#kernels = makeKernels(features * width * 4 + width * 4 + entries * 8 + 64, classes);
    this.#weightsAt = this.#kernels.reserve(features * width * 4);
    this.#vectorAt = this.#kernels.reserve(width * 4);
    this.#rowsAt = this.#kernels.reserve(entries * 4);
    this.#valuesAt = this.#kernels.reserve(entries * 4);
    this.weights = new Float32Array(this.#kernels.buffer, this.#weightsAt, features * width);
    this.vector = new Float32Array(this.#kernels.buffer, this.#vectorAt, width);
  }

  /** Takes these rows in place of earlier ones; returns how many they are. */
  load(rows: SparseRows): number {
    const offsets = new Int32Array(this.#kernels.buffer, this.#rowsAt, this.#entries);
    this.#start = rows.write(offsets, new Float32Array(this.#kernels.buffer, this.#valuesAt, this.#entries));
    const count = this.#start.length - 1;
    const written = this.#start[count]!;
    for (let k = 0; k < written; k += 1) offsets[k]! *= this.#rowBytes;
    return count;
  }

  gather(row: number): void {
    this.#run(this.#kernels.gather, row);
  }

  scatter(row: number): void {
    this.#run(this.#kernels.scatter, row);
  }

  #run(kernel: Kernels["gather"], row: number): void {
    const from = this.#start[row]!;
    const count = this.#start[row + 1]! - from;
    kernel(this.#vectorAt, this.#weightsAt, this.#rowsAt + from * 4, this.#valuesAt + from * 4, count);
  }
}
