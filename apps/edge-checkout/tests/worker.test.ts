/** The checkout as its customers use it, the tired ones too: in workerd, over HTTP, against an emulator. */
import { signDelivery } from '@luxcore/webhooks';
import { describe, expect, it } from 'vitest';
import { FORM, openCheckout, type Checkout } from './open-checkout.ts';

it('sells: a reservation, a signed payment, a redirect, a webhook, and it is paid', async () => {
  const signatures: (string | null)[] = [];
  const checkout = await openCheckout((emulator) => ({
    ...emulator,
    handle: (request, target) => {
      if (target.startsWith('/api/')) signatures.push(request.headers.get('X-Signature'));
      return emulator.handle(request, target);
    },
  }));
  const { url, answer, shows } = checkout;
  const [, order = ''] = /name="order" value="([^"]+)"/.exec(await (await fetch(url)).text()) ?? [];
  const path = await checkout.reserve({ order });
  expect(path).toBe(`/orders/${order}`);
  expect(await shows(path)).toBe('new');

  const page = await checkout.pay(path);
  expect(await (await fetch(page)).text()).toContain('Pay 840.00 MXN');
  expect(await shows(path)).toBe('open');
  await answer(page, 'approve');
  expect(await shows(path)).toBe('paid');
  expect(signatures).toEqual([expect.stringMatching(/^hmac_sha256=[\da-f]{64}$/)]);
});

describe('a tired customer', () => {
  it('who clicks twice, reloads and goes back pays once', async () => {
    const { reserve, pay, answer, shows, payments } = await openCheckout();
    const order = crypto.randomUUID();
    const [path] = await Promise.all([reserve({ order }), reserve({ order }), reserve({ order })]);
    const pages = await Promise.all([pay(path), pay(path), pay(path)]);
    expect(new Set(pages).size).toBe(1);
    await answer(pages[0], 'approve');
    await answer(pages[0], 'approve');
    expect(await reserve({ order, tickets: '6' })).toBe(path);
    expect(await pay(path)).toBe(path);
    expect(await shows(path)).toBe('paid');
    expect(await payments()).toBe(1);
  });

  it('whose payment is declined tries again, and pays once', async () => {
    const { reserve, pay, answer, shows, payments } = await openCheckout();
    const path = await reserve();
    const first = await pay(path);
    await answer(first, 'decline');
    expect(await shows(path)).toBe('failed');
    const second = await pay(path);
    expect(second).not.toBe(first);
    await answer(second, 'approve');
    expect(await shows(path)).toBe('paid');
    expect(await payments()).toBe(2);
  });

  it('who comes while LuxCore is away tries again, and pays once', async () => {
    const { reserve, post, pay, answer, shows, payments, emulator } = await openCheckout();
    const path = await reserve();
    emulator.control.fault({ drop: 'after', times: 3 });
    const response = await post(`${path}/pay`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('(OUTCOME_UNKNOWN)');
    await answer(await pay(path), 'approve');
    expect(await shows(path)).toBe('paid');
    expect(await payments()).toBe(1);
  });
});

describe('a webhook', () => {
  it('that overtakes the answer of its own payment is heard', async () => {
    const checkout = await openCheckout((emulator) => ({
      ...emulator,
      handle: async (request, target) => {
        const response = await emulator.handle(request, target);
        const { transaction_id: id } = (await response.clone().json()) as {
          transaction_id: string;
        };
        emulator.control.settle(id, 'completed');
        await emulator.control.idle();
        return response;
      },
    }));
    const path = await checkout.reserve();
    await checkout.pay(path);
    expect(await checkout.shows(path)).toBe('paid');
  });

  it.each(['twice', 'lost_answer'] as const)(
    'that comes again (%s) is acknowledged',
    async (fault) => {
      const { reserve, pay, answer, shows, emulator } = await openCheckout();
      const path = await reserve();
      const page = await pay(path);
      emulator.control.deliveryFault(fault);
      await answer(page, 'approve');
      await emulator.control.advance('30s');
      expect(await shows(path)).toBe('paid');
    },
  );

  it('that is late is waited for', async () => {
    const { url, reserve, pay, answer, shows, emulator } = await openCheckout();
    const path = await reserve();
    const page = await pay(path);
    emulator.control.deliveryFault('late');
    await answer(page, 'approve');
    expect(await (await fetch(url + path)).text()).toContain('http-equiv="refresh"');
    expect(await shows(path)).toBe('open');
    await emulator.control.advance('1m');
    expect(await shows(path)).toBe('paid');
  });

  const deliver = async (
    { webhookUrl }: Checkout,
    secret: string,
    event: Record<string, unknown>,
  ): Promise<number> => {
    const { headers, body } = signDelivery({ event, secret });
    return (await fetch(webhookUrl, { method: 'POST', headers, body })).status;
  };
  const about = (path: string, fields: object = {}) => ({
    id: 'pay_1',
    amount: 84_000,
    currency: 'MXN',
    merchant_reference: `tickets-${path.slice('/orders/'.length)}`,
    ...fields,
  });

  it('that is forged pays nothing', async () => {
    const checkout = await openCheckout();
    const path = await checkout.reserve();
    const event = { id: 'evt_1', event: 'payment.completed', payment: about(path) };
    expect(await deliver(checkout, 'whsec_of_somebody_else', event)).toBe(401);
    expect(await checkout.shows(path)).toBe('new');
    expect(await deliver(checkout, checkout.secret, event)).toBe(200);
    expect(await checkout.shows(path)).toBe('paid');
  });

  it('that was handled is not handled again, and none that is older after a newer one', async () => {
    const checkout = await openCheckout();
    const { secret, reserve, shows } = checkout;
    const path = await reserve();
    const event = (id: string, name: string, version: number) => ({
      id,
      event: name,
      payment: about(path, { status_version: version }),
    });
    expect(await deliver(checkout, secret, event('evt_1', 'payment.failed', 2))).toBe(200);
    expect(await shows(path)).toBe('failed');
    // The objects know evt_1 and version 2; the request that comes now is another one.
    expect(await deliver(checkout, secret, event('evt_1', 'payment.completed', 3))).toBe(200);
    expect(await deliver(checkout, secret, event('evt_2', 'payment.completed', 2))).toBe(200);
    expect(await shows(path)).toBe('failed');
    expect(await deliver(checkout, secret, event('evt_3', 'payment.completed', 3))).toBe(200);
    expect(await shows(path)).toBe('paid');
  });

  it.each([{ amount: 83_999 }, { currency: 'ARS' }])(
    'of another price (%j) pays nothing',
    async (price) => {
      const checkout = await openCheckout();
      const path = await checkout.reserve();
      const event = { id: 'evt_1', event: 'payment.completed', payment: about(path, price) };
      expect(await deliver(checkout, checkout.secret, event)).toBe(500);
      expect(await checkout.shows(path)).toBe('new');
    },
  );

  it('about what is none of its orders is acknowledged, and makes none', async () => {
    const checkout = await openCheckout();
    const order = crypto.randomUUID();
    const path = `/orders/${order}`;
    for (const name of ['payment.completed', 'payment.failed']) {
      const event = { id: name, event: name, payment: about(path) };
      expect(await deliver(checkout, checkout.secret, event)).toBe(200);
    }
    expect((await fetch(checkout.url + path)).status).toBe(404);
    expect(await checkout.shows(await checkout.reserve({ order }))).toBe('new');
  });
});

describe('the pages', () => {
  it('escape what a customer writes', async () => {
    const { url, reserve } = await openCheckout();
    const path = await reserve({ name: `"><script>alert('1')</script>` });
    const html = await (await fetch(url + path)).text();
    expect(html).toContain('&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;');
    expect(html).not.toContain('<script');
  });

  it('take no form that is incomplete, no price, and none from another site', async () => {
    const { url, post, reserve } = await openCheckout();
    const form = { ...FORM, order: crypto.randomUUID() };
    for (const fields of [
      { name: ' ' },
      { name: 'x'.repeat(81) },
      { tickets: '7' },
      { tickets: '0.5' },
    ]) {
      expect((await post('/orders', { ...form, ...fields })).status).toBe(400);
    }
    expect((await post('/orders', { ...form, order: '//evil.example' })).status).toBe(400);
    const path = await reserve({ price: '1', amount: '1' });
    expect(await (await fetch(url + path)).text()).toContain('840.00 MXN');
    const foreign = { method: 'POST', body: new URLSearchParams(form) };
    const headers = { Origin: 'https://evil.example' };
    expect((await fetch(`${url}/orders`, { ...foreign, headers })).status).toBe(403);
  });

  it('redirect to no address but https and the emulator', async () => {
    const checkout = await openCheckout((emulator) => ({
      ...emulator,
      handle: async (request, target) => {
        const payment = (await (await emulator.handle(request, target)).json()) as object;
        const payment_page_url = 'http://127.0.0.1:9/elsewhere';
        return Response.json({ ...payment, payment_page_url }, { status: 201 });
      },
    }));
    const response = await checkout.post(`${await checkout.reserve()}/pay`);
    expect(response.status).toBe(500);
    expect(response.headers.get('location')).toBeNull();
  });

  it('of orders that are not there are 404', async () => {
    const { url, post } = await openCheckout();
    expect((await fetch(`${url}/orders/1`)).status).toBe(404);
    expect((await post('/orders/1/pay')).status).toBe(404);
  });

  it('are there without secrets, which are read when a payment is made', async () => {
    const { reserve, post } = await openCheckout(undefined, { LUXCORE_HMAC_SECRET: '' });
    const response = await post(`${await reserve()}/pay`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('(MISSING_CREDENTIALS)');
  });
});
