import { byCodePoint } from "../panel/code-point-order.js";

/** Place of each model in the order of ids, which settles equal similarities. */
export function idPlaces(models: readonly string[]): Int32Array {
  const places = new Int32Array(models.length);
  models
    .map((_, row) => row)
    .sort((a, b) => byCodePoint(models[a]!, models[b]!))
    .forEach((row, place) => {
      places[row] = place;
    });
  return places;
}

/**
 * All models but `row` from the most to the least similar to it; equal or missing similarity: by place of the id.
 * A merge sort of places, because thousands of these orders are made for one panel and a comparing function costs ten times
 * as much.
 */
export function bySimilarity(row: number, similarity: Float64Array, places: Int32Array): Int32Array {
  const models = similarity.length;
  const inOrderOfIds = new Int32Array(models);
  for (let model = 0; model < models; model++) inOrderOfIds[places[model]!] = model;
  const distance = new Float64Array(models);
  for (let model = 0; model < models; model++) {
    const value = similarity[model]!;
    distance[model] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : -value;
  }
  const others = models - 1;
  let from = new Int32Array(others);
  let taken = 0;
  for (const model of inOrderOfIds) if (model !== row) from[taken++] = model;
  let to = new Int32Array(others);
  for (let width = 1; width < others; width *= 2) {
    for (let start = 0; start < others; start += 2 * width) {
      const middle = Math.min(start + width, others);
      const end = Math.min(start + 2 * width, others);
      let left = start;
      let right = middle;
      for (let place = start; place < end; place++) {
        // Of equal ones the left goes first: it has the smaller id.
        const takeLeft = right >= end || (left < middle && distance[from[left]!]! <= distance[from[right]!]!);
        to[place] = takeLeft ? from[left++]! : from[right++]!;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
