import { expect, it } from 'vitest';
import { assertOption } from './assert-option.ts';
import { ConfigurationError } from './error-kinds.ts';

it('names the option, what was expected and what came', () => {
  const check = (holds: boolean) => () => {
    assertOption(holds, 'timeoutMs', 'milliseconds above 0', 0);
  };
  expect(check(true)).not.toThrow();
  expect(check(false)).toThrow(ConfigurationError);
  expect(check(false)).toThrow('timeoutMs: expected milliseconds above 0, received the number 0');
  expect(check(false)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
});
