import type { Call } from '../call.ts';
import { unreadable } from '../stages/decode.ts';

/** What a field of an answer must be, at the least, to be taken for what its type says. */
export type Check = (value: unknown) => boolean;

export const isText: Check = (value) => typeof value === 'string' && value !== '';
export const isList: Check = Array.isArray;

/** Reads the answer of a call. */
export type Read<Data> = Call<Data>['read'];

/**
 * Makes the reader of an answer that must have some fields: without them it is another thing than its
 * type says, such as the page of a proxy in JSON, and nobody knows what was done.
 */
export function answerWith<Data extends object>(
  checks: Readonly<Partial<Record<keyof Data, Check>>>,
): Read<Data> {
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

/**
 * Makes the reader of what stands under `data`, as LuxCore documents it for a new endpoint and a new
 * ticket. Around other answers it is assumed, so what came without it is read as well.
 */
export function enveloped<Data>(read: Read<Data>): Read<Data> {
  return (answer, answered) =>
    read((answer as { data?: unknown } | undefined)?.data ?? answer, answered);
}

/** Reads a list; see {@link enveloped}. What its items are, the resource says. */
export const readList: Read<readonly never[]> = /* @__PURE__ */ enveloped(
  (list, { request, status }) => {
    if (isList(list)) return list as never[];
    throw unreadable(request, status, 'one without a list as data');
  },
);

/** Reads nothing: that LuxCore did it is the answer. */
export const readNothing: Read<undefined> = () => undefined;

/** Reads bytes as they came; see `answers` of `OPERATIONS`. */
export const readBytes: Read<Uint8Array<ArrayBuffer>> = (content, { request, status }) => {
  if (content instanceof Uint8Array) return content as Uint8Array<ArrayBuffer>;
  throw unreadable(request, status, 'no bytes');
};
