import { CholeskyDecomposition, Matrix } from "ml-matrix";

/**
 * Solves H s = g by Cholesky for a symmetric positive definite H (row-major, only the lower triangle is read).
 * Throws RangeError if H is not positive definite.
 */
export function solvePositiveDefinite(lowerTriangle: Float64Array, g: Float64Array): Float64Array {
  const size = g.length;
  const matrix = new Matrix(size, size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      const value = lowerTriangle[row * size + column]!;
      if (!Number.isFinite(value)) throw new RangeError("matrix has a value that is not a number");
      matrix.set(row, column, value);
      matrix.set(column, row, value);
    }
  const factors = new CholeskyDecomposition(matrix);
  if (!factors.isPositiveDefinite()) throw new RangeError("matrix is not positive definite");
  return Float64Array.from(factors.solve(Matrix.columnVector([...g])).to1DArray());
}
