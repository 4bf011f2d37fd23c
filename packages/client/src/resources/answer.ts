import type { Answered } from '../call.ts';
import { unreadable } from '../stages/decode.ts';

/** What a field of an answer must be, at the least, to be taken for what its type says. */
export type Check = (value: unknown) => boolean;

export const isText: Check = (value) => typeof value === 'string' && value !== '';
export const isList: Check = Array.isArray;

/**
 * Makes the reader of an answer that must have some fields: without them it is another thing than its
 * type says, such as the page of a proxy in JSON, and nobody knows what was done.
 */
export function answerWith<Data extends object>(
  checks: Readonly<Partial<Record<keyof Data, Check>>>,
): (data: unknown, answered: Answered) => Data {
  return (data, { request, status }) => {
    const fields = (data ?? {}) as Record<string, unknown>;
    for (const [name, isValid] of Object.entries<Check | undefined>(checks)) {
      if (isValid?.(fields[name]) === false) {
        throw unreadable(request, status, `one without a valid ${name}`);
      }
    }
    return fields as Data;
  };
}
