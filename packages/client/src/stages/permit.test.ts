import { describe, expect, it, vi } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { ANY_BALANCE, DEPOSIT, KEY, MERCHANT_ID, SECRET } from '../../tests/samples.ts';
import { apiKey, createClient, hmac, type Client } from '../index.ts';

// What the types leave out is called all the same, as JavaScript may.
function untyped(client: object): Client {
  return client as Client;
}

const FILE = { file_name: 'a.txt', content_type: 'text/plain', bytes: new Uint8Array(1) };

function methodsOf(members: object, path = ''): string[] {
  return Object.entries(members)
    .flatMap(([name, member]) =>
      typeof member === 'function'
        ? `${path}${name}`
        : methodsOf(member as object, `${path}${name}.`),
    )
    .sort();
}

describe('permit', () => {
  const fetch = vi.fn();

  it.each<[string, (client: Client) => PromiseLike<unknown>]>([
    ['payments.list', (client) => client.payments.list()],
    ['payments.get', (client) => client.payments.get('pay_1')],
    ['payments.cancel', (client) => client.payments.cancel('pay_1')],
    ['payments.methods.list', (client) => client.payments.methods.list()],
    ['merchants.balances', (client) => client.merchants.balances(1)],
    ['webhooks.list', (client) => client.webhooks.list()],
    ['tickets.close', (client) => client.tickets.close('1')],
    ['tickets.comments.list', (client) => client.tickets.comments.list('1')],
    ['tickets.attachments.uploadUrl', (client) => client.tickets.attachments.upload('1', FILE)],
    ['tickets.list', (client) => client.tickets.list()[Symbol.asyncIterator]().next()],
  ])('refuses %s, which v2 does not have', async (operation, call) => {
    const client = createClient({ auth: hmac({ merchantId: MERCHANT_ID, secret: SECRET }), fetch });
    expect(await errorOf(call(untyped(client)))).toMatchObject({
      name: 'PermissionError',
      code: 'OPERATION_NOT_AVAILABLE',
      outcome: 'not_sent',
      message: `${operation}: not there for hmac credentials; it takes apiKey or bearer`,
    });
  });

  it('has every method whatever the credentials are, faulty ones too', () => {
    const all = methodsOf(createClient({ auth: apiKey(KEY), fetch }));
    const v2 = createClient({ auth: hmac({ merchantId: MERCHANT_ID, secret: SECRET }), fetch });
    expect(methodsOf(v2)).toEqual(all);
    expect(methodsOf(createClient({ auth: null as never }))).toEqual(all);
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
