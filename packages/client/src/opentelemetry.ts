import { OPERATIONS } from '@luxcore/contract';
import type { EventListener, RequestEvent, ResponseEvent } from './events.ts';

/** What spans are made with: the tracer of `@opentelemetry/api`, or anything like it. */
export interface TracerLike {
  startSpan(name: string, options: { kind: number; attributes: Attributes }): SpanLike;
}

/** What is used of a span. */
export interface SpanLike {
  setAttributes(attributes: Attributes): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  end(): void;
}

/** What metrics are made with: the meter of `@opentelemetry/api`, or anything like it. */
export interface MeterLike {
  createHistogram(
    name: string,
    options: { unit: string; description: string },
  ): { record(value: number, attributes: Attributes): void };
  createCounter(
    name: string,
    options: { description: string },
  ): { add(value: number, attributes: Attributes): void };
}

/** Attributes of spans and metrics. */
export type Attributes = Record<string, string | number>;

/** `SpanKind.CLIENT` and `SpanStatusCode.ERROR` of `@opentelemetry/api`. */
const CLIENT_SPAN = 2;
const ERROR_STATUS = 2;

/**
 * Makes a listener for `onEvent` that turns each attempt into a span and a duration, and counts retries
 * and waits, by the names of OpenTelemetry's conventions for HTTP clients: `POST /payments` with
 * `http.request.method`, `http.response.status_code`, `http.request.resend_count`, `error.type` and
 * `luxcore.operation`; `http.client.request.duration` in seconds, `luxcore.client.retries` and
 * `luxcore.client.waits`. No query, body, reference or secret is among the attributes.
 *
 * @example
 * ```ts
 * import { metrics, trace } from '@opentelemetry/api';
 * import { apiKeyFromEnv, createClient } from '@luxcore/client';
 * import { openTelemetry } from '@luxcore/client/opentelemetry';
 *
 * const onEvent = openTelemetry({
 *   tracer: trace.getTracer('shop'),
 *   meter: metrics.getMeter('shop'),
 * });
 * const client = createClient({ auth: apiKeyFromEnv(), onEvent });
 * ```
 */
export function openTelemetry(options: {
  /** Makes spans; none are made without. */
  readonly tracer?: TracerLike | undefined;
  /** Makes metrics; none are made without. */
  readonly meter?: MeterLike | undefined;
}): EventListener {
  const { tracer, meter } = options;
  const durations = meter?.createHistogram('http.client.request.duration', {
    unit: 's',
    description: 'Duration of attempts, from the signature to the end of the answer.',
  });
  const retries = meter?.createCounter('luxcore.client.retries', {
    description: 'Attempts that follow another of the same call.',
  });
  const waits = meter?.createCounter('luxcore.client.waits', {
    description: 'Requests that waited for a place within the rate limits.',
  });
  const underWay = new Map<string, readonly [SpanLike | undefined, Attributes]>();

  return (event) => {
    switch (event.type) {
      case 'request': {
        const attributes = attributesOf(event);
        const span = tracer?.startSpan(`${event.method} ${OPERATIONS[event.operation].path}`, {
          kind: CLIENT_SPAN,
          attributes: { ...attributes, ...detailsOf(event) },
        });
        underWay.set(keyOf(event), [span, attributes]);
        break;
      }
      case 'response': {
        const [span, attributes] = underWay.get(keyOf(event)) ?? [];
        underWay.delete(keyOf(event));
        const result = resultOf(event);
        durations?.record(event.durationMs / 1000, { ...attributes, ...result });
        span?.setAttributes(result);
        if (event.code !== undefined) span?.setStatus({ code: ERROR_STATUS, message: event.code });
        span?.end();
        break;
      }
      case 'retry':
        retries?.add(1, { 'luxcore.operation': event.operation, 'error.type': event.code });
        break;
      case 'wait':
        waits?.add(1, { 'luxcore.operation': event.operation });
        break;
      default:
    }
  };
}

function keyOf({ call, attempt }: RequestEvent | ResponseEvent): string {
  return `${String(call)}.${String(attempt)}`;
}

/** What has few values, so that it may be an attribute of a metric. */
function attributesOf({ method, operation, url }: RequestEvent): Attributes {
  const { hostname, port, protocol } = new URL(url);
  return {
    'http.request.method': method,
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
    'url.template': OPERATIONS[operation].path,
    'luxcore.operation': operation,
  };
}

function detailsOf({ url, attempt }: RequestEvent): Attributes {
  return { 'url.full': url, ...(attempt > 1 && { 'http.request.resend_count': attempt - 1 }) };
}

function resultOf({ status, code }: ResponseEvent): Attributes {
  return {
    ...(status !== undefined && { 'http.response.status_code': status }),
    ...(code !== undefined && { 'error.type': code }),
  };
}
