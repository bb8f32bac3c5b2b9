export interface BatchSize {
  readonly requests: number;
  readonly bytes: number;
}

export const emptyBatch: BatchSize = { requests: 0, bytes: 0 };

/** Whether one more question of so many bytes may go in. A question too large for any batch goes alone: the provider decides. */
export function fitsInBatch(size: BatchSize, bytes: number, limits: BatchSize): boolean {
  if (size.requests === 0) return true;
  return size.requests < limits.requests && size.bytes + bytes <= limits.bytes;
}

/** The size with one more question; a line end comes with each. */
export function grown(size: BatchSize, bytes: number): BatchSize {
  return { requests: size.requests + 1, bytes: size.bytes + bytes };
}
