/** Makes the ids of an emulator: different each time, or the same in each run with a seed. */
export interface Ids {
  /** Like LuxCore's `pay_1234567890_abcdefgh`. */
  payment(): string;
  request(): string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

export function createIds(seed: number | undefined): Ids {
  const random = seed === undefined ? Math.random : mulberry32(seed);
  const pick = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  return {
    payment: () => `pay_${pick('0123456789', 10)}_${pick(LETTERS, 8)}`,
    request: () => `req_${pick(LETTERS, 16)}`,
  };
}

/** A small generator of repeatable numbers in [0, 1); ids need no more, and no secret comes from it. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
