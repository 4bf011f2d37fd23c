import { describe, expect, it } from 'vitest';
import { queryString } from './query.ts';

describe('queryString', () => {
  it.each<[unknown, string]>([
    [undefined, ''],
    [{}, ''],
    [{ page: undefined }, ''],
    [{ page: 0, empty: '', no: false }, '?page=0&empty=&no=false'],
    [{ status: ['open', 'in_progress'] }, '?status=open&status=in_progress'],
    [{ search: "a&b=ñ '#" }, '?search=a%26b%3D%C3%B1+%27%23'],
  ])('writes %j as %j', (query, expected) => {
    expect(queryString(query)).toBe(expected);
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a text', 'status=pending'],
    ['a URLSearchParams, whose fields would be lost', new URLSearchParams('status=pending')],
    ['a Map', new Map([['status', 'pending']])],
  ])('refuses %s', (_, query) => {
    expect(() => queryString(query)).toThrow(/^query: expected a record of parameters/);
  });

  it.each([[null], [{}], [Number.NaN], [['a', undefined]], ['\ud800'], [() => 1]])(
    'refuses the value %j',
    (status) => {
      expect(() => queryString({ status })).toThrow(/^query\.status: expected a text/);
    },
  );
});
