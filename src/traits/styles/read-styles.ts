import { codeFeatureCount, codeFeatures } from "../code-style/code-features.js";
import { reasoningFeatureCount, reasoningFeatures } from "../reasoning-style/reasoning-features.js";
import type { StyleReaderId } from "../trait.js";

interface StyleReader {
  readonly width: number;
  /** Writes the features of one answer into a row of zeros; leaves it so where there is nothing to read. */
  readonly read: (text: string, into: Float32Array) => void;
}

/** What each style trait reads from an answer. */
export const styleReaders: Readonly<Record<StyleReaderId, StyleReader>> = {
  reasoning: { width: reasoningFeatureCount, read: reasoningFeatures },
  code: { width: codeFeatureCount, read: codeFeatures },
};

export interface ReadStylesTask {
  readonly reader: StyleReaderId;
  readonly texts: readonly string[];
}

/** Features of some answers, texts x width. Pure; run by the worker threads. */
export function readStyles({ reader, texts }: ReadStylesTask): Float32Array {
  const { width, read } = styleReaders[reader];
  const features = new Float32Array(texts.length * width);
  texts.forEach((text, index) => {
    read(text, features.subarray(index * width, (index + 1) * width));
  });
  return features;
}
