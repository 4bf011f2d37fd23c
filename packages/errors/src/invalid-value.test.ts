import { expect, it } from 'vitest';
import { invalidValue } from './invalid-value.ts';

it('says which value is wrong, what was expected and what came, in words and as data', () => {
  expect(invalidValue('INVALID_AMOUNT', 'amount', 'a positive integer', 1.5)).toMatchObject({
    name: 'ValidationError',
    code: 'INVALID_AMOUNT',
    outcome: 'not_sent',
    message: 'amount: expected a positive integer, received the number 1.5',
    issues: [{ path: 'amount', expected: 'a positive integer', received: 'the number 1.5' }],
  });
});
