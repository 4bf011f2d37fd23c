import { isLuxCoreError, REQUEST_ID_HEADER } from '@luxcore/errors';
import type { ApiResponse } from '../api-promise.ts';
import type { AuthHeaders, Credential } from '../auth/auth.ts';
import type { Answered } from '../call.ts';
import { monotonic } from '../monotonic.ts';
import type { Settings } from '../settings.ts';
import type { TransportRequest, TransportResponse } from '../transport/transport.ts';
import { headerOf } from './answer-headers.ts';
import { authorise } from './authorise.ts';
import { decode } from './decode.ts';
import { decodedResponse } from './decoded-response.ts';
import { limit } from './limit.ts';
import { throughMiddleware } from './middleware.ts';
import { OutgoingAttempt } from './outgoing-attempt.ts';
import type { OutgoingRequest } from './outgoing-request.ts';
import { runPhase, type Bounds, type Phase } from './phase.ts';
import type { ReplayWindow } from './replay-window.ts';
import type { Progress } from './retry.ts';
import type { CallCredentials } from './rotation.ts';
import type { AttemptTime } from './server-clock.ts';
import { aboutPayment, transmit } from './transmit.ts';

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

/** What has become of an attempt so far. */
interface AttemptState {
  /** Whether a byte may have left. */
  isSent: boolean;
  /** By the monotonic clock; 0: it was not signed yet. */
  startedAt: number;
  answer: TransportResponse | undefined;
}

/** One attempt: limiter, signature, middleware, transport, and what to make of the answer. */
export async function attempt<Data>(
  call: CallUnderWay<Data>,
  settings: Settings,
): Promise<ApiResponse<Data>> {
  const { limiter, emit } = settings;
  const permit = limiter && (await limit(limiter, call, emit));
  const state: AttemptState = { isSent: false, startedAt: 0, answer: undefined };
  let code: string | undefined;
  let retryAfterMs: number | undefined;
  try {
    return await runPhase(call.bounds, call.timeoutMs, (phase) =>
      exchange(call, settings, phase, state),
    );
  } catch (error) {
    if (!isLuxCoreError(error)) throw error;
    code = error.code;
    ({ retryAfterMs } = error as { retryAfterMs?: number });
    if (error.outcome === 'not_sent' && state.answer === undefined) state.isSent = false;
    throw aboutPayment(error, call.request.merchantReference);
  } finally {
    const { answer, startedAt, isSent } = state;
    permit?.release({ notSent: !isSent, retryAfterMs });
    call.credentials.answered(answer?.status);
    if (startedAt > 0) {
      emit?.({
        type: 'response',
        call: call.id,
        operation: call.request.operation,
        attempt: call.progress.attempts,
        status: answer?.status,
        code,
        requestId: answer && headerOf(answer.headers, REQUEST_ID_HEADER),
        durationMs: monotonic() - startedAt,
      });
    }
  }
}

/** Signs and sends an attempt, and reads the answer. */
async function exchange<Data>(
  call: CallUnderWay<Data>,
  settings: Settings,
  phase: Phase,
  state: AttemptState,
): Promise<ApiResponse<Data>> {
  const { request, progress, credentials } = call;
  const { clock, emit } = settings;
  const { isAmbiguous } = progress;
  const { offsetMs } = clock;
  const current = credentials.current();
  const credential: Credential = current instanceof Promise ? await current : current;
  const { proof, sentAt } = authorise(request, credential, clock.raw);
  state.startedAt = monotonic();
  emit?.({
    type: 'request',
    call: call.id,
    operation: request.operation,
    attempt: progress.attempts,
    method: request.method,
    url: request.origin + request.pathname,
    merchantReference: request.merchantReference,
  });
  const answer = await sendThrough(call, settings, phase, state, proof);
  state.answer = answer;
  call.last = { answer, time: { offsetMs, sentAt, receivedAt: clock.raw() } };
  const { status } = answer;
  const data = call.read(decode(request, answer, proof), { request, status, isAmbiguous });
  return decodedResponse(data, answer, progress.attempts);
}

/** Through the middleware, if there is any, to the transport. */
function sendThrough(
  { request, window, progress }: Pick<CallUnderWay<unknown>, 'request' | 'window' | 'progress'>,
  { middleware, transport }: Settings,
  phase: Phase,
  state: AttemptState,
  proof: AuthHeaders,
): Promise<TransportResponse> {
  const send = (headers: TransportRequest['headers']): Promise<TransportResponse> => {
    state.isSent = true;
    phase.outcome = 'unknown';
    window.start();
    return transmit(transport, new OutgoingAttempt(request, headers, phase), request.label);
  };
  const headers = { ...request.headers, ...proof };
  if (middleware.length === 0) return send(headers);
  const { method, url, body, operation } = request;
  const given = { operation, attempt: progress.attempts, method, url, headers, body };
  return throughMiddleware(middleware, { ...given, signal: phase.signal }, send);
}
