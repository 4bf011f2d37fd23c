import { WEBHOOK_EVENTS } from '@luxcore/contract';
import { describe, expect, it } from 'vitest';
import { parseEvent } from './parse-event.ts';

const envelope = { id: 'evt_1', created_at: '2026-09-21T13:33:20Z', merchant_id: 123 };
const payment = { id: 'pay_1', status: 'completed', status_version: 3 };
const read = (value: object) => parseEvent(JSON.stringify(value));

describe('parseEvent', () => {
  it.each(Object.entries(WEBHOOK_EVENTS))('reads %s', (name, { about }) => {
    const sent = { ...envelope, event: name, ...(about !== null && { [about]: { id: 'x' } }) };
    expect(read(sent)).toEqual({ ...sent, type: name });
  });

  it('refuses bytes that are no UTF-8, also within a text', () => {
    const text = JSON.stringify({ ...envelope, event: 'balance.updated', balance: { note: 'x' } });
    const bytes = new TextEncoder().encode(text);
    bytes[text.indexOf('"x"') + 1] = 0xff;
    expect(() => parseEvent(bytes)).toThrow(
      `body: expected JSON in UTF-8, received ${String(bytes.length)} other bytes`,
    );
  });

  it.each(['[]', '7', 'null', '"x"'])('refuses %s', (json) => {
    expect(() => parseEvent(json)).toThrow(/^body: expected a JSON object, received /);
  });

  it('gives no id to the older envelope whose payment has none', () => {
    for (const id of [undefined, 7, null]) {
      expect(() => read({ event: 'payment.unheard', payment: { id, status: 'x' } })).toThrow(
        /^id: expected a text, received undefined/,
      );
    }
  });

  it('hands an event that it does not know on as it is', () => {
    const sent = { ...envelope, event: 'payout.created', payout: { id: 'out_1' } };
    expect(read(sent)).toEqual({ ...sent, type: 'unknown' });
    expect(read({ ...envelope, event: 'toString' }).type).toBe('unknown');
    expect(read({ ...envelope, event: 'unknown' }).type).toBe('unknown');
  });

  it('reads the older envelope, and gives it an id that is the same each time', () => {
    expect(read({ event: 'payment.completed', payment })).toEqual({
      id: 'payment.completed:pay_1:3',
      event: 'payment.completed',
      type: 'payment.completed',
      payment,
    });
    const { id, status } = payment;
    expect(read({ event: 'payment.failed', payment: { id, status } }).id).toBe(
      'payment.failed:pay_1:completed',
    );
    expect(read({ event: 'payout.created', payment }).id).toBe('payout.created:pay_1:3');
  });

  it.each<[string, object, string]>([
    ['no name', { ...envelope }, 'event: expected the name of one, received undefined'],
    ['an empty name', { ...envelope, event: '' }, 'event: expected the name of one, received ""'],
    ['a name that is no text', { ...envelope, event: 1 }, 'received the number 1'],
    ['no id', { event: 'webhook.test' }, 'id: expected a text, received undefined'],
    ['an empty id', { id: '', event: 'webhook.test' }, 'received ""'],
    ['an id that is no text', { id: 1, event: 'payment.failed', payment }, 'the number 1'],
    [
      'an id of the older form that is null',
      { id: null, event: 'payment.failed', payment },
      'null',
    ],
    ['no payment', { ...envelope, event: 'payment.failed' }, 'payment: expected an object'],
    ['a payment that is a list', { ...envelope, event: 'payment.failed', payment: [] }, 'an array'],
    ['a payment that is null', { ...envelope, event: 'payment.failed', payment: null }, 'null'],
    [
      'a payment without id',
      { ...envelope, event: 'payment.failed', payment: {} },
      'payment.id: expected a text, received undefined',
    ],
    [
      'a payment with an empty id',
      { ...envelope, event: 'payment.failed', payment: { id: '' } },
      'payment.id: expected a text, received ""',
    ],
    [
      'a version that is a text',
      { ...envelope, event: 'payment.failed', payment: { id: 'p', status_version: '3' } },
      'payment.status_version: expected an integer, received "3"',
    ],
    [
      'a version that is null',
      { ...envelope, event: 'payment.failed', payment: { id: 'p', status_version: null } },
      'received null',
    ],
    ['no ticket', { ...envelope, event: 'ticket.closed' }, 'ticket: expected an object'],
    ['no balance', { ...envelope, event: 'balance.updated' }, 'balance: expected an object'],
  ])('refuses %s', (_, sent, message) => {
    expect(() => read(sent)).toThrow(message);
    expect(() => read(sent)).toThrow(expect.objectContaining({ code: 'INVALID_EVENT' }) as Error);
  });

  it('keeps a field called __proto__ a field', () => {
    const sent = '{"id":"evt_1","event":"webhook.test","__proto__":{"type":"x"}}';
    const event = parseEvent(sent);
    expect(Object.getPrototypeOf(event)).toBe(Object.prototype);
    expect(Object.keys(event)).toContain('__proto__');
  });

  it('does not say what stands in a body that is no JSON', () => {
    expect(() => parseEvent('a secret of somebody')).toThrow(
      'body: expected JSON in UTF-8, received 20 other bytes',
    );
  });
});
