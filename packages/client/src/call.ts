import type { Operation } from '@luxcore/contract';
import { REQUEST_ID_HEADER, type Outcome } from '@luxcore/errors';
import type { ApiResponse } from './api-promise.ts';
import { captured } from './captured.ts';
import { checkCallOptions, type CallOptions, type CheckedCallOptions } from './call-options.ts';
import type { ClientOptions } from './client-options.ts';
import { queryString } from './query.ts';
import { checkSettings, type Settings } from './settings.ts';
import { authorise } from './stages/authorise.ts';
import { startDeadline } from './stages/deadline.ts';
import { decode } from './stages/decode.ts';
import { outgoingRequest, type OutgoingRequest } from './stages/outgoing-request.ts';
import { reportOutcome } from './stages/outcome.ts';
import { permit } from './stages/permit.ts';
import { send } from './stages/send.ts';

/** One call of an operation, as a resource describes it. */
export interface Call<Data> {
  readonly operation: Operation;
  /** Its path below the base URL. */
  readonly path: string;
  readonly query?: unknown;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly merchantReference?: string;
  /** Makes the result of what was decoded, or throws. */
  readonly read: (data: unknown, answer: Answered) => Data;
  readonly options: CallOptions | undefined;
}

/** What an answer is about, for the `read` of a call. */
export interface Answered {
  readonly request: OutgoingRequest;
  readonly status: number;
}

/**
 * Takes a call as it is described now, and returns what starts it: a lazy call sends what its
 * arguments were when it was made, not what became of them since. What is wrong with them rejects it.
 */
export type Prepare = <Data>(describe: () => Call<Data>) => () => Promise<ApiResponse<Data>>;

/** A call whose arguments were checked and copied. */
interface PreparedCall<Data> extends Omit<Call<Data>, 'query' | 'options'> {
  readonly options: CheckedCallOptions;
}

const NOT_SENT = (): Outcome => 'not_sent';

/** Prepares the calls of a client. Its settings are not checked before its first call. */
export function preparing(options: ClientOptions): Prepare {
  const given = { ...options };
  let settings: Settings | undefined;
  return (describe) => {
    const prepared = captured(() => {
      const { query, ...call } = describe();
      const path = call.path + queryString(query);
      return { ...call, path, options: checkCallOptions(call.options) };
    });
    return async () => {
      const call = prepared();
      settings ??= checkSettings(given);
      return run(call, settings);
    };
  };
}

async function run<Data>(
  { operation, path, body, merchantReference, read, options }: PreparedCall<Data>,
  settings: Settings,
): Promise<ApiResponse<Data>> {
  permit(operation, settings);
  const request = outgoingRequest({
    operation,
    url: new URL(settings.baseUrl + path),
    headers: options.headers,
    body,
    merchantReference,
  });
  const deadline = startDeadline(request, options.signal, options.timeoutMs ?? settings.timeoutMs);
  try {
    const credentials = await deadline.race(NOT_SENT, () => authorise(request, settings));
    const answer = await send(request, credentials, deadline, settings.fetch);
    const { status, headers } = answer;
    return {
      data: read(decode(request, answer, credentials), { request, status }),
      status,
      headers,
      requestId: headers.get(REQUEST_ID_HEADER) ?? undefined,
      attempts: 1,
    };
  } catch (error) {
    throw reportOutcome(error, request, settings);
  } finally {
    deadline.end();
  }
}
