import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as kinds from './error-kinds.ts';
import { isLuxCoreError } from './is-luxcore-error.ts';
import { LuxCoreError } from './luxcore-error.ts';
import * as worded from './worded-errors.ts';

const KEY = 'qp_prod_sk_veryprivate';

const ALL = [
  [kinds.SigningError, worded.signingError('INVALID_NONCE', `bad ${KEY}`)],
  [kinds.ConfigurationError, worded.configurationError('INVALID_OPTION', `bad ${KEY}`)],
  [
    kinds.WebhookVerificationError,
    worded.webhookVerificationError('INVALID_EVENT', 'bad Bearer veryprivate'),
  ],
  [
    kinds.ValidationError,
    worded.validationError('INVALID_AMOUNT', `bad ${KEY}`, {
      path: KEY,
      expected: KEY,
      received: KEY,
    }),
  ],
  [kinds.RedirectError, worded.redirectError(`bad ${KEY}`, 302)],
] as const;

describe.each(ALL)('what is made of words alone as %o', (Kind, error) => {
  it('is an error of that class, and of no other', () => {
    expect(isLuxCoreError(error)).toBe(true);
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(LuxCoreError);
    const own = Object.values(kinds).filter((other) => error instanceof other);
    expect(own).toEqual([Kind]);
    expect(error.name).toBe(Kind.name);
  });

  it('has the fields of one that is made by its class', () => {
    const made: LuxCoreError = new Kind(error.message, { ...error });
    expect({ ...made }).toEqual({ ...error });
    expect(made.toJSON()).toEqual(error.toJSON());
    expect('cause' in error).toBe(false);
  });

  it('shows no secret in message, issues, JSON, inspection or stack', () => {
    const named = error.stack?.startsWith(`${Kind.name}: bad `);
    expect(named).toBe(true);
    for (const shown of [inspect(error), JSON.stringify(error), String(error), error.stack]) {
      expect(shown).not.toContain('veryprivate');
      expect(shown).toContain('[redacted]');
    }
  });

  it('is clean as the cause of another', () => {
    expect(new LuxCoreError('', { code: 'ABORTED', cause: error }).cause).toBe(error);
  });
});

describe('errors of words alone', () => {
  it('carry what each kind adds', () => {
    expect(worded.signingError('NONCE_REUSED', '').retry).toBe('never');
    expect(worded.signingError('NONCE_REUSED', '', 'resign').retry).toBe('resign');
    expect(worded.validationError('PAYLOAD_TOO_LARGE', '').issues).toEqual([]);
    expect(worded.redirectError('', 302)).toMatchObject({
      code: 'UNEXPECTED_REDIRECT',
      outcome: 'unknown',
      status: 302,
    });
    expect('status' in worded.redirectError('')).toBe(false);
  });

  it('show no cause in JSON that was given to them afterwards', () => {
    const error = Object.assign(worded.signingError('INVALID_NONCE', ''), { cause: KEY });
    expect(JSON.stringify(error)).not.toContain('veryprivate');
  });

  it('are none of the classes that a user derives', () => {
    class Own extends kinds.SigningError {}
    class Named extends kinds.SigningError {
      override get name(): 'SigningError' {
        return 'NamedError' as 'SigningError';
      }
    }
    const error: unknown = worded.signingError('INVALID_NONCE', '');
    for (const Kind of [Own, Named]) {
      expect(error instanceof Kind).toBe(false);
      const own: unknown = new Kind('', { code: 'INVALID_NONCE' });
      expect(own instanceof Kind && own instanceof kinds.SigningError).toBe(true);
    }
    expect(new kinds.SigningError('', { code: 'INVALID_NONCE' }) instanceof Own).toBe(false);
  });
});
