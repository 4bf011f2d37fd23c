import { afterEach, expect, it, vi } from 'vitest';
import { fromRuntime } from './from-runtime.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('gives what the runtime has', () => {
  expect(fromRuntime('TextEncoder')).toBe(TextEncoder);
});

it.each([
  [undefined, 'undefined'],
  [{}, 'an object'],
])('names what is missing where the runtime has %j', (value, received) => {
  vi.stubGlobal('TextEncoder', value);
  expect(() => fromRuntime('TextEncoder')).toThrow(
    expect.objectContaining({
      name: 'ConfigurationError',
      code: 'INVALID_OPTION',
      outcome: 'not_sent',
      message: `TextEncoder: expected a function, received ${received}`,
    }) as Error,
  );
});
