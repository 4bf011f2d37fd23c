import { afterEach, describe, expect, it } from 'vitest';
import { utf8 } from '../body.ts';
import { currentEngine, replaceEngine } from '../engine/current-engine.ts';
import type { HmacKey } from '../engine/engine.ts';
import { draftCanonical, FORM, type Draft } from './draft.ts';
import { MISTAKE_NAMES } from './mistakes.ts';
import { reproduce } from './reproduce.ts';

afterEach(() => {
  replaceEngine(undefined);
});

/** Keys that count what they sign, and a draft that is signed with one of them. */
function counted(change: Partial<Draft> = {}) {
  const engine = currentEngine();
  const signed: string[] = [];
  const keys: HmacKey[] = [];
  const key = (): HmacKey => {
    const made = {
      ...engine.hmacKey(utf8('key')),
      hex: (text: string) => String(signed.push(text)),
    };
    keys.push(made);
    return made;
  };
  replaceEngine({ ...engine, hmacKey: key });
  const base: Draft = {
    timestamp: '1777420800',
    nonce: 'nonce-0001',
    method: 'POST',
    path: '/api/v2/payments?a=b%20c',
    body: utf8('{"a":1}'),
    secret: key(),
    'canonical string': FORM,
    ...change,
  };
  return { base, signed, keys };
}

/** Every mistake can be made with these: a query in need of encoding, JSON, bytes. */
const ALL_MISTAKES: Partial<Draft> = {
  timestamp: '1777420800000',
  path: "/api/v2/payments?a=b+c%2f%2F'&d=%20/é",
  body: utf8('\ufeff{"a": [1, 2, "é"]}\n'),
};

describe('reproduce', () => {
  it('computes at most 500 HMACs, however many variants a request has', () => {
    const { base, signed } = counted(ALL_MISTAKES);
    expect(reproduce(base, 'abcdef0123456789', 'v1', 'never')).toEqual({
      exhausted: true,
      untried: [],
    });
    expect(signed).toHaveLength(500);
  });

  it('ends before that where all has been tried, and signs nothing twice under one key', () => {
    const { base, signed } = counted({ path: '/p', body: utf8('') });
    expect(reproduce(base, 'two words', 'v1', 'never')).toEqual({ exhausted: false, untried: [] });
    expect(signed.length).toBeLessThan(500);
    // The four other forms of the secret sign no more than the right one.
    const times = signed.map((text) => signed.filter((other) => other === text).length);
    expect(Math.max(...times)).toBeLessThanOrEqual(5);
  });

  it('tries the request as it is first, then each mistake, then each two', () => {
    const { base, signed } = counted();
    reproduce(base, 'two words', 'v1', 'never');
    expect(signed[0]).toBe(draftCanonical(base, 'v1'));
    expect(signed[1]).toBe(draftCanonical({ ...base, body: utf8('{"a":1}\n') }, 'v1'));
    const lower = signed.indexOf(draftCanonical({ ...base, method: 'post' }, 'v1'));
    const both = { ...base, body: utf8('{"a":1}\n'), method: 'post' };
    expect(lower).toBeGreaterThan(0);
    expect(signed.indexOf(draftCanonical(both, 'v1'))).toBeGreaterThan(lower);
    expect(signed).not.toContain(draftCanonical({ ...both, path: '/api/v2/payments' }, 'v1'));
  });

  it('makes what a mistake leads to once for all drafts that share the part', () => {
    const { base, keys } = counted();
    reproduce(base, 'two words', 'v1', 'never');
    // The right one, and four with other white space.
    expect(keys).toHaveLength(5);
  });

  it('says which mistakes could not be tried, because a part is too long', () => {
    const { base } = counted({ path: '/'.padEnd(16_385, 'a') });
    expect(reproduce(base, 'two words', 'v1', 'never')).toEqual({
      exhausted: true,
      untried: ['query_reencoded'],
    });
  });

  it('has tried a mistake that only another makes too long for it', () => {
    const { base } = counted({ path: '/p', body: new Uint8Array(65_536).fill(97) });
    expect(reproduce(base, 'two words', 'v1', 'never')).toEqual({ exhausted: true, untried: [] });
  });

  it('names from the first that was not tried on, where the texts are too long together', () => {
    const { base } = counted({ nonce: 'n'.repeat(900_000), path: '/p?a', body: utf8('ab') });
    expect(reproduce(base, 'two words', 'v1', 'never')).toEqual({
      exhausted: true,
      untried: MISTAKE_NAMES.slice(MISTAKE_NAMES.indexOf('path_without_query')),
    });
  });

  it('ends at what it finds', () => {
    const { base, signed } = counted();
    const draft = { ...base, body: utf8('{"a":1}\r\n') };
    expect(reproduce(base, 'two words', 'v1', '3')).toEqual({
      found: { mistakes: ['body_trailing_newline'], draft },
      exhausted: false,
      untried: [],
    });
    expect(signed).toHaveLength(3);
  });

  it('says which mistakes were not tried, because the text is too long', () => {
    const { base, signed } = counted({ nonce: 'n'.repeat(5_000_000) });
    expect(reproduce(base, 'two words', 'v1', 'never')).toEqual({
      exhausted: true,
      untried: MISTAKE_NAMES,
    });
    expect(signed).toHaveLength(1);
  });

  it.each([
    [0, 2],
    [1, 1],
  ])('takes texts and bodies of 4 MiB together, and %i characters more: %i', (more, tried) => {
    const { base, signed } = counted({ nonce: '', path: '/p', body: utf8('ab') });
    // The request, the same without a line break at its end, and with one.
    const texts = 3;
    const bodies = 'ab\n'.length + 'ab\r\n'.length + 3 * 'ab'.length;
    const room = (4 * 1024 * 1024 - bodies) / texts - draftCanonical(base, 'v1').length;
    const nonce = 'n'.repeat(room + more);
    expect(reproduce({ ...base, nonce }, 'two words', 'v1', 'never')).toEqual({
      exhausted: true,
      untried: MISTAKE_NAMES,
    });
    expect(signed).toHaveLength(tried);
  });
});
