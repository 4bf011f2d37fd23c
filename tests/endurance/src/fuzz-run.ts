/** Random and mutated requests, made from the OpenAPI document that the emulator serves. */
import { createEmulator } from '@luxcore/emulator';
import fc from 'fast-check';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

interface Schema {
  readonly type?: string;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly body: Schema | undefined;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
}

interface Described {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: Schema } };
  };
}

/** What so many requests have shown. */
export interface FuzzRun {
  /** How often each status was answered. */
  readonly statuses: ReadonlyMap<number, number>;
  /** The slowest answer, in milliseconds. */
  readonly slowestMs: number;
  /** What was wrong, in words; the requests that did it are in them. */
  readonly faults: readonly string[];
}

const ORIGIN = 'http://127.0.0.1';
const SLOW_MS = 2_000;
const NASTY: readonly Json[] = [
  '',
  '0',
  '-1',
  '1e999',
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  '😀',
  "' OR 1=1 --",
  '../../etc/passwd',
  'emulate-completed',
  'emulate-LOCK_TIMEOUT',
  -1,
  0,
  1.5,
  1e21,
  Number.MAX_SAFE_INTEGER,
  null,
  true,
  [],
  {},
];

/** Sends `count` requests to an emulator in this process. */
export async function fuzzRun(count: number, seed: number): Promise<FuzzRun> {
  const emulator = createEmulator({
    seed,
    limits: { creation: [], standard: [] },
    webhookFetch: () => Promise.resolve(new Response(null)),
  });
  const { testKey, productionKey, readOnlyKey } = emulator.credentials;
  const document = (await (await emulator.fetch(`${ORIGIN}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Described>>;
  };
  const keys = fc.oneof(
    { arbitrary: fc.constant(testKey), weight: 6 },
    { arbitrary: fc.constantFrom(productionKey, readOnlyKey, 'qp_test_sk_x', '', 'x'), weight: 1 },
  );
  const requests = fc
    .record({ route: fc.constantFrom(...routesOf(document.paths)), key: keys })
    .chain(({ route, key }) => requestOf(route, key));
  const ids: string[] = ['x'];
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  let slowestMs = 0;

  for (const request of fc.sample(requests, { numRuns: count, seed })) {
    const start = performance.now();
    const target = ORIGIN + withId(request.target, ids);
    const response = await emulator.fetch(target, request.init);
    const text = await response.text();
    const ms = performance.now() - start;
    slowestMs = Math.max(slowestMs, ms);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    const fault = faultOf(response, text, ms);
    if (fault !== undefined) {
      faults.push(`${fault}: ${request.init.method} ${target} ${String(request.init.body)}`);
    }
    const made =
      response.status === 201 ? /"(?:transaction_id|id|ticket_id)":"([^"]+)"/.exec(text) : null;
    // Of what was made lately, so that later requests meet it.
    if (made?.[1] !== undefined && ids.push(made[1]) > 50) ids.shift();
  }
  await emulator.close();
  return { statuses, slowestMs, faults };
}

function faultOf(response: Response, text: string, ms: number): string | undefined {
  if (ms > SLOW_MS) return `took ${ms.toFixed(0)} ms`;
  if (response.status < 400) return undefined;
  if (response.status >= 500 && !text.includes('asks for'))
    return `answered ${String(response.status)}`;
  try {
    const { statusCode, error } = JSON.parse(text) as { statusCode: unknown; error: unknown };
    if (statusCode === response.status && typeof error === 'string') return undefined;
  } catch {
    // Told below.
  }
  return `answered ${String(response.status)} in no documented shape`;
}

function routesOf(paths: Readonly<Record<string, Readonly<Record<string, Described>>>>): Route[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      method: method.toUpperCase(),
      path,
      query: (described.parameters ?? [])
        .filter((one) => one.in === 'query')
        .map(({ name }) => name),
      body: described.requestBody?.content['application/json'].schema,
    })),
  );
}

/** Takes the place of an id that is known when the request is sent. */
const KNOWN_ID = 'KNOWN_ID';

function withId(target: string, ids: readonly string[]): string {
  return target.replaceAll(KNOWN_ID, () => ids[Math.floor(Math.random() * ids.length)] ?? 'x');
}

function requestOf({ method, path, query, body }: Route, key: string) {
  const id = fc.oneof(
    { arbitrary: fc.constant(KNOWN_ID), weight: 4 },
    {
      arbitrary: fc.constantFrom('1024', 'x', '%00', '%E0%A4%A', '..', 'a'.repeat(300)),
      weight: 1,
    },
  );
  const value = fc.oneof(
    fc.constantFrom('1', '2', '0', '-1', 'MXN', 'main', 'open', ''),
    fc.string(),
  );
  const search = fc.dictionary(fc.constantFrom(...query, 'unknown'), value, { maxKeys: 3 });
  const json =
    body === undefined ? fc.constant(undefined) : fc.option(textOf(body), { nil: undefined });
  const type = fc.oneof(
    { arbitrary: fc.constant('application/json'), weight: 9 },
    { arbitrary: fc.constantFrom('text/plain', 'application/json; charset=x', ''), weight: 1 },
  );
  return fc.record({ id, search, json, type }).map((made) => ({
    target: `${path.replaceAll(/\{\w+\}/g, made.id)}?${new URLSearchParams(made.search).toString()}`,
    init: {
      method,
      headers: { 'X-API-Key': key, 'Content-Type': made.type },
      ...(method !== 'GET' && made.json !== undefined && { body: made.json }),
    },
  }));
}

/** A body that the schema allows, with some of it changed, or bytes that are no JSON. */
function textOf(schema: Schema): fc.Arbitrary<string> {
  return fc.oneof(
    { arbitrary: valueOf(schema).map((value) => JSON.stringify(value)), weight: 8 },
    { arbitrary: fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)), weight: 1 },
    {
      arbitrary: fc.constantFrom('', '{', '[]', 'null', '{"amount":1,"amount":2}', '\ufeff{}'),
      weight: 1,
    },
  );
}

function valueOf(schema: Schema): fc.Arbitrary<unknown> {
  const right = rightOf(schema);
  return fc.oneof(
    { arbitrary: right, weight: 12 },
    { arbitrary: fc.constantFrom(...NASTY), weight: 1 },
  );
}

function rightOf({
  type,
  enum: values,
  const: only,
  anyOf,
  properties,
  items,
}: Schema): fc.Arbitrary<unknown> {
  if (only !== undefined) return fc.constant(only);
  if (values !== undefined) return fc.constantFrom(...values);
  if (anyOf !== undefined) return fc.oneof(...anyOf.map(valueOf));
  switch (type) {
    case 'object': {
      const fields = Object.entries(properties ?? {}).map(([name, field]) => [
        name,
        fieldOf(name, field),
      ]);
      return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
        requiredKeys: [],
      });
    }
    case 'array':
      return fc.array(valueOf(items ?? {}), { maxLength: 4 });
    case 'integer':
    case 'number':
      return fc.integer({ min: 1, max: 100_000 });
    case 'boolean':
      return fc.boolean();
    default:
      return fc.string({ maxLength: 30 });
  }
}

/** Values that get further than any text would. */
const GOOD: Readonly<Record<string, readonly Json[]>> = {
  currency: ['MXN', 'ARS', 'LKR'],
  method: ['spei', 'bank_transfer', 'card', 'ipay'],
  url: ['http://127.0.0.1:9/hook'],
  payout: [{ clabe: '000000000000000000' }, { cvu: '0'.repeat(22) }],
  file_name: ['a.png'],
  content_type: ['image/png'],
  event_id: ['evt_x'],
};

function fieldOf(name: string, schema: Schema): fc.Arbitrary<unknown> {
  const good = GOOD[name];
  return good === undefined
    ? valueOf(schema)
    : fc.oneof({ arbitrary: fc.constantFrom(...good), weight: 5 }, valueOf(schema));
}
