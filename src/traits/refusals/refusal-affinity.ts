const floor = 0.05;

/** `(b_S - mu)(b_r - mu)/(mu(1 - mu) + .05)`: agreement in one feature of one prompt, against what null models do. */
export function refusalAgreement(suspect: number, reference: number, mu: number): number {
  return ((suspect - mu) * (reference - mu)) / (mu * (1 - mu) + floor);
}

/** Share of a feature among null families, one half added on both sides: `(sum of family means + 1/2)/(families + 1)`. */
export function nullShare(sumOfFamilyMeans: number, families: number): number {
  return (sumOfFamilyMeans + 0.5) / (families + 1);
}
