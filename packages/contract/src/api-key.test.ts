import { ConfigurationError } from '@luxcore/errors';
import { describe, expect, it } from 'vitest';
import { API_KEY_PREFIXES, parseApiKey, type Environment } from './api-key.ts';

const SECRET = 'Ab3_-x9Zq0Lm4nP7';
const environments = Object.keys(API_KEY_PREFIXES) as Environment[];

function refusal(key: unknown): ConfigurationError {
  try {
    parseApiKey(key as string);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('the key was accepted');
}

describe('parseApiKey', () => {
  it.each(environments)('reads the environment %s from the prefix', (environment) => {
    expect(parseApiKey(API_KEY_PREFIXES[environment] + SECRET).environment).toBe(environment);
  });

  it.each([
    ['1', 'qp_test_sk_…'],
    ['0123456789abcde', 'qp_test_sk_…'],
    ['0123456789abcdef', 'qp_test_sk_…cdef'],
    [SECRET, 'qp_test_sk_…4nP7'],
  ])('shows of the secret part %j only %s', (secret, redacted) => {
    expect(parseApiKey(`qp_test_sk_${secret}`).redacted).toBe(redacted);
  });

  it.each([
    ['an empty key', '', 'it is empty'],
    ['a space before', ` qp_test_sk_${SECRET}`, 'white space'],
    ['a space after', `qp_test_sk_${SECRET} `, 'white space'],
    ['a line feed', `qp_test_sk_${SECRET}\n`, 'white space or a line break'],
    ['a header injected', `qp_test_sk_${SECRET}\r\nX-Evil: 1`, 'white space or a line break'],
    ['a no-break space', `qp_test_sk_${SECRET}\u00a0`, 'white space'],
    ['an invisible letter', `qp_test_sk_${SECRET}\u200b`, 'not visible ASCII'],
    ['a NUL', `qp_test_sk_${SECRET}\0`, 'not visible ASCII'],
    ['a digit that is not ASCII', `qp_test_sk_${SECRET}１`, 'not visible ASCII'],
    [
      'the form of older samples',
      `qp_test_${SECRET}`,
      'without "sk_" is the form of older samples',
    ],
    ['a webhook secret', `whsec_${SECRET}`, 'webhook secret'],
    ['nothing after the prefix', 'qp_test_sk_', 'then letters, digits'],
    ['production without sk_', `qp_prod_${SECRET}`, 'then "sk_"'],
    ['another environment', `qp_live_sk_${SECRET}`, 'expected "qp_prod_" or "qp_test_"'],
    ['another case', `QP_TEST_SK_${SECRET}`, 'expected "qp_prod_" or "qp_test_"'],
    ['quotes around', `"qp_test_sk_${SECRET}"`, 'expected "qp_prod_" or "qp_test_"'],
    ['a dot in it', `qp_test_sk_${SECRET}.`, 'then letters, digits'],
    ['the name of a prototype', '__proto__', 'expected "qp_prod_" or "qp_test_"'],
  ])('refuses %s, says why, and never shows the key', (_case, key, reason) => {
    const error = refusal(key);
    expect(error.code).toBe('MALFORMED_API_KEY');
    expect(error.message).toContain(reason);
    expect(error.message + JSON.stringify(error)).not.toContain(SECRET);
  });

  it.each([undefined, null, 1, {}, [`qp_test_sk_${SECRET}`], new String(`qp_test_sk_${SECRET}`)])(
    'refuses what is no string (%#)',
    (key) => {
      const error = refusal(key);
      expect(error.code).toBe('MALFORMED_API_KEY');
      expect(error.message).toMatch(/expected a string, received \w+$/);
    },
  );
});
