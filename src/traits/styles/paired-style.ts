/** A style trait's cosines on the prompts that it reads. */
export interface PairedStyle {
  /** Places of those prompts in the panel. */
  readonly prompts: Int32Array;
  /** prompts read x models x references, NaN where one of the two did not answer, and on self. */
  readonly values: Float32Array;
}
