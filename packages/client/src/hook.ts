import { ConfigurationError, type Outcome } from '@luxcore/errors';

/** Says that a function which was given as an option has failed. */
export function hookFailed(option: string, outcome: Outcome, cause: unknown): ConfigurationError {
  return new ConfigurationError(`${option}: expected it to work, received what it has thrown`, {
    code: 'HOOK_FAILED',
    outcome,
    cause,
  });
}
