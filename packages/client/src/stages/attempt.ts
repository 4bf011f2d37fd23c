import { OPERATIONS } from '@luxcore/contract';
import { isLuxCoreError, REQUEST_ID_HEADER } from '@luxcore/errors';
import type { ApiResponse } from '../api-promise.ts';
import type { AuthHeaders } from '../auth/auth.ts';
import type { Answered } from '../call.ts';
import type { Permit } from '../limiter/limiter.ts';
import { monotonic } from '../monotonic.ts';
import type { Settings } from '../settings.ts';
import type { TransportRequest, TransportResponse } from '../transport/transport.ts';
import { headerOf, toHeaders } from './answer-headers.ts';
import { authorise } from './authorise.ts';
import { decode } from './decode.ts';
import { limit } from './limit.ts';
import { throughMiddleware } from './middleware.ts';
import type { OutgoingRequest } from './outgoing-request.ts';
import { runPhase, type Bounds, type Phase } from './phase.ts';
import type { ReplayWindow } from './replay-window.ts';
import type { Progress } from './retry.ts';
import type { CallCredentials } from './rotation.ts';
import type { AttemptTime } from './server-clock.ts';
import { aboutPayment, transmit } from './transmit.ts';

/** No answer of LuxCore comes near: 10 MiB. */
const MAX_RESPONSE_BYTES = 10 * 1024 * 1024;

/** A call under way. */
export interface CallUnderWay<Data> {
  readonly id: number;
  readonly request: OutgoingRequest;
  readonly bounds: Bounds;
  readonly timeoutMs: number;
  readonly credentials: CallCredentials;
  readonly window: ReplayWindow;
  readonly progress: Progress;
  readonly read: (data: unknown, answered: Answered) => Data;
  /** The last answer, for what is learned from a refusal. */
  last?: { readonly answer: TransportResponse; readonly time: AttemptTime } | undefined;
}

/** One attempt: limiter, signature, middleware, transport, and what to make of the answer. */
export async function attempt<Data>(
  call: CallUnderWay<Data>,
  settings: Settings,
): Promise<ApiResponse<Data>> {
  const { request, bounds, credentials, progress, id } = call;
  const { operation, merchantReference } = request;
  const { emit } = settings;
  const number = progress.attempts;
  const { limit: limitClass } = OPERATIONS[operation];
  const permit: Permit | undefined =
    settings.limiter &&
    (await limit(settings.limiter, credentials, limitClass, bounds, () => {
      emit(() => ({ type: 'wait', call: id, operation, limit: limitClass }));
    }));

  const state: AttemptState = { isSent: false, startedAt: 0, answer: undefined };
  let code: string | undefined;
  let retryAfterMs: number | undefined;
  try {
    return await runPhase(
      bounds,
      call.timeoutMs,
      () => (state.isSent ? 'unknown' : 'not_sent'),
      (phase) => exchange(call, settings, phase, state),
    );
  } catch (error) {
    if (!isLuxCoreError(error)) throw error;
    code = error.code;
    ({ retryAfterMs } = error as { retryAfterMs?: number });
    if (error.outcome === 'not_sent' && state.answer === undefined) state.isSent = false;
    throw aboutPayment(error, merchantReference);
  } finally {
    const { answer, startedAt } = state;
    permit?.release({ notSent: !state.isSent, retryAfterMs });
    credentials.answered(answer?.status);
    if (startedAt > 0) {
      emit(() => ({
        type: 'response',
        call: id,
        operation,
        attempt: number,
        status: answer?.status,
        code,
        requestId: answer && headerOf(answer.headers, REQUEST_ID_HEADER),
        durationMs: monotonic() - startedAt,
      }));
    }
  }
}

interface AttemptState {
  isSent: boolean;
  startedAt: number;
  answer: TransportResponse | undefined;
}

async function exchange<Data>(
  call: CallUnderWay<Data>,
  settings: Settings,
  phase: Phase,
  state: AttemptState,
): Promise<ApiResponse<Data>> {
  const { request, credentials, progress } = call;
  const { clock } = settings;
  const { isAmbiguous } = progress;
  const { offsetMs } = clock;
  const { proof, sentAt } = await authorise(request, credentials, clock.raw);
  state.startedAt = monotonic();
  settings.emit(() => ({
    type: 'request',
    call: call.id,
    operation: request.operation,
    attempt: progress.attempts,
    method: request.method,
    url: request.origin + request.pathname,
    merchantReference: request.merchantReference,
  }));
  const answer = await sendThrough(call, settings, phase, state, proof);
  state.answer = answer;
  call.last = { answer, time: { offsetMs, sentAt, receivedAt: clock.raw() } };
  const { status, headers } = answer;
  const data = call.read(decode(request, answer, proof), { request, status, isAmbiguous });
  return {
    data,
    status,
    get headers() {
      return toHeaders(headers);
    },
    requestId: headerOf(headers, REQUEST_ID_HEADER),
    attempts: progress.attempts,
  };
}

/** Through the middleware, if there is any, to the transport. */
async function sendThrough(
  { request, window, progress }: Pick<CallUnderWay<unknown>, 'request' | 'window' | 'progress'>,
  { middleware, transport }: Settings,
  phase: Phase,
  state: AttemptState,
  proof: AuthHeaders,
): Promise<TransportResponse> {
  const { method, url, body, label, operation } = request;
  const send = (headers: TransportRequest['headers']): Promise<TransportResponse> => {
    state.isSent = true;
    window.start();
    const outgoing: TransportRequest = {
      method,
      url,
      headers,
      body,
      maxResponseBytes: MAX_RESPONSE_BYTES,
      get signal() {
        return phase.signal;
      },
      onEnd: (listener) => phase.onEnd(listener),
    };
    return transmit(transport, outgoing, label);
  };
  const headers = { ...request.headers, ...proof };
  if (middleware.length === 0) return send(headers);
  const given = { operation, attempt: progress.attempts, method, url, headers, body };
  return throughMiddleware(middleware, { ...given, signal: phase.signal }, send);
}
