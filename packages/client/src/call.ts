import type { Operation } from '@luxcore/contract';
import { REQUEST_ID_HEADER, type Outcome } from '@luxcore/errors';
import type { ApiResponse } from './api-promise.ts';
import { checkCallOptions, type CallOptions } from './call-options.ts';
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

/** Runs calls with the settings of one client. */
export type Caller = <Data>(call: Call<Data>) => Promise<ApiResponse<Data>>;

const NOT_SENT = (): Outcome => 'not_sent';

/** Makes the caller of a client. Nothing is checked before its first call. */
export function createCaller(options: ClientOptions): Caller {
  const given = { ...options };
  let settings: Settings | undefined;
  return async (call) => {
    settings ??= checkSettings(given);
    return run(call, settings);
  };
}

async function run<Data>(call: Call<Data>, settings: Settings): Promise<ApiResponse<Data>> {
  const options = checkCallOptions(call.options, settings.timeoutMs);
  permit(call.operation, settings);
  const request = outgoingRequest({
    operation: call.operation,
    url: new URL(settings.baseUrl + call.path + queryString(call.query)),
    headers: options.headers,
    body: call.body,
    merchantReference: call.merchantReference,
  });
  const deadline = startDeadline(request, options);
  try {
    const credentials = await deadline.race(NOT_SENT, () => authorise(request, settings));
    const answer = await send(request, credentials, deadline, settings.fetch);
    const { status, headers } = answer;
    return {
      data: call.read(decode(request, answer), { request, status }),
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
