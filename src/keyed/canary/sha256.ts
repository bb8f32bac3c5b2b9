/**
 * SHA-256 over words, for the hundred thousand decoy keys of one test: node:crypto spends most of its time on making
 * objects for messages of one or two blocks. A test compares it with node:crypto. Never used for the real key.
 */

const constants = Int32Array.from(
  `428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5 d807aa98 12835b01 243185be 550c7dc3 72be5d74
  80deb1fe 9bdc06a7 c19bf174 e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da 983e5152 a831c66d
  b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967 27b70a85 2e1b2138 4d2c6dfc 53380d13 650a7354 766a0abb 81c2c92e
  92722c85 a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070 19a4c116 1e376c08 2748774c 34b0bcb5
  391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3 748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2`
    .split(/\s+/)
    .map((word) => Number.parseInt(word, 16)),
);
const initial = Int32Array.from(
  "6a09e667 bb67ae85 3c6ef372 a54ff53a 510e527f 9b05688c 1f83d9ab 5be0cd19"
    .split(" ")
    .map((word) => Number.parseInt(word, 16)),
);
const schedule = new Int32Array(64);

/** One block of 16 words from `offset`, mixed into the eight words of `state`. */
function compress(state: Int32Array, block: Int32Array, offset: number): void {
  for (let i = 0; i < 16; i++) schedule[i] = block[offset + i]!;
  for (let i = 16; i < 64; i++) {
    const x = schedule[i - 15]!;
    const y = schedule[i - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    schedule[i] = (schedule[i - 16]! + s0 + schedule[i - 7]! + s1) | 0;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + constants[i]! + schedule[i]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0]! + a) | 0;
  state[1] = (state[1]! + b) | 0;
  state[2] = (state[2]! + c) | 0;
  state[3] = (state[3]! + d) | 0;
  state[4] = (state[4]! + e) | 0;
  state[5] = (state[5]! + f) | 0;
  state[6] = (state[6]! + g) | 0;
  state[7] = (state[7]! + h) | 0;
}

/** A message as padded blocks, to follow one block that was hashed before it (the padded key of an HMAC). */
export function messageBlocks(message: Uint8Array): Int32Array {
  const blocks = Math.ceil((message.length + 9) / 64);
  const bytes = Buffer.alloc(blocks * 64);
  bytes.set(message);
  bytes[message.length] = 0x80;
  bytes.writeUInt32BE((message.length + 64) * 8, bytes.length - 4);
  return Int32Array.from({ length: bytes.length / 4 }, (_, word) => bytes.readInt32BE(word * 4));
}

/** First word of HMAC-SHA256 under keys of 32 bytes, for messages prepared by `messageBlocks`. */
export class FastHmac {
  readonly #inner = new Int32Array(8);
  readonly #outer = new Int32Array(8);
  readonly #state = new Int32Array(8);
  readonly #pad = new Int32Array(16);
  readonly #last = new Int32Array(16);

  constructor() {
    this.#last[8] = 0x80000000 | 0;
    this.#last[15] = (64 + 32) * 8;
  }

  setKey(key: Uint8Array): void {
    if (key.length !== 32) throw new RangeError("a key of 32 bytes is needed");
    const view = new DataView(key.buffer, key.byteOffset, 32);
    this.#prepare(this.#inner, view, 0x36363636);
    this.#prepare(this.#outer, view, 0x5c5c5c5c);
  }

  #prepare(state: Int32Array, key: DataView, fill: number): void {
    for (let word = 0; word < 16; word++) this.#pad[word] = word < 8 ? key.getInt32(word * 4) ^ fill : fill;
    state.set(initial);
    compress(state, this.#pad, 0);
  }

  /** The first four bytes, big endian. */
  uint32(blocks: Int32Array): number {
    const state = this.#state;
    state.set(this.#inner);
    for (let offset = 0; offset < blocks.length; offset += 16) compress(state, blocks, offset);
    this.#last.set(state);
    state.set(this.#outer);
    compress(state, this.#last, 0);
    return state[0]! >>> 0;
  }
}
