import { OPERATIONS, type ApiVersion, type Operation } from '@luxcore/contract';
import { isLuxCoreError } from '@luxcore/errors';
import { grants, missingScopes } from '@luxcore/scopes';
import type { Context } from 'hono';
// Its router is made at once, and its first answer comes sooner: most emulators live for one test.
import { Hono } from 'hono/quick';
import type { RequestToCheck } from './auth/signature.ts';
import type { Faults } from './faults/fault.ts';
import { faultOfHeader } from './faults/fault-header.ts';
import { ConnectionLost, withFault } from './faults/with-fault.ts';
import { ApiError, FAULT } from './http/api-error.ts';
import { boundedBytes } from './http/bounded-bytes.ts';
import { errorResponse } from './http/error-response.ts';
import { jsonBody } from './http/json-body.ts';
import type { Ids } from './ids.ts';
import type { RateLimiter } from './limits/rate-limiter.ts';
import type { Usage } from './limits/usage.ts';
import type { Caller } from './merchants/merchants.ts';
import { openApiDocument } from './openapi/openapi-document.ts';
import type { OperationAnswer, OperationHandler } from './operations.ts';
import { routes } from './routes.ts';
import type { State } from './state/state.ts';
import type { Scheduler } from './time/scheduler.ts';

export interface AppParts {
  readonly callerOf: (version: ApiVersion, request: RequestToCheck) => Promise<Caller>;
  readonly operations: Readonly<Record<Operation, OperationHandler>>;
  readonly state: State;
  readonly scheduler: Scheduler;
  readonly limiter: RateLimiter;
  readonly usage: Usage;
  readonly faults: Faults;
  /** Is aborted when the emulator is closed. */
  readonly closing: AbortSignal;
  readonly ids: Ids;
  readonly now: () => number;
}

/** What a listener knows of a request beside the request itself. */
export interface Bindings {
  /** The request target exactly as it came over the wire. */
  readonly target: string;
}

/** Says of each answer that no money moved, in production neither. */
const ENVIRONMENT_HEADER = 'X-Emulated-Environment';

type Emulated = Context<{ Bindings: Bindings }>;

/** The emulator's HTTP side: one route for each operation and version of the table. */
export function createApp(parts: AppParts): Hono<{ Bindings: Bindings }> {
  const app = new Hono<{ Bindings: Bindings }>();

  app.use(async (c, next) => {
    // Before anything is done: a clock that fails must not leave half a payment behind.
    const date = new Date(parts.now()).toUTCString();
    const requestId = parts.ids.request();
    parts.scheduler.runDue();
    await next();
    if (!c.res.headers.has('Date')) c.header('Date', date);
    c.header('X-Request-Id', requestId);
  });
  for (const { operation, version, path } of routes()) {
    const pattern = path.replace(/\{(\w+)\}/g, ':$1');
    app.on(OPERATIONS[operation].method, pattern, (c) => answer(c, operation, version));
  }
  app.get('/openapi.json', (c) => c.json(openApiDocument()));
  app.notFound((c) => {
    throw new ApiError('NOT_FOUND', `Cannot ${c.req.method} ${c.req.path}`);
  });
  app.onError((error) => {
    if (error instanceof ConnectionLost) throw error;
    return errorResponse(error instanceof ApiError ? error : fault(error));
  });
  return app;

  async function answer(c: Emulated, operation: Operation, version: ApiVersion): Promise<Response> {
    const { headers, signal } = c.req.raw;
    const asked = faultOfHeader(headers) ?? parts.faults.take(operation);
    const response = await withFault(asked, [signal, parts.closing], async () => {
      try {
        return await measured(c, operation, version);
      } catch (error) {
        return errorResponse(error instanceof ApiError ? error : fault(error));
      }
    });
    const skew = asked?.clockSkewMs;
    if (skew !== undefined) {
      response.headers.set('Date', new Date(parts.now() + skew).toUTCString());
    }
    return response;
  }

  /** Does an operation, and counts it for the key that asked. */
  async function measured(
    c: Emulated,
    operation: Operation,
    version: ApiVersion,
  ): Promise<Response> {
    const start = performance.now();
    const { method } = c.req;
    const { headers } = c.req.raw;
    const body = await boundedBytes(c.req.raw);
    const caller = await parts.callerOf(version, { method, path: c.env.target, headers, body });
    let response: Response;
    try {
      response = responseOf(perform(c, operation, caller, body));
    } catch (error) {
      response = errorResponse(error instanceof ApiError ? error : fault(error));
    }
    response.headers.set(ENVIRONMENT_HEADER, caller.environment);
    parts.usage.record(caller.shown, response.status, performance.now() - start);
    return response;
  }

  function perform(
    c: Emulated,
    operation: Operation,
    caller: Caller,
    bytes: Uint8Array,
  ): OperationAnswer {
    if (parts.closing.aborted) throw new ApiError('SERVICE_UNAVAILABLE', 'The emulator is closed');
    const { scope, limit } = OPERATIONS[operation];
    parts.limiter.take(caller.meter, limit);
    if (!grants(caller.scopes, scope)) {
      throw new ApiError(
        'INSUFFICIENT_SCOPE',
        `scope: expected ${scope}, received a key without it`,
        { missing_scopes: missingScopes(caller.scopes, scope) },
      );
    }
    const { origin, searchParams } = new URL(c.req.url);
    const json = () => jsonBody(bytes, c.req.header('content-type'));
    const answered = parts.state.transaction(() =>
      parts.operations[operation]({
        caller,
        params: c.req.param(),
        query: searchParams,
        origin,
        json,
        optionalJson: () => (bytes.length === 0 ? undefined : json()),
      }),
    );
    // What the answer says is committed: now what it planned for at once may begin.
    parts.scheduler.runDue();
    return answered;
  }
}

function responseOf({ status, body, headers }: OperationAnswer): Response {
  if (body === null) return new Response(null, { status, headers: { ...headers } });
  if (body instanceof Uint8Array) {
    return new Response(body as Uint8Array<ArrayBuffer>, { status, headers: { ...headers } });
  }
  return Response.json(body, { status, headers: { ...headers } });
}

/** What is typed says what is wrong with the emulator's own options; anything else is a bug of it. */
function fault(error: unknown): ApiError {
  return new ApiError('SERVER_ERROR', isLuxCoreError(error) ? error.message : FAULT);
}
