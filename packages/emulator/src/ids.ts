/** Makes the ids of an emulator: different each time, or the same in each run with a seed. */
export interface Ids {
  /** Like LuxCore's `pay_1234567890_abcdefgh`. */
  payment(): string;
  request(): string;
  /** An id of letters behind a prefix, such as `evt_...`. */
  named(prefix: string): string;
  /** So many letters. */
  letters(length: number): string;
  uuid(): string;
  /** A number in [0, 1). */
  random(): number;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const HEX = '0123456789abcdef';

export function createIds(seed: number | undefined): Ids {
  const random = seed === undefined ? Math.random : mulberry32(seed);
  const pick = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  return {
    payment: () => `pay_${pick(DIGITS, 10)}_${pick(LETTERS, 8)}`,
    request: () => `req_${pick(LETTERS, 16)}`,
    named: (prefix) => `${prefix}_${pick(LETTERS, 24)}`,
    letters: (length) => pick(LETTERS, length),
    // Version 4, variant 1 (RFC 9562), of the emulator's own numbers.
    uuid: () =>
      [pick(HEX, 8), pick(HEX, 4), `4${pick(HEX, 3)}`, `8${pick(HEX, 3)}`, pick(HEX, 12)].join('-'),
    random,
  };
}

/** A small generator of repeatable numbers in [0, 1); ids need no more: no secret of it guards anything real. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
