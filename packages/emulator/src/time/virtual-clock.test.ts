import { describe, expect, it } from 'vitest';
import { State } from '../state/state.ts';
import { VirtualClock } from './virtual-clock.ts';
import { CREDENTIALS } from '../merchants/credentials.ts';
import { createEmulator } from '../emulator.ts';

const thrown = new Error('no clock here');
const BROKEN: readonly (readonly [string, () => unknown, string])[] = [
  ['NaN', () => Number.NaN, 'the number NaN'],
  ['Infinity', () => Infinity, 'the number Infinity'],
  ['a time before 1970', () => -1, 'the number -1'],
  ['a time after the year 9999', () => Date.UTC(9999, 0) + 1, 'the number 253370764800001'],
  ['text', () => '1795500000000', '"1795500000000"'],
  ['a Date', () => new Date(0), 'an object'],
  ['nothing', () => undefined, 'undefined'],
  [
    'an error',
    () => {
      throw thrown;
    },
    'one that throws',
  ],
];
const message = (received: string) =>
  `now: expected a function that returns milliseconds since 1970, received ${received}`;

describe.each(BROKEN)('a clock that gives %s', (_case, now, received) => {
  const refusal = {
    name: 'ConfigurationError',
    code: 'INVALID_OPTION',
    message: message(received),
  };

  it('makes no emulator', () => {
    expect(() => createEmulator({ now: now as () => number })).toThrow(
      expect.objectContaining(refusal),
    );
  });

  it('that did so later is told by every request and by control, and changes nothing', async () => {
    let clock: () => unknown = () => 0;
    const { fetch, control } = createEmulator({ now: () => clock() as number });
    const body = '{"amount":1,"currency":"MXN","method":"spei","type":"deposit"}';
    const headers = { 'X-API-Key': CREDENTIALS.testKey, 'Content-Type': 'application/json' };
    const url = 'http://127.0.0.1/api/v1/payments';
    const made = await fetch(url, { method: 'POST', headers, body });
    const { transaction_id: id } = (await made.json()) as { transaction_id: string };

    clock = now;
    for (const init of [{ method: 'POST', body }, { method: 'GET' }]) {
      const response = await fetch(url, { ...init, headers });
      expect(response.status).toBe(500);
      expect(await response.json()).toEqual({
        statusCode: 500,
        error: 'SERVER_ERROR',
        message: message(received),
      });
    }
    expect(() => control.settle(id, 'failed')).toThrow(expect.objectContaining(refusal));

    clock = () => 0;
    const listed = (await (await fetch(url, { headers })).json()) as object;
    expect(listed).toMatchObject({ total: 1, data: [{ status: 'pending' }] });
  });
});

it('keeps what was thrown as the cause', () => {
  const clock = new VirtualClock(() => {
    throw thrown;
  }, new State());
  expect(() => clock.now()).toThrow(expect.objectContaining({ cause: thrown }));
});

it.each([0, Date.UTC(9999, 0)])('takes %i', (time) => {
  expect(new VirtualClock(() => time, new State()).now()).toBe(time);
});
