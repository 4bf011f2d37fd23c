import { describe, expect, it, vi } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { ANY_BALANCE, DEPOSIT, KEY, MERCHANT_ID, SECRET } from '../../tests/samples.ts';
import { apiKey, createClient, hmac, type Client } from '../index.ts';

// What the types leave out is called all the same, as JavaScript may.
function untyped(client: object): Client {
  return client as Client;
}

describe('permit', () => {
  const fetch = vi.fn();

  it.each<[string, (client: Client) => PromiseLike<unknown>]>([
    ['payments.list', (client) => client.payments.list()],
    ['payments.get', (client) => client.payments.get('pay_1')],
    ['payments.cancel', (client) => client.payments.cancel('pay_1')],
  ])('refuses %s, which v2 does not have', async (operation, call) => {
    const client = createClient({ auth: hmac({ merchantId: MERCHANT_ID, secret: SECRET }), fetch });
    expect(await errorOf(call(untyped(client)))).toMatchObject({
      name: 'PermissionError',
      code: 'OPERATION_NOT_AVAILABLE',
      outcome: 'not_sent',
      message: `${operation}: not there for hmac credentials; it takes apiKey or bearer`,
    });
  });

  it('refuses what no declared scope allows', async () => {
    const client = createClient({ auth: apiKey(KEY, { scopes: ['payments.view'] }), fetch });
    expect(await errorOf(untyped(client).payments.create(DEPOSIT))).toMatchObject({
      name: 'PermissionError',
      code: 'SCOPE_NOT_DECLARED',
      outcome: 'not_sent',
      missingScopes: ['payments.create'],
    });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('refuses everything to credentials without a scope', async () => {
    const client = createClient({ auth: apiKey(KEY, { scopes: [] }), fetch });
    const error = await errorOf(untyped(client).balance.all());
    expect(error).toMatchObject({ code: 'SCOPE_NOT_DECLARED' });
  });

  it('lets through what an alias allows', async () => {
    const auth = apiKey(KEY, { scopes: ['payments.view', 'balance.view'] });
    const answer = { ...ANY_BALANCE, transaction_id: 'pay_1' };
    const client = createClient({ auth, fetch: () => Response.json(answer) });
    await client.payments.get('pay_1');
    await client.balance.all();
  });
});
