import { operationPath, type Operation, type Page } from '@luxcore/contract';
import { LazyPromise, type ApiPromise } from '../api-promise.ts';
import type { Call, Prepare } from '../call.ts';
import type { CallOptions } from '../call-options.ts';
import { jsonRecord, serialise } from '../stages/serialise.ts';
import { answerWith, isList, type Read } from './answer.ts';
import { checkFields, type Rules } from './fields.ts';
import { LazyPages, type PagePromise } from './page-promise.ts';

/** What a call is made of, besides its operation. */
export interface Parts {
  /** The ids in its path. */
  readonly id?: string;
  readonly attachmentId?: string;
  readonly query?: unknown;
  /** Sent as JSON where the part is there, whatever it is. */
  readonly body?: unknown;
  /** What the body has where it says nothing else. */
  readonly defaults?: object;
  /** What is checked of the body, or of the query where there is no body. */
  readonly rules?: Rules;
}

/** Makes the calls of a resource; what is wrong with their parts rejects them. */
export interface Calls {
  /** One request and its answer. */
  readonly one: <Data>(
    operation: Operation,
    read: Read<Data>,
    options: CallOptions | undefined,
    parts?: Parts,
  ) => ApiPromise<Data>;
  /** A list: one page, or every item from it on. */
  readonly pages: <Item>(
    operation: Operation,
    options: CallOptions | undefined,
    parts?: Parts,
  ) => PagePromise<Item>;
}

const readPage = /* @__PURE__ */ answerWith<Page<never>>({ data: isList });

export function calling(prepare: Prepare): Calls {
  const calls: Calls = {
    one: (operation, read, options, parts) =>
      new LazyPromise(prepare(() => describeCall(operation, read, options, parts))),
    pages: (operation, options, parts) => {
      // Copied, because the pages that follow are asked for later.
      const [query, settings] = [{ ...(parts?.query as { page?: unknown }) }, { ...options }];
      return new LazyPages(
        prepare(() => describeCall(operation, readPage, options, parts)),
        (page) => calls.pages(operation, settings, { ...parts, query: { ...query, page } }),
        typeof query.page === 'number' ? query.page : undefined,
      );
    },
  };
  return calls;
}

/** Describes a call; its parts are read and checked now. */
export function describeCall<Data>(
  operation: Operation,
  read: Read<Data>,
  options: CallOptions | undefined,
  parts: Parts = {},
): Call<Data> {
  const { id, attachmentId, query, defaults, rules = {} } = parts;
  const fields = 'body' in parts ? { ...defaults, ...jsonRecord(parts.body) } : undefined;
  checkFields(fields ?? { ...(query as object) }, rules);
  return {
    operation,
    path: operationPath(operation, { id, attachmentId }),
    query,
    ...(fields && { body: serialise(fields) }),
    read,
    options,
  };
}
