import { beforeEach, describe, expect, it, vi } from 'vitest';
import { errorOf } from '../tests/local-server.ts';
import { ANY_BALANCE, KEY } from '../tests/samples.ts';
import { refusal, scripted } from '../tests/scripted-fetch.ts';
import { apiKey, createClient } from './index.ts';
import {
  openTelemetry,
  type Attributes,
  type MeterLike,
  type TracerLike,
} from './opentelemetry.ts';

interface Span {
  readonly name: string;
  attributes: Attributes;
  status?: unknown;
  isEnded: boolean;
}

function recorder() {
  const spans: Span[] = [];
  const measured: [name: string, value: number, attributes: Attributes][] = [];
  const tracer: TracerLike = {
    startSpan(name, { attributes }) {
      const span: Span = { name, attributes, isEnded: false };
      spans.push(span);
      return {
        setAttributes: (more) => (span.attributes = { ...span.attributes, ...more }),
        setStatus: (status) => (span.status = status),
        end: () => {
          span.isEnded = true;
        },
      };
    },
  };
  const meter: MeterLike = {
    createHistogram: (name) => ({ record: (value, given) => measured.push([name, value, given]) }),
    createCounter: (name) => ({ add: (value, given) => measured.push([name, value, given]) }),
  };
  return { spans, measured, tracer, meter };
}

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

describe('openTelemetry', () => {
  it('makes a span and a duration of each attempt', async () => {
    const { spans, measured, tracer, meter } = recorder();
    const { fetch } = scripted(refusal(503, 'SERVICE_UNAVAILABLE'), {
      status: 200,
      body: ANY_BALANCE,
    });
    const onEvent = openTelemetry({ tracer, meter });
    const client = createClient({ auth: apiKey(KEY), fetch, onEvent });
    await client.balance.get({ currency: 'ARS' });
    const common = {
      'http.request.method': 'GET',
      'server.address': 'api.lux-core.io',
      'server.port': 443,
      'url.template': '/balance',
      'luxcore.operation': 'balance.get',
    };
    const full = { ...common, 'url.full': 'https://api.lux-core.io/api/v1/balance' };
    const failed = { 'http.response.status_code': 503, 'error.type': 'SERVICE_UNAVAILABLE' };
    expect(spans).toEqual([
      {
        name: 'GET /balance',
        attributes: { ...full, ...failed },
        status: { code: 2, message: 'SERVICE_UNAVAILABLE' },
        isEnded: true,
      },
      {
        name: 'GET /balance',
        attributes: { ...full, 'http.request.resend_count': 1, 'http.response.status_code': 200 },
        isEnded: true,
      },
    ]);
    const seconds = expect.any(Number) as number;
    expect(measured).toEqual([
      ['http.client.request.duration', seconds, { ...common, ...failed }],
      [
        'luxcore.client.retries',
        1,
        { 'luxcore.operation': 'balance.get', 'error.type': 'SERVICE_UNAVAILABLE' },
      ],
      ['http.client.request.duration', seconds, { ...common, 'http.response.status_code': 200 }],
    ]);
  });

  it('ends the span of an attempt that has no answer', async () => {
    const { spans, tracer } = recorder();
    const { fetch } = scripted('hang');
    const onEvent = openTelemetry({ tracer });
    const options = { baseUrl: 'http://127.0.0.1:4010', timeoutMs: 20, maxRetries: 0 };
    const client = createClient({ auth: apiKey(KEY), fetch, onEvent, ...options });
    await errorOf(client.balance.all());
    expect(spans).toMatchObject([
      { attributes: { 'error.type': 'REQUEST_TIMEOUT', 'server.port': 4010 }, isEnded: true },
    ]);
  });

  it('is of use with a meter alone, and with neither', async () => {
    const { measured, meter } = recorder();
    const { fetch } = scripted({ status: 200, body: ANY_BALANCE });
    for (const options of [{ meter }, {}]) {
      await createClient({
        auth: apiKey(KEY),
        fetch,
        onEvent: openTelemetry(options),
      }).balance.all();
    }
    expect(measured).toHaveLength(1);
  });
});
