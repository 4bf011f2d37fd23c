/** OpenTelemetry with an exporter that prints a line for each span: put your own in its place. */
import { context, SpanKind, type HrTime, type Tracer } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { SimpleSpanProcessor, TracerProvider, type ReadableSpan } from '@opentelemetry/sdk-trace';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';

const SUCCESS = 0;

export function startTelemetry(print: (line: string) => void): Tracer {
  // By it the spans of a payment are children of the request that made them.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const exporter = {
    export(spans: ReadableSpan[], done: (result: { code: number }) => void) {
      for (const span of spans) print(lineOf(span));
      done({ code: SUCCESS });
    },
    shutdown: () => Promise.resolve(),
  };
  const spanProcessors = [new SimpleSpanProcessor({ exporter })];
  return new TracerProvider({ spanProcessors }).getTracer('node-shop');
}

/** A span for each request that the shop answers. */
export function traced(tracer: Tracer): MiddlewareHandler {
  return (c, next) =>
    tracer.startActiveSpan(c.req.method, { kind: SpanKind.SERVER }, async (span) => {
      await next();
      const route = matchedRoutes(c).find(({ path }) => !path.endsWith('*'));
      span.updateName(`${c.req.method} ${route?.path ?? 'nothing'}`);
      span.setAttribute('http.response.status_code', c.res.status);
      span.end();
    });
}

function lineOf(span: ReadableSpan): string {
  const { name, attributes, parentSpanContext } = span;
  return [
    `span ${span.spanContext().traceId.slice(0, 6)}`,
    parentSpanContext === undefined ? 'shop' : '└─ luxcore',
    name,
    attributes['http.response.status_code'] ?? attributes['error.type'],
    milliseconds(span.duration),
  ].join(' ');
}

function milliseconds([seconds, nanoseconds]: HrTime): string {
  return `${(seconds * 1000 + nanoseconds / 1e6).toFixed(1)} ms`;
}
