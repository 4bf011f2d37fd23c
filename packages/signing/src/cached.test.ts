import { expect, it, vi } from 'vitest';
import { cached } from './cached.ts';

it('makes the value of a key once', () => {
  const make = vi.fn((key: string) => ({ key }));
  const get = cached(make);
  const first = get('a');
  expect(first).toEqual({ key: 'a' });
  expect(get('a')).toBe(first);
  expect(get('b')).toEqual({ key: 'b' });
  expect(make).toHaveBeenCalledTimes(2);
});

it('keeps a thousand, then starts anew', () => {
  const make = vi.fn((key: string) => ({ key }));
  const get = cached(make);
  const first = get('0');
  for (let key = 1; key < 1_000; key++) get(String(key));
  expect(get('0')).toBe(first);
  expect(make).toHaveBeenCalledTimes(1_000);
  const next = get('1000');
  expect(get('0')).not.toBe(first);
  expect(get('1000')).toBe(next);
  expect(make).toHaveBeenCalledTimes(1_002);
});
