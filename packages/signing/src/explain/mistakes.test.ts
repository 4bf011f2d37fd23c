import { describe, expect, it } from 'vitest';
import { utf8 } from '../body.ts';
import { currentEngine } from '../engine/current-engine.ts';
import { FORM, type Draft } from './draft.ts';
import { MISTAKE_NAMES, MISTAKES, type MistakeName } from './mistakes.ts';

const SECRET = 'AbCd';
const DRAFT: Draft = {
  timestamp: '1777420800',
  nonce: 'nonce-0001',
  method: 'POST',
  path: '/api/v2/payments?a=b%20c',
  body: utf8('{"a":1}\n'),
  secret: currentEngine().hmacKey(utf8(SECRET)),
  'canonical string': FORM,
};

/** What a mistake makes of its part of the draft: bytes as text, keys by what they sign. */
function made(name: MistakeName, change: Partial<Draft> = {}, secret = SECRET): unknown[] {
  const { component, variants } = MISTAKES[name];
  const part = { ...DRAFT, ...change }[component];
  return variants(part as never, secret).map((variant) => {
    if (variant instanceof Uint8Array) return new TextDecoder('utf-8', OPTIONS).decode(variant);
    return typeof variant === 'object' && 'hex' in variant ? variant.hex('text') : variant;
  });
}
const OPTIONS = { ignoreBOM: true };
const signedBy = (secret: string | Uint8Array) =>
  currentEngine()
    .hmacKey(typeof secret === 'string' ? utf8(secret) : secret)
    .hex('text');

it('are tried the likeliest first', () => {
  expect(MISTAKE_NAMES).toEqual([
    'body_trailing_newline',
    'body_reserialised',
    'body_pretty_printed',
    'path_without_query',
    'path_without_prefix',
    'timestamp_milliseconds',
    'method_lower_case',
    'query_reencoded',
    'body_reencoded',
    'wrong_separator',
    'wrong_order',
    'secret_white_space',
    'secret_decoded',
  ]);
});

describe.each(MISTAKE_NAMES)('%s', (name) => {
  it('says what happened as a clause, and what to do as a sentence', () => {
    const { cause, mend } = MISTAKES[name];
    expect(cause).toMatch(/^(?:a|path|the) [^\n]+[^.]$/);
    expect(mend).toMatch(/^(?:Join|Send|Serialise|Set|Sign|Trim|Use) .+\.$/);
  });

  it('changes the part that it names', () => {
    const { component } = MISTAKES[name];
    expect(Object.keys(DRAFT)).toContain(component);
    const ofName = { form: 'canonical string', wrong: 'canonical string', query: 'path' };
    const [word = ''] = name.split('_');
    expect(component).toBe(Reflect.get(ofName, word) ?? word);
  });
});

describe('what would have been signed', () => {
  it.each<[MistakeName, Partial<Draft>, unknown[]]>([
    ['body_trailing_newline', {}, ['{"a":1}', '{"a":1}\n\n', '{"a":1}\n\r\n']],
    ['body_reserialised', {}, ['{"a":1}', '{"a": 1}']],
    ['body_reserialised', { body: utf8('no JSON') }, []],
    ['body_pretty_printed', {}, ['{\n  "a": 1\n}', '{\n    "a": 1\n}', '{\n\t"a": 1\n}']],
    ['body_pretty_printed', { body: utf8('1') }, []],
    ['path_without_query', {}, ['/api/v2/payments']],
    ['path_without_query', { path: '/a?b?c' }, ['/a']],
    ['path_without_prefix', {}, ['/payments?a=b%20c']],
    ['path_without_prefix', { path: '/api/v2' }, []],
    ['path_without_prefix', { path: '/api/v1/api/v2/' }, []],
    ['timestamp_milliseconds', {}, ['1777420800000']],
    ['timestamp_milliseconds', { timestamp: '177742080000' }, ['177742080000000']],
    ['timestamp_milliseconds', { timestamp: '1777420800123' }, ['1777420800123000', '1777420800']],
    ['method_lower_case', {}, ['post']],
    ['query_reencoded', {}, ['/api/v2/payments?a=b c', '/api/v2/payments?a=b+c']],
    ['body_reencoded', { body: utf8('\ufeffé') }, ['é', '\ufeffé', 'ï»¿Ã©']],
    [
      'wrong_separator',
      {},
      [
        { ...FORM, separator: '\n' },
        { ...FORM, separator: ':' },
        { ...FORM, separator: '' },
      ],
    ],
    [
      'wrong_order',
      { 'canonical string': { ...FORM, separator: ':' } },
      [
        ['timestamp', 'nonce', 'method', 'path', 'bodySha256'],
        ['version', 'nonce', 'timestamp', 'method', 'path', 'bodySha256'],
        ['version', 'timestamp', 'nonce', 'path', 'method', 'bodySha256'],
        ['version', 'method', 'path', 'timestamp', 'nonce', 'bodySha256'],
      ].map((order) => ({ order, separator: ':' })),
    ],
    ['secret_white_space', {}, ['AbCd', 'AbCd\n', 'AbCd\r\n', 'AbCd '].map(signedBy)],
    [
      'secret_decoded',
      {},
      [new Uint8Array([1, 176, 157]), new Uint8Array([0xab, 0xcd])].map(signedBy),
    ],
  ])('by %s of %o', (name, change, expected) => {
    expect(made(name, change)).toEqual(expected);
  });

  it('under a secret with white space is that without, first', () => {
    expect(made('secret_white_space', {}, ' AbCd\n')[0]).toBe(signedBy('AbCd'));
  });

  it('under a secret that cannot be decoded is nothing', () => {
    expect(made('secret_decoded', {}, 'two words')).toEqual([]);
  });

  it.each<[MistakeName, Partial<Draft>]>([
    ['body_trailing_newline', { body: new Uint8Array(1_048_577) }],
    ['body_reserialised', { body: new Uint8Array(65_537) }],
    ['body_pretty_printed', { body: new Uint8Array(65_537) }],
    ['body_reencoded', { body: new Uint8Array(65_537) }],
    ['query_reencoded', { path: '/'.padEnd(16_385, 'a') }],
  ])('by %s is not written anew where it is too long', (name, change) => {
    expect(() => made(name, change)).toThrow(RangeError);
  });
});
