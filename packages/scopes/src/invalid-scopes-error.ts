/**
 * Says that what was given as scopes is neither a string nor an iterable of strings.
 *
 * @example
 * ```ts
 * import { InvalidScopesError, parseScopes } from '@luxcore/scopes';
 *
 * try {
 *   parseScopes(JSON.parse('42'));
 * } catch (error) {
 *   if (error instanceof InvalidScopesError) console.error(error.code); // INVALID_SCOPES
 * }
 * ```
 */
export class InvalidScopesError extends TypeError {
  override readonly name = 'InvalidScopesError' as const;
  readonly code = 'INVALID_SCOPES' as const;

  constructor(expected: string, received: unknown) {
    super(
      `Invalid scopes: expected ${expected}, received ${received === null ? 'null' : typeof received}`,
    );
  }
}
