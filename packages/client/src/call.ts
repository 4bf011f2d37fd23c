import type { Operation } from '@luxcore/contract';
import type { ApiResponse } from './api-promise.ts';
import { captured } from './captured.ts';
import {
  checkCallOptions,
  type CheckedCallOptions,
  type CreatePaymentOptions,
} from './call-options.ts';
import type { ClientOptions } from './client-options.ts';
import { queryString } from './query.ts';
import { checkSettings, type Settings } from './settings.ts';
import { hookFailed } from './hook.ts';
import { monotonic } from './monotonic.ts';
import type { CallUnderWay } from './stages/attempt.ts';
import { outgoingRequest, type OutgoingRequest } from './stages/outgoing-request.ts';
import { reportOutcome } from './stages/outcome.ts';
import { permit } from './stages/permit.ts';
import { runPhase, type Bounds } from './stages/phase.ts';
import { ReplayWindow } from './stages/replay-window.ts';
import { retry } from './stages/retry.ts';
import type { Transport } from './transport/transport.ts';

/** One call of an operation, as a resource describes it. */
export interface Call<Data> {
  readonly operation: Operation;
  /** Its path below the base URL; that of the table unless told. */
  readonly path?: string;
  readonly query?: unknown;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly merchantReference?: string;
  /** Whether the reference was made here: it is told before anything is sent. */
  readonly isReferenceMade?: boolean;
  /** Makes the result of what was decoded, or throws. */
  readonly read: (data: unknown, answer: Answered) => Data;
  readonly options: CreatePaymentOptions | undefined;
}

/** What an answer is about, for the `read` of a call. */
export interface Answered {
  readonly request: OutgoingRequest;
  readonly status: number;
  /** Whether an attempt before may have been carried out. */
  readonly isAmbiguous: boolean;
}

/**
 * Takes a call as it is described now, and returns what starts it: a lazy call sends what its
 * arguments were when it was made, not what became of them since. What is wrong with them rejects it.
 */
export type Prepare = <Data>(describe: () => Call<Data>) => () => Promise<ApiResponse<Data>>;

/** A call whose arguments were checked and copied. */
interface PreparedCall<Data> extends Omit<Call<Data>, 'query' | 'options'> {
  /** The query as it is sent, with its `?`. */
  readonly search: string;
  readonly options: CheckedCallOptions;
}

/** What a client is made of. */
export interface Core {
  readonly prepare: Prepare;
  /** The settings, once a call has had them checked. */
  readonly settings: () => Settings | undefined;
}

/** Prepares the calls of a client. Its settings are not checked before its first call. */
export function coreOf(options: ClientOptions, defaultTransport: () => Transport): Core {
  const given = { ...options };
  let settings: Settings | undefined;
  const prepare: Prepare = (describe) => {
    const prepared = captured(() => {
      const { query, ...call } = describe();
      const search = queryString(query);
      return { ...call, search, options: checkCallOptions(call.options) };
    });
    return async () => {
      const call = prepared();
      settings ??= checkSettings(given, defaultTransport);
      return run(call, settings);
    };
  };
  return { prepare, settings: () => settings };
}

let calls = 0;

async function run<Data>(call: PreparedCall<Data>, settings: Settings): Promise<ApiResponse<Data>> {
  const { operation, body, merchantReference, read, options } = call;
  permit(operation, settings);
  const request = outgoingRequest({
    operation,
    base: settings.baseUrl,
    path: call.path,
    search: call.search,
    headers: options.headers,
    body,
    merchantReference,
  });
  const bounds: Bounds = {
    label: request.label,
    caller: options.signal,
    totalTimeoutMs: settings.totalTimeoutMs,
    startedAt: monotonic(),
  };
  const underWay: CallUnderWay<Data> = {
    id: ++calls,
    request,
    bounds,
    timeoutMs: options.timeoutMs ?? settings.timeoutMs,
    maxRetries: options.maxRetries ?? settings.maxRetries,
    credentials: settings.rotation.open(),
    window: new ReplayWindow(settings.replayWindowMs, settings.now, options.firstSentAt),
    progress: { attempts: 0, isAmbiguous: request.isPayment && options.firstSentAt !== undefined },
    read,
  };
  try {
    if (call.isReferenceMade === true) await tellReference(underWay, settings);
    return await retry(underWay, settings);
  } catch (error) {
    throw reportOutcome(error, underWay, settings);
  } finally {
    underWay.credentials.close();
  }
}

/** Where the listener of a reference fails, nobody may know it: nothing is sent. */
async function tellReference(
  { id, request, bounds }: CallUnderWay<unknown>,
  { onEvent }: Settings,
): Promise<void> {
  if (onEvent === undefined) return;
  const { operation, merchantReference = '' } = request;
  await runPhase(bounds, undefined, async () => {
    try {
      await onEvent({ type: 'reference', call: id, operation, merchantReference });
    } catch (cause) {
      throw hookFailed('onEvent', 'not_sent', cause);
    }
  });
}
