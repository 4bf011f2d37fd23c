import { ConnectionError, isLuxCoreError, LuxCoreError, REQUEST_ID_HEADER } from '@luxcore/errors';
import type { ApiResponse } from '../api-promise.ts';
import type { AuthHeaders, Credential } from '../auth/auth.ts';
import type { Answered } from '../call.ts';
import { hookFailed } from '../hook.ts';
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
import { releasePermit } from './release-permit.ts';
import type { ReplayWindow } from './replay-window.ts';
import type { CallCredentials } from './rotation.ts';
import type { AttemptTime } from './server-clock.ts';
import { transmit } from './transmit.ts';

/** How far a call has come. */
export interface Progress {
  /** How many attempts there were, the one under way included. */
  attempts: number;
  /** Whether an attempt may have been carried out: from then on only a success tells what was done. */
  isAmbiguous: boolean;
}

/** A call under way. */
export interface CallUnderWay<Data> {
  readonly id: number;
  readonly request: OutgoingRequest;
  readonly bounds: Bounds;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly credentials: CallCredentials;
  readonly window: ReplayWindow;
  readonly progress: Progress;
  readonly read: (data: unknown, answered: Answered) => Data;
  /** The last answer, for what is learned from a refusal. */
  last?: { readonly answer: TransportResponse; readonly time: AttemptTime } | undefined;
  isClockMended?: boolean;
}

/** What has become of an attempt so far. */
interface AttemptState {
  /** Whether a byte may have left. */
  isSent: boolean;
  /** By the monotonic clock; 0: it was not signed yet. */
  startedAt: number;
  answer: TransportResponse | undefined;
  /** What is told of it is final: from then on nothing is sent any more. */
  isOver: boolean;
}

/** One attempt: limiter, signature, middleware, transport, and what to make of the answer. */
export async function attempt<Data>(
  call: CallUnderWay<Data>,
  settings: Settings,
): Promise<ApiResponse<Data>> {
  const { limiter, emit } = settings;
  // Before anything is waited for or told; what waits is looked at again as it is sent.
  assertWindow(call);
  const permit = limiter && (await limit(limiter, call, emit));
  const state: AttemptState = { isSent: false, startedAt: 0, answer: undefined, isOver: false };
  let code: string | undefined;
  let retryAfterMs: number | undefined;
  try {
    return await runPhase(call.bounds, call.timeoutMs, (phase) =>
      exchange(call, settings, phase, state),
    );
  } catch (error) {
    const typed = typedError(error, state, call.request);
    code = typed.code;
    // A 503 is about LuxCore, not about this key: others may go.
    if (typed.status === 429) ({ retryAfterMs } = typed);
    if (typed.outcome === 'not_sent' && state.answer === undefined) state.isSent = false;
    throw typed;
  } finally {
    state.isOver = true;
    const { answer, startedAt, isSent } = state;
    if (permit) releasePermit(permit, { notSent: !isSent, retryAfterMs });
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

/** What a function of the caller's own has thrown where nobody expected it. */
function typedError(error: unknown, state: AttemptState, request: OutgoingRequest): LuxCoreError {
  if (isLuxCoreError(error)) return error;
  const outcome = state.isSent ? 'unknown' : 'not_sent';
  return hookFailed(`${request.label}: an option`, outcome, error);
}

/** Signs and sends an attempt, and reads the answer. */
async function exchange<Data>(
  call: CallUnderWay<Data>,
  settings: Settings,
  phase: Phase,
  state: AttemptState,
): Promise<ApiResponse<Data>> {
  const { request, progress, credentials } = call;
  const { now, clock, emit } = settings;
  const { isAmbiguous } = progress;
  const offsetMs = clock?.offsetMs ?? 0;
  const current = credentials.current();
  const credential: Credential = current instanceof Promise ? await current : current;
  if (state.isOver || phase.isEnded) throw tooLate(request);
  const { proof, sentAt } = authorise(request, credential, now);
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
  // The clock is the caller's: no payment is lost to it.
  if (answer.status === 401) {
    call.last = { answer, time: { offsetMs, sentAt, receivedAt: now() } };
  }
  const { status } = answer;
  const data = call.read(decode(request, answer, credential.hide), {
    request,
    status,
    isAmbiguous,
  });
  return decodedResponse(data, answer, progress.attempts);
}

/** Through the middleware, if there is any, to the transport. */
function sendThrough(
  { request, window, progress }: Pick<CallUnderWay<unknown>, 'request' | 'window' | 'progress'>,
  { middleware, transport, isOwnTransport }: Settings,
  phase: Phase,
  state: AttemptState,
  proof: AuthHeaders,
): Promise<TransportResponse> {
  const { label } = request;
  const send = async (headers: TransportRequest['headers']): Promise<TransportResponse> => {
    // A middleware or a listener may have taken its time, or ended the call.
    if (state.isOver || phase.isEnded) throw tooLate(request);
    assertWindow({ request, window, progress });
    state.isSent = true;
    phase.outcome = 'unknown';
    window.start();
    const sent = isOwnTransport ? request : { ...request, body: request.body?.slice() };
    const outgoing = new OutgoingAttempt(sent, headers, phase);
    try {
      return await transmit(transport, outgoing, label);
    } catch (error) {
      // Also where a middleware makes something else of it.
      if (isLuxCoreError(error) && error.outcome === 'unknown') progress.isAmbiguous = true;
      throw error;
    }
  };
  const headers = { ...request.headers, ...proof };
  if (middleware.length === 0) return send(headers);
  // It may send by itself.
  window.start();
  const { method, url, body, operation, merchantReference } = request;
  const { attempts: attempt } = progress;
  const given = { operation, attempt, merchantReference, method, url, headers, body };
  return throughMiddleware(middleware, { ...given, signal: phase.signal }, send);
}

/** Nobody hears of it: what became of the attempt was told before. */
function tooLate({ label }: OutgoingRequest): ConnectionError {
  return new ConnectionError(`${label}: not sent, for its attempt was over`, {
    code: 'ABORTED',
    outcome: 'not_sent',
    retry: 'never',
  });
}

/** @throws {LuxCoreError} `REPLAY_WINDOW_CLOSED`, where it may have been sent and it is too late */
function assertWindow({
  request: { label, isPayment },
  window,
  progress,
}: Pick<CallUnderWay<unknown>, 'request' | 'window' | 'progress'>): void {
  if (!progress.isAmbiguous || !isPayment || window.isOpen(0)) return;
  throw new LuxCoreError(
    `${label}: not sent again, for replayWindowMs has passed or the clock does not tell; the reference may have been used anew`,
    { code: 'REPLAY_WINDOW_CLOSED', outcome: 'not_sent' },
  );
}
