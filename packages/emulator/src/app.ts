import {
  API_BASE_PATHS,
  API_VERSIONS,
  OPERATIONS,
  type ApiVersion,
  type Operation,
} from '@luxcore/contract';
import { isLuxCoreError } from '@luxcore/errors';
import { grants, missingScopes } from '@luxcore/scopes';
import { Hono, type Context } from 'hono';
import { callerOfApiKey } from './auth/api-key.ts';
import type { SignatureCheck } from './auth/signature.ts';
import type { Caller } from './credentials.ts';
import { ApiError, FAULT } from './http/api-error.ts';
import { boundedBytes } from './http/bounded-bytes.ts';
import { errorResponse } from './http/error-response.ts';
import { jsonBody } from './http/json-body.ts';
import type { Ids } from './ids.ts';
import type { OperationHandler } from './operations.ts';

export interface AppParts {
  readonly keys: ReadonlyMap<string, Caller>;
  readonly checkSignature: SignatureCheck;
  readonly operations: Readonly<Partial<Record<Operation, OperationHandler>>>;
  readonly ids: Ids;
  readonly now: () => number;
}

/** What a listener knows of a request beside the request itself. */
interface Bindings {
  /** The request target exactly as it came over the wire. */
  readonly target: string;
}

type Emulated = Context<{ Bindings: Bindings }>;

/** The emulator's HTTP side: one route for each operation and version of the table. */
export function createApp(parts: AppParts): Hono<{ Bindings: Bindings }> {
  const app = new Hono<{ Bindings: Bindings }>();

  app.use(async (c, next) => {
    // Before anything is done: a clock that fails must not leave half a payment behind.
    const date = new Date(parts.now()).toUTCString();
    const requestId = parts.ids.request();
    await next();
    c.header('Date', date);
    c.header('X-Request-Id', requestId);
  });
  for (const { operation, version } of routes()) {
    const { method, path } = OPERATIONS[operation];
    const pattern = API_BASE_PATHS[version] + path.replace(/\{(\w+)\}/g, ':$1');
    app.on(method, pattern, (c) => answer(c, operation, version));
  }
  app.notFound((c) => {
    throw new ApiError('NOT_FOUND', `Cannot ${c.req.method} ${c.req.path}`);
  });
  app.onError((error) => errorResponse(error instanceof ApiError ? error : fault(error)));
  return app;

  async function answer(c: Emulated, operation: Operation, version: ApiVersion): Promise<Response> {
    const { method } = c.req;
    const { headers, body: stream } = c.req.raw;
    const bytes = await boundedBytes(stream, headers.get('content-length'));
    const caller =
      version === 'v1'
        ? callerOfApiKey(headers, parts.keys)
        : await parts.checkSignature({ method, path: c.env.target, headers, body: bytes });
    const { scope } = OPERATIONS[operation];
    if (!grants(caller.scopes, scope)) {
      throw new ApiError(
        'INSUFFICIENT_SCOPE',
        `scope: expected ${scope}, received a key without it`,
        {
          missing_scopes: missingScopes(caller.scopes, scope),
        },
      );
    }
    const handler = parts.operations[operation];
    if (handler === undefined) {
      throw new ApiError('NOT_IMPLEMENTED', `The emulator does not serve ${operation} yet`);
    }
    const { status, body } = handler({
      caller,
      params: c.req.param(),
      query: new URL(c.req.url).searchParams,
      json: () => jsonBody(bytes, c.req.header('content-type')),
    });
    return Response.json(body, { status });
  }
}

/** What is typed says what is wrong with the emulator's own options; anything else is a bug of it. */
function fault(error: unknown): ApiError {
  return new ApiError('SERVER_ERROR', isLuxCoreError(error) ? error.message : FAULT);
}

/** Every operation in every version, those without parameters in their path first. */
function routes(): { operation: Operation; version: ApiVersion }[] {
  return (Object.keys(OPERATIONS) as Operation[])
    .flatMap((operation) =>
      API_VERSIONS.filter((version) =>
        (OPERATIONS[operation].versions as readonly ApiVersion[]).includes(version),
      ).map((version) => ({ operation, version })),
    )
    .sort((a, b) => parameters(a.operation) - parameters(b.operation));
}

function parameters(operation: Operation): number {
  return OPERATIONS[operation].path.split('{').length;
}
