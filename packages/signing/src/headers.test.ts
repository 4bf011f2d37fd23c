import { describe, expect, it } from 'vitest';
import { readHeader, readHeaders, SIGNATURE_HEADERS } from './headers.ts';

const MISSING = { code: 'MISSING_HEADER', received: 'none' };
const DUPLICATE = { code: 'DUPLICATE_HEADER', received: 'several values' };

function appended(...values: string[]): Headers {
  const headers = new Headers();
  for (const value of values) headers.append('X-Nonce', value);
  return headers;
}

describe('readHeaders', () => {
  it('knows the five documented names', () => {
    expect(Object.values(SIGNATURE_HEADERS)).toEqual([
      'X-Merchant-Id',
      'X-Timestamp',
      'X-Nonce',
      'X-Signature-Version',
      'X-Signature',
    ]);
  });

  it.each<[string, unknown]>([
    ['Headers', new Headers({ 'x-nonce': 'one' })],
    ['a record as documented', { 'X-Nonce': 'one' }],
    ['a record in lower case, as Node gives it', { 'x-nonce': 'one' }],
    ['a record in upper case', { 'X-NONCE': 'one' }],
    ['a record without prototype', Object.assign(Object.create(null), { 'X-Nonce': 'one' })],
    ['a list of one value', { 'x-nonce': ['one'] }],
    ['a list of one text among others', { 'x-nonce': [undefined, 'one', 2] }],
    ['a record with a header called get', { get: 'one', 'X-Nonce': 'one' }],
    ['a second spelling that is undefined', { 'X-Nonce': 'one', 'x-nonce': undefined }],
  ])('reads %s', (_case, headers) => {
    expect(readHeaders(headers).nonce).toBe('one');
    expect(readHeader(headers as Headers, 'x-nonce')).toBe('one');
  });

  it('finds the five and no other', () => {
    const others = { 'x-request-id': 'one', 'X-Forwarded-For': ['one', 'two'], accept: '*/*' };
    expect(readHeaders({ ...others, 'x-nonce': 'one' })).toEqual({
      merchantId: MISSING,
      timestamp: MISSING,
      nonce: 'one',
      version: MISSING,
      signature: MISSING,
    });
  });

  it('keeps an empty value and white space, which the value is judged by', () => {
    expect(readHeaders({ 'X-Nonce': '' }).nonce).toBe('');
    expect(readHeaders({ 'X-Nonce': ' one' }).nonce).toBe(' one');
  });

  it.each<[string, unknown]>([
    ['no headers', {}],
    ['empty Headers', new Headers()],
    ['another name that ends alike', { 'X-X-Nonce': 'one', Nonce: 'one', 'X-Nonce-': 'one' }],
    ['a name with white space', { 'X-Nonce ': 'one' }],
    ['undefined', { 'X-Nonce': undefined }],
    ['an empty list', { 'X-Nonce': [] }],
    ['a number', { 'X-Nonce': 1 }],
    ['a list of a number', { 'X-Nonce': [1] }],
    ['an inherited value', Object.create({ 'X-Nonce': 'one' })],
    ['null in place of headers', null],
    ['undefined in place of headers', undefined],
    ['text in place of headers', 'X-Nonce: one'],
    ['a number in place of headers', 1],
  ])('misses the header in %s', (_case, headers) => {
    expect(readHeaders(headers).nonce).toEqual(MISSING);
    expect(readHeader(headers as Headers, 'x-nonce')).toEqual(MISSING);
  });

  it.each<[string, unknown]>([
    ['a list of two', { 'X-Nonce': ['one', 'two'] }],
    ['a list of the same twice', { 'X-Nonce': ['one', 'one'] }],
    ['two spellings', { 'X-Nonce': 'one', 'x-nonce': 'one' }],
    ['a comma', { 'X-Nonce': 'one, two' }],
    ['a comma at the end', { 'X-Nonce': 'one,' }],
    ['a comma in a list', { 'X-Nonce': ['one,two'] }],
    ['Headers it was appended to twice', appended('one', 'two')],
    ['Headers it was appended to twice alike', appended('one', 'one')],
  ])('sees a duplicate in %s', (_case, headers) => {
    expect(readHeaders(headers).nonce).toEqual(DUPLICATE);
  });
});

describe('readHeaders, of a record as Node hands it on', () => {
  const five = {
    'x-merchant-id': '1',
    'x-timestamp': '2',
    'x-nonce': '3',
    'x-signature-version': 'v1',
    'x-signature': '5',
  };
  const read = { merchantId: '1', timestamp: '2', nonce: '3', version: 'v1', signature: '5' };

  it('finds each of the five among others', () => {
    expect(readHeaders({ accept: '*/*', 'x-request-id': '6', ...five })).toEqual(read);
    expect(readHeaders({ ...five, 'X-Request-Id': '6', 'x-nonces': '7' })).toEqual(read);
  });

  it.each(Object.entries(SIGNATURE_HEADERS))('sees %s in a second spelling', (part, name) => {
    expect(readHeaders({ ...five, [name]: 'x' })).toEqual({ ...read, [part]: DUPLICATE });
    expect(readHeaders({ [name.toUpperCase()]: 'x', ...five })).toEqual({
      ...read,
      [part]: DUPLICATE,
    });
  });

  it.each(Object.entries(SIGNATURE_HEADERS))('does not inherit %s', (part, name) => {
    const { [name.toLowerCase()]: inherited, ...own } = five as Record<string, string>;
    const headers: object = Object.create({ [name.toLowerCase()]: inherited }) as object;
    expect(readHeaders(Object.assign(headers, own))).toEqual({ ...read, [part]: MISSING });
  });
});

describe('readHeader', () => {
  it.each<[string, object]>([
    ['a list of two', { 'X-Nonce': ['one', 'two'] }],
    ['a list of the same twice', { 'X-Nonce': ['one', 'one'] }],
    ['two spellings', { 'X-Nonce': 'one', 'x-nonce': 'one' }],
  ])('sees a duplicate in %s', (_case, headers) => {
    expect(readHeader(headers as Headers, 'x-nonce')).toEqual(DUPLICATE);
  });

  it('leaves what was joined by a comma to its reader', () => {
    expect(readHeader(appended('one', 'two'), 'x-nonce')).toBe('one, two');
    expect(readHeader({ 'x-nonce': 'one,' }, 'x-nonce')).toBe('one,');
  });

  it('takes no other header of the same length', () => {
    expect(readHeader({ 'x-nonse': 'two', 'x-nonce': 'one' }, 'x-nonce')).toBe('one');
  });
});
