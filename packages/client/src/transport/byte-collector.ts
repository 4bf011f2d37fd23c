/** Joins the chunks of an answer, up to a bound. Most answers are one chunk, which is not copied. */
export class ByteCollector {
  readonly #maxBytes: number;
  #length = 0;
  #first: Uint8Array | undefined;
  #rest: Uint8Array[] | undefined;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Takes a chunk; `false`: it is more than may come, and nothing is kept any more. */
  add(chunk: Uint8Array): boolean {
    this.#length += chunk.byteLength;
    if (this.#length > this.#maxBytes) {
      this.#first = undefined;
      this.#rest = undefined;
      return false;
    }
    if (this.#first === undefined) this.#first = chunk;
    else (this.#rest ??= []).push(chunk);
    return true;
  }

  bytes(): Uint8Array {
    const first = this.#first;
    if (first === undefined) return new Uint8Array(0);
    if (this.#rest === undefined) return first;
    const bytes = new Uint8Array(this.#length);
    let offset = 0;
    for (const chunk of [first, ...this.#rest]) {
      bytes.set(chunk, offset);
      offset += chunk.byteLength;
    }
    return bytes;
  }
}
