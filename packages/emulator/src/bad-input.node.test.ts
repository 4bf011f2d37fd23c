/**
 * Bytes as no HTTP library sends them, written to the socket: whatever comes, the answer is a refusal
 * in the documented shape, in time, and the server goes on.
 */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CREDENTIALS } from './merchants/credentials.ts';
import { createEmulator } from './emulator.ts';
import { listen, type Listening } from './listen.node.ts';

const HOST = 'Host: localhost';
const KEY = `X-API-Key: ${CREDENTIALS.testKey}`;
const JSON_TYPE = 'Content-Type: application/json';
const DEPOSIT = '{"amount":1,"currency":"MXN","method":"spei","type":"deposit"}';
const CHUNKED = 'Transfer-Encoding: chunked';

let server: Listening;
const rejections = vi.fn();
const printed = vi.spyOn(console, 'error');
beforeAll(async () => {
  process.on('unhandledRejection', rejections);
  server = await listen(createEmulator());
});
afterAll(async () => {
  await server.close();
  process.off('unhandledRejection', rejections);
  expect(rejections).not.toHaveBeenCalled();
  expect(printed).not.toHaveBeenCalled();
});

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Writes bytes and reads all answers up to the end of the connection. */
function exchange(bytes: string | Buffer): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(server.port, '127.0.0.1');
    socket.setTimeout(5_000, () => socket.destroy(new Error('no answer within 5 s')));
    socket.on('data', (chunk) => {
      received += String(chunk);
    });
    socket.once('error', reject).once('close', () => {
      resolve(answersOf(received));
    });
    socket.write(bytes);
  });
}

function answersOf(received: string): Answer[] {
  return received
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter((text) => text !== '')
    .map((text) => ({
      status: Number(text.slice(9, 12)),
      text: text.slice(text.indexOf('\r\n\r\n') + 4),
    }));
}

/** A request that ends the connection; its text is Latin-1, so that any byte can be in it. */
function request(line: string, headers: readonly string[] = [HOST, KEY], body = ''): Buffer {
  const lines = [`${line} HTTP/1.1`, ...headers, 'Connection: close', '', body];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

function post(headers: readonly string[], body: string): Buffer {
  return request('POST /api/v1/payments', [HOST, KEY, ...headers], body);
}

const length = (bytes: number) => `Content-Length: ${String(bytes)}`;
const list = (headers: readonly string[]) => request('GET /api/v1/payments', headers);

const REFUSED: readonly (readonly [string, string | Buffer, number, string])[] = [
  ['what is no HTTP', 'GARBAGE\r\n\r\n', 400, 'VALIDATION_ERROR'],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'VALIDATION_ERROR'],
  ['OPTIONS', request('OPTIONS /api/v1/payments'), 404, 'NOT_FOUND'],
  ['OPTIONS *', request('OPTIONS *'), 400, 'VALIDATION_ERROR'],
  ['PUT', request('PUT /api/v1/payments', [HOST, KEY, length(0)]), 404, 'NOT_FOUND'],
  ['TRACE', request('TRACE /api/v1/payments'), 404, 'NOT_FOUND'],
  ['an unknown path', request('GET /'), 404, 'NOT_FOUND'],
  ['a path with two slashes', request('GET //evil/api/v1/payments'), 404, 'NOT_FOUND'],
  ['%00 in a path', request('GET /api/v1/payments/%00'), 404, 'NOT_FOUND'],
  ['half a character in a path', request('GET /api/v1/payments/%E0%A4%A'), 404, 'NOT_FOUND'],
  ['wrong escapes in a path', request('GET /%zz/%%'), 404, 'NOT_FOUND'],
  ['a backslash in a path', request('GET /api\\v1\\payments'), 400, 'VALIDATION_ERROR'],
  ['bare bytes in a path', request('GET /api/v1/payments/é'), 400, 'VALIDATION_ERROR'],
  ['wrong escapes in a query', request('GET /api/v1/payments?page=%ff%z'), 400, 'VALIDATION_ERROR'],
  ['a query value twice', request('GET /api/v1/payments?limit=1&limit=2'), 400, 'VALIDATION_ERROR'],
  ['a path of 8 KB', request(`GET /api/v1/payments/${'a'.repeat(8_192)}`), 404, 'NOT_FOUND'],
  ['a key of 8 KB', list([HOST, `X-API-Key: ${'k'.repeat(8_192)}`]), 401, 'INVALID_API_KEY'],
  ['17 KB of headers', list([HOST, KEY, `X: ${'x'.repeat(17_000)}`]), 431, 'VALIDATION_ERROR'],
  ['a key twice', list([HOST, KEY, KEY]), 401, 'INVALID_API_KEY'],
  ['a key of other bytes', list([HOST, 'X-API-Key: é\x80']), 401, 'INVALID_API_KEY'],
  ['a zero byte in a header', list([HOST, 'X-API-Key: a\0b']), 400, 'VALIDATION_ERROR'],
  ['no host', list([KEY]), 400, 'VALIDATION_ERROR'],
  ['a host that is none', list(['Host: user@localhost', KEY]), 400, 'VALIDATION_ERROR'],
  ['two hosts', list([HOST, 'Host: evil.example', KEY]), 403, 'FORBIDDEN_HOST'],
  ['a host with a dot at its end', list(['Host: localhost.', KEY]), 403, 'FORBIDDEN_HOST'],
  ['a name below localhost', list(['Host: evil.localhost', KEY]), 403, 'FORBIDDEN_HOST'],
  ['0 bytes', post([JSON_TYPE, length(0)], ''), 400, 'VALIDATION_ERROR'],
  ['no content type', post([length(2)], '{}'), 415, 'UNSUPPORTED_MEDIA_TYPE'],
  [
    'two content types',
    post([JSON_TYPE, 'Content-Type: text/plain', length(2)], '{}'),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'a content type of other bytes',
    post(['Content-Type: é', length(2)], '{}'),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['two lengths', post([JSON_TYPE, length(2), length(3)], '{}x'), 400, 'VALIDATION_ERROR'],
  ['a length and chunks', post([JSON_TYPE, length(2), CHUNKED], '{}'), 400, 'VALIDATION_ERROR'],
  ['a length that is none', post([JSON_TYPE, 'Content-Length: -1'], ''), 400, 'VALIDATION_ERROR'],
  ['a chunk that is none', post([JSON_TYPE, CHUNKED], 'zz\r\n{}\r\n'), 400, 'VALIDATION_ERROR'],
  [
    'a chunk that is none after one that is',
    post([JSON_TYPE, CHUNKED], '2\r\n{}\r\nzz\r\n\r\n'),
    400,
    'VALIDATION_ERROR',
  ],
];

it.each(REFUSED)('refuses %s with %3$i', async (_case, bytes, status, code) => {
  const answers = await exchange(bytes);
  expect(answers).toHaveLength(1);
  const body = JSON.parse(answers[0]?.text ?? '') as Record<string, unknown>;
  expect([answers[0]?.status, body]).toEqual([
    status,
    expect.objectContaining({ statusCode: status, error: code }),
  ]);
  expect([body.message].flat()[0]).toMatch(/\w/);
});

const SERVED: readonly (readonly [string, Buffer, readonly number[]])[] = [
  ['LOCALHOST', list(['Host: LOCALHOST', KEY]), [200]],
  ['a header of 8 KB', list([HOST, KEY, `X: ${'x'.repeat(8_192)}`]), [200]],
  ['an Expect that it does not know', list([HOST, KEY, 'Expect: gold']), [200]],
  ['an upgrade that it does not do', list([HOST, KEY, 'Upgrade: websocket']), [200]],
  ['a GET with a body', request('GET /api/v1/payments', [HOST, KEY, length(2)], '{}'), [200]],
  [
    '100-continue',
    post([JSON_TYPE, 'Expect: 100-continue', length(DEPOSIT.length)], DEPOSIT),
    [100, 201],
  ],
  [
    'chunks of a byte',
    post(
      [JSON_TYPE, CHUNKED],
      `${[...DEPOSIT].map((byte) => `1\r\n${byte}\r\n`).join('')}0\r\n\r\n`,
    ),
    [201],
  ],
];

it.each(SERVED)('serves %s', async (_case, bytes, statuses) => {
  expect((await exchange(bytes)).map(({ status }) => status)).toEqual(statuses);
});

it.each([
  [KEY, 200],
  ['X-API-Key: none', 401],
])('answers HEAD as GET, without the body', async (key, status) => {
  const answers = await exchange(request('HEAD /api/v1/payments', [HOST, key]));
  expect(answers).toEqual([{ status, text: '' }]);
});

describe('connections', () => {
  const get = (id: string) => `GET /api/v1/payments/${id} HTTP/1.1\r\n${HOST}\r\n${KEY}\r\n`;

  it('answers pipelined requests in their order', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const requests = ids.map((id) => `${get(id)}${id === 'd' ? 'Connection: close\r\n' : ''}\r\n`);
    const answers = await exchange(requests.join(''));
    expect(answers.map(({ text }) => /received \\"(\w)\\"/.exec(text)?.[1])).toEqual(ids);
  });

  it('refuses garbage behind an answer, and ends the connection', async () => {
    const answers = await new Promise<Answer[]>((resolve, reject) => {
      let received = '';
      const socket = connect(server.port, '127.0.0.1');
      socket.once('data', () => socket.write('GARBAGE\r\n\r\n'));
      socket.on('data', (chunk) => {
        received += String(chunk);
      });
      socket.once('error', reject).once('close', () => {
        resolve(answersOf(received));
      });
      socket.write(`${get('a')}\r\n`);
    });
    expect(answers.map(({ status }) => status)).toEqual([404, 400]);
  });

  it('goes on after clients that leave in the middle of what they send', async () => {
    const pieces = [
      'GET /api',
      `POST /api/v1/payments HTTP/1.1\r\n${HOST}\r\n${KEY}\r\n`,
      `POST /api/v1/payments HTTP/1.1\r\n${HOST}\r\n${KEY}\r\n${length(100)}\r\n\r\n{"am`,
      `POST /api/v1/payments HTTP/1.1\r\n${HOST}\r\n${KEY}\r\n${CHUNKED}\r\n\r\n4\r\n{"`,
      `POST /api/v1/payments HTTP/1.1\r\n${HOST}\r\n${length(50_000_000)}\r\n\r\n${'x'.repeat(9_999_999)}`,
    ];
    for (const piece of pieces) {
      for (const leave of ['destroy', 'resetAndDestroy'] as const) {
        const socket = connect(server.port, '127.0.0.1');
        socket.on('error', () => undefined);
        await new Promise((resolve) => socket.write(piece, resolve));
        socket[leave]();
      }
    }
    expect((await exchange(list([HOST, KEY])))[0]?.status).toBe(200);
  });

  it('answers 200 requests at once, each with a payment of its own', async () => {
    const headers = { 'X-API-Key': CREDENTIALS.testKey, 'Content-Type': 'application/json' };
    const answers = await Promise.all(
      Array.from({ length: 200 }, () =>
        fetch(`${server.url}/api/v1/payments`, { method: 'POST', headers, body: DEPOSIT }),
      ),
    );
    const payments = (await Promise.all(answers.map((answer) => answer.json()))) as {
      transaction_id: string;
    }[];
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(payments.map((payment) => payment.transaction_id)).size).toBe(200);
  });
});
