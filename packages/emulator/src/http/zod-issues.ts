import { describeValue, type ValidationIssue } from '@luxcore/errors';
import type * as z from 'zod';
import { ApiError } from './api-error.ts';

export type Issue = Required<Omit<ValidationIssue, 'message'>>;

/** Reads a body by a schema, or throws what is wrong with each field. */
export function parseBody<Output>(schema: z.ZodType<Output>, body: object): Output {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalidFields(parsed.error.issues.map((issue) => issueOf(body, issue)));
}

export function invalidFields(issues: readonly Issue[]): ApiError {
  return new ApiError('VALIDATION_ERROR', issues.map(sentence), { issues });
}

/** What was expected of a field and what came, in words. */
export function issueOf(body: object, issue: z.core.$ZodIssue): Issue {
  return {
    path: issue.path.join('.'),
    expected: expectationOf(issue),
    received: describeValue(valueAt(body, issue.path)),
  };
}

function sentence({ path, expected, received }: Issue): string {
  return `${path}: expected ${expected}, received ${received}`;
}

function expectationOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return issue.values.map(String).join(', ');
    case 'invalid_type':
      return issue.expected;
    case 'too_small':
      return `at least ${String(issue.minimum)}${unitOf(issue.origin)}`;
    case 'too_big':
      return `at most ${String(issue.maximum)}${unitOf(issue.origin)}`;
    default:
      return issue.message;
  }
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' items' : '';
}

export function valueAt(body: object, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    body,
  );
}
