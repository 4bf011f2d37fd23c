import { ERROR_CODES, type ErrorCode, type ErrorCodeRow } from '@luxcore/errors';
import { ApiError } from '../http/api-error.ts';
import { errorResponse } from '../http/error-response.ts';
import { durationMs } from '../time/duration.ts';
import type { Fault } from './fault.ts';
import { FAULT_HEADER } from './fault-header.ts';

/** The connection is lost: a `fetch` rejects, and a server closes it without an answer. */
export class ConnectionLost extends TypeError {
  /** Whether it is reset, not closed. */
  readonly isReset: boolean;

  constructor(isReset = false) {
    const how = isReset ? 'reset' : 'lost';
    super(`fetch failed: the connection was ${how}, as a fault of the emulator asked for`);
    this.isReset = isReset;
  }
}

/** What the header of faults says of an answer whose body breaks off: a listener has to break off too. */
export const TRUNCATED = 'truncate';

const GARBAGE = '<html><body>502 Bad Gateway</body></html>';

/** Answers a request with what goes wrong about it. */
export async function withFault(
  fault: Fault | undefined,
  stopped: readonly AbortSignal[],
  answer: () => Promise<Response>,
): Promise<Response> {
  if (fault === undefined) return answer();
  const delayMs = durationMs(fault.delay ?? 0);
  if (delayMs > 0) await wait(delayMs, stopped);
  if (fault.reset === true) throw new ConnectionLost(true);
  if (fault.drop === 'before') throw new ConnectionLost();
  const refusal = refusalOf(fault);
  if (refusal !== undefined) return errorResponse(refusal);
  const response = await answer();
  if (fault.drop === 'after') throw new ConnectionLost();
  if (fault.garbage === true) {
    // A status that has no body cannot have this one.
    const status = response.body === null ? 200 : response.status;
    return new Response(GARBAGE, { status, headers: { 'Content-Type': 'text/html' } });
  }
  return fault.truncate === true ? truncated(response) : response;
}

/** Waits, but no longer than anybody waits for the answer. */
function wait(ms: number, stopped: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    for (const signal of stopped) signal.addEventListener('abort', done);
    if (stopped.some(({ aborted }) => aborted)) done();

    function done(): void {
      clearTimeout(timer);
      for (const signal of stopped) signal.removeEventListener('abort', done);
      resolve();
    }
  });
}

function refusalOf({ status, code }: Fault): ApiError | undefined {
  if (status === undefined && code === undefined) return undefined;
  const message = 'A fault of the emulator asked for this answer';
  return new ApiError(code ?? codeOf(status), message, {}, {}, status);
}

/** The first code that LuxCore answers with a status. */
function codeOf(status: number | undefined): ErrorCode {
  const codes = Object.keys(ERROR_CODES) as ErrorCode[];
  return (
    codes.find((code) => (ERROR_CODES[code] as ErrorCodeRow).status === status) ?? 'SERVER_ERROR'
  );
}

/** Half of the body, and then the connection breaks. */
async function truncated(response: Response): Promise<Response> {
  if (response.body === null) return response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const half = bytes.subarray(0, bytes.length >> 1);
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) controller.error(new ConnectionLost());
      else controller.enqueue(half);
      isSent = true;
    },
  });
  const headers = new Headers(response.headers);
  headers.set('Content-Length', String(bytes.length));
  headers.set(FAULT_HEADER, TRUNCATED);
  return new Response(body, { status: response.status, headers });
}
