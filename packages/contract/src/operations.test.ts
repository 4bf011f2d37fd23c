import { SCOPES } from '@luxcore/scopes';
import { describe, expect, it } from 'vitest';
import { OPERATIONS, type OperationRow } from './operations.ts';

const rows = Object.entries<OperationRow>(OPERATIONS);

describe('OPERATIONS', () => {
  it('holds each documented method and path once', () => {
    expect(rows.map(([, { method, path }]) => `${method} ${path}`).toSorted()).toEqual(
      [
        'POST /payments',
        'GET /payments',
        'GET /payments/{id}',
        'POST /payments/{id}/cancel',
        'GET /payments/methods',
        'POST /payments/methods/validate',
        'POST /webhooks',
        'GET /webhooks',
        'GET /webhooks/{id}',
        'PUT /webhooks/{id}',
        'DELETE /webhooks/{id}',
        'POST /webhooks/{id}/test',
        'PUT /webhooks/{id}/enable',
        'PUT /webhooks/{id}/disable',
        'GET /webhooks/{id}/events',
        'POST /webhooks/{id}/retry',
        'GET /balance',
        'GET /balance/all',
        'GET /merchants/{id}/balance',
        'GET /merchants/{id}/balance/all',
        'POST /tickets',
        'GET /tickets',
        'GET /tickets/{id}',
        'POST /tickets/{id}/close',
        'POST /tickets/{id}/reopen',
        'POST /tickets/{id}/comments',
        'GET /tickets/{id}/comments',
        'POST /tickets/{id}/upload-url',
        'GET /tickets/{id}/attachments/{attachmentId}',
      ].toSorted(),
    );
  });

  it('has v2, and with it HMAC, for creating payments and reading balances alone', () => {
    const v2 = ['payments.create', 'balance.get', 'balance.all'];
    for (const [name, { versions, auth }] of rows) {
      expect(versions, name).toEqual(v2.includes(name) ? ['v1', 'v2'] : ['v1']);
      expect(auth, name).toEqual(['apiKey', 'bearer', ...(v2.includes(name) ? ['hmac'] : [])]);
    }
  });

  it('counts creating payments by the limits of creation, and all else by the standard ones', () => {
    const creation = rows.filter(([, { limit }]) => limit === 'creation').map(([name]) => name);
    expect(creation).toEqual(['payments.create']);
  });

  it('replays no POST but those that end in the same state, and payments by their reference', () => {
    const unsafe = rows.filter(([, { replaySafe }]) => replaySafe === false).map(([name]) => name);
    expect(unsafe).toEqual([
      'payments.methods.validate',
      'webhooks.create',
      'webhooks.test',
      'webhooks.retry',
      'tickets.create',
      'tickets.comments.create',
      'tickets.attachments.uploadUrl',
    ]);
    expect(OPERATIONS['payments.create'].replaySafe).toBe('by_reference');
  });

  it('needs every documented scope for something', () => {
    expect(new Set(rows.map(([, { scope }]) => scope))).toEqual(new Set(Object.keys(SCOPES)));
  });

  it.each([
    ['payments.create', 'payments.create'],
    ['payments.get', 'payments.read'],
    ['payments.cancel', 'payments.cancel'],
    ['payments.methods.validate', 'payments.methods'],
    ['webhooks.test', 'webhooks.update'],
    ['webhooks.events', 'webhooks.read'],
    ['merchants.balances', 'balance.read'],
    ['tickets.close', 'tickets.update'],
    ['tickets.comments.list', 'tickets.read'],
  ] as const)('takes for %s the scope %s', (operation, scope) => {
    expect(OPERATIONS[operation].scope).toBe(scope);
  });
});
