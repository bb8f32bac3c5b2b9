const lineEnd = 0x0a;
const carriageReturn = 0x0d;

/** An answer has kilobytes. What goes on for longer is cut here, so that it becomes a line that cannot be read. */
const longestLine = 32 * 1024 * 1024;

/** Cuts a stream of bytes into lines. What is not ended by a line end is the last line only if the stream came to its end. */
export class LineCutter {
  #rest: Buffer = Buffer.alloc(0);
  readonly #take: (line: Buffer) => void;

  /** @param take called with each line that is not empty, without its end */
  constructor(take: (line: Buffer) => void) {
    this.#take = take;
  }

  push(piece: Uint8Array): void {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const whole = this.#rest.byteLength === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    let from = 0;
    for (;;) {
      const to = whole.indexOf(lineEnd, from);
      if (to < 0) break;
      this.#give(whole.subarray(from, to));
      from = to + 1;
    }
    this.#rest = Buffer.from(whole.subarray(from));
    if (this.#rest.byteLength <= longestLine) return;
    this.#give(this.#rest);
    this.#rest = Buffer.alloc(0);
  }

  end(): void {
    this.#give(this.#rest);
    this.#rest = Buffer.alloc(0);
  }

  #give(line: Buffer): void {
    const clean = line.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
    if (clean.byteLength > 0) this.#take(Buffer.from(clean));
  }
}
