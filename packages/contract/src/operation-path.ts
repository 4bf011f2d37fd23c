import { invalidValue } from '@luxcore/errors';
import { operationRow } from './operation-row.ts';
import { OPERATIONS, type Operation } from './operations.ts';

type ParameterIn<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterIn<Rest>
  : never;

type ParameterOf<Name extends Operation> = ParameterIn<(typeof OPERATIONS)[Name]['path']>;

/**
 * The parameters in the path of an operation, each by its name; a plain record where the operation
 * is known only at run time.
 */
export type PathParams<Name extends Operation> = Operation extends Name
  ? Readonly<Record<string, string | undefined>>
  : Readonly<Record<ParameterOf<Name>, string>>;

/** The arguments after the operation: the parameters, which a path without any does not take. */
export type PathArguments<Name extends Operation> = [ParameterOf<Name>] extends [never]
  ? [params?: Readonly<Record<string, never>>]
  : [params: PathParams<Name>];

/**
 * Fills the path of an operation, below the base URL. Each parameter is percent-encoded, and
 * checked to reach no other resource: refused are one that is missing or blank, `.` and `..`, and one
 * that makes the path of another operation (`methods` as the id of a payment).
 *
 * @param operation - A key of {@link OPERATIONS}.
 * @param args - The parameters of its path, as one record; nothing where the path has none.
 * @throws {ValidationError} `INVALID_PATH_PARAMETER`: a parameter that is refused as said above, is
 *   no string, or is not well-formed Unicode.
 * @throws {ValidationError} `UNKNOWN_OPERATION`: no such operation.
 *
 * @example
 * ```ts
 * import { operationPath } from '@luxcore/contract';
 *
 * operationPath('payments.get', { id: 'pay_1' }); // '/payments/pay_1'
 * operationPath('payments.list'); // '/payments'
 * ```
 */
export function operationPath<Name extends Operation>(
  operation: Name,
  ...args: PathArguments<Name>
): string {
  const [params] = args;
  const template = operationRow(operation).path;
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = ownValue(params, name);
    if (!isOneSegment(value)) {
      const expected = 'a non-empty id that is neither "." nor ".."';
      throw invalidValue('INVALID_PATH_PARAMETER', name, expected, value);
    }
    return encodeURIComponent(value);
  });
  if (path !== template && isFixedPath(path)) {
    const expected = 'ids that do not make the path of another operation';
    throw invalidValue('INVALID_PATH_PARAMETER', 'params', expected, path);
  }
  return path;
}

function isFixedPath(path: string): boolean {
  return Object.values(OPERATIONS).some((row) => row.path === path);
}

function ownValue(params: unknown, name: string): unknown {
  if (typeof params !== 'object' || params === null) return undefined;
  return Object.hasOwn(params, name) ? (params as Record<string, unknown>)[name] : undefined;
}

function isOneSegment(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.trim() !== '' &&
    value !== '.' &&
    value !== '..' &&
    // A lone surrogate makes encodeURIComponent throw an error without a code.
    !/\p{Surrogate}/u.test(value)
  );
}
