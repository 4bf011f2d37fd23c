/** The shop as its customers use it, the tired ones too, over HTTP against an emulator. */
import { signDelivery } from '@luxcore/webhooks';
import { describe, expect, it, vi } from 'vitest';
import { answerPaymentPage, FORM, openShop, type OpenShop, type Page } from './test-shop.ts';

const order = (shop: OpenShop, id: string = crypto.randomUUID()): Promise<Page> =>
  shop.post('/orders', { ...FORM, order: id });
const parcels = ({ printed }: OpenShop): number =>
  printed.filter((line) => line.includes('is paid: send Coffee')).length;

it('sells: an order, a payment page, a webhook, and the order is paid', async () => {
  const shop = await openShop();
  const [, id = ''] = /name="order" value="([^"]+)"/.exec((await shop.get('/')).html) ?? [];
  const placed = await order(shop, id);
  expect(placed).toMatchObject({ status: 200, path: `/orders/${id}`, shows: 'open' });
  expect(placed.html).toContain('349.00 MXN');
  expect(await (await fetch(placed.paymentPage)).text()).toContain('Pay 349.00 MXN');

  await answerPaymentPage(shop, placed, 'approve');
  const paid = await shop.get(placed.path);
  expect(paid.shows).toBe('paid');
  expect(paid.html).not.toContain('http-equiv="refresh"');
  expect(parcels(shop)).toBe(1);
  // The span of the payment is a part of that of the request.
  const payment = shop.printed.find((line) => line.includes('└─ luxcore POST /payments 201'));
  const request = shop.printed.find((line) => line.includes('shop POST /orders 303'));
  expect(payment?.slice(0, 11)).toMatch(/^span [\da-f]{6}$/);
  expect(request?.slice(0, 11)).toBe(payment?.slice(0, 11));
});

describe('a tired customer', () => {
  it('who clicks twice, reloads and goes back pays once', async () => {
    const shop = await openShop();
    const id = crypto.randomUUID();
    const pages = await Promise.all([order(shop, id), order(shop, id), order(shop, id)]);
    expect(new Set(pages.map((page) => page.paymentPage)).size).toBe(1);
    await shop.get(`/orders/${id}`);
    const [page] = pages;
    await answerPaymentPage(shop, page, 'approve');
    await answerPaymentPage(shop, page, 'approve');
    expect((await order(shop, id)).shows).toBe('paid');
    const again = await shop.post('/orders', { order: id, product: 'cup', name: 'Eva' });
    expect(again.html).toContain('349.00 MXN');
    expect((await shop.post(`/orders/${id}/payment`)).shows).toBe('paid');
    expect(await shop.payments()).toBe(1);
    expect(parcels(shop)).toBe(1);
  });

  it('whose payment is declined tries again, and pays once', async () => {
    const shop = await openShop();
    const first = await order(shop);
    await answerPaymentPage(shop, first, 'decline');
    expect((await shop.get(first.path)).shows).toBe('failed');

    const second = await shop.post(`${first.path}/payment`);
    expect(second.shows).toBe('open');
    expect(second.paymentPage).not.toBe(first.paymentPage);
    await answerPaymentPage(shop, second, 'approve');
    expect((await shop.get(first.path)).shows).toBe('paid');
    expect(await shop.payments()).toBe(2);
  });

  it('who comes while LuxCore is away tries again, and pays once', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const shop = await openShop();
    shop.emulator.control.fault({ status: 503, times: 3 });
    const page = await order(shop);
    expect(page.shows).toBe('unpayable');
    expect(page.html).toContain('OUTCOME_UNKNOWN');
    expect((await shop.post(`${page.path}/payment`)).shows).toBe('open');
    expect(await shop.payments()).toBe(1);
  });
});

describe('a webhook', () => {
  it('that overtakes the answer of its own payment is heard', async () => {
    const shop = await openShop((emulator) => ({
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
    expect((await order(shop)).shows).toBe('paid');
    expect(parcels(shop)).toBe(1);
  });

  it.each(['twice', 'lost_answer'] as const)(
    'that comes again (%s) sends one parcel',
    async (fault) => {
      const shop = await openShop();
      const page = await order(shop);
      shop.emulator.control.deliveryFault(fault);
      await answerPaymentPage(shop, page, 'approve');
      await shop.emulator.control.advance('30s');
      expect((await shop.get(page.path)).shows).toBe('paid');
      expect(parcels(shop)).toBe(1);

      const received = shop.printed.filter((line) => line.includes('POST /webhooks/luxcore 200'));
      expect(received).toHaveLength(2);
    },
  );

  it('that is late is waited for', async () => {
    const shop = await openShop();
    const page = await order(shop);
    shop.emulator.control.deliveryFault('late');
    await answerPaymentPage(shop, page, 'approve');
    const waiting = await shop.get(page.path);
    expect(waiting.shows).toBe('open');
    expect(waiting.html).toContain('http-equiv="refresh"');
    await shop.emulator.control.advance('1m');
    expect((await shop.get(page.path)).shows).toBe('paid');
  });

  it('of a payment before the latest does not fail the order', async () => {
    const shop = await openShop();
    const first = await order(shop);
    shop.emulator.control.deliveryFault('late');
    await answerPaymentPage(shop, first, 'decline');
    await shop.post(`${first.path}/payment`);
    await shop.emulator.control.advance('1m');
    expect((await shop.get(first.path)).shows).toBe('open');
  });

  const event = (id: string, payment: object) => ({
    id: 'evt_1',
    event: 'payment.completed',
    payment: {
      id: 'pay_1',
      amount: 34_900,
      currency: 'MXN',
      merchant_reference: `order-${id}`,
      ...payment,
    },
  });
  const deliver = async (
    shop: OpenShop,
    secret: string,
    content: Record<string, unknown>,
  ): Promise<number> => {
    const { headers, body } = signDelivery({ event: content, secret });
    return (await fetch(shop.webhookUrl, { method: 'POST', headers, body })).status;
  };

  it('that is forged pays nothing', async () => {
    const shop = await openShop();
    const page = await order(shop);
    const id = page.path.slice('/orders/'.length);
    expect(await deliver(shop, 'whsec_of_somebody_else', event(id, {}))).toBe(401);
    expect((await shop.get(page.path)).shows).toBe('open');
    expect(await deliver(shop, shop.secret, event(id, {}))).toBe(200);
    expect((await shop.get(page.path)).shows).toBe('paid');
  });

  it('that comes again as another event sends one parcel, and nobody is told', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const shop = await openShop();
    const id = (await order(shop)).path.slice('/orders/'.length);
    for (const eventId of ['evt_1', 'evt_2']) {
      expect(await deliver(shop, shop.secret, { ...event(id, {}), id: eventId })).toBe(200);
    }
    expect(parcels(shop)).toBe(1);
    expect(error).not.toHaveBeenCalled();
  });

  it('of a second payment sends nothing, and is told to a person', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const shop = await openShop();
    const id = (await order(shop)).path.slice('/orders/'.length);
    const payments = ['pay_1', 'pay_2', 'pay_1'];
    for (const [index, payment] of payments.entries()) {
      const content = { ...event(id, { id: payment }), id: `evt_${String(index)}` };
      expect(await deliver(shop, shop.secret, content)).toBe(200);
    }
    expect(parcels(shop)).toBe(1);
    // The first payment stays the one that paid.
    expect(error.mock.calls).toEqual([
      [expect.stringContaining('paid by pay_1, and again by pay_2')],
    ]);
  });

  it.each([{ amount: 34_899 }, { currency: 'ARS' }])(
    'of another price (%j) pays nothing',
    async (payment) => {
      const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
      const shop = await openShop();
      const page = await order(shop);
      const content = event(page.path.slice('/orders/'.length), payment);
      expect(await deliver(shop, shop.secret, content)).toBe(500);
      expect((await shop.get(page.path)).shows).toBe('open');
      expect(String(error.mock.calls[0]?.[0])).toContain('not of its price');
    },
  );

  it('about what is none of its orders is acknowledged', async () => {
    const shop = await openShop();
    expect(await deliver(shop, shop.secret, event('x', {}))).toBe(200);
    expect(await deliver(shop, shop.secret, event('x', { merchant_reference: null }))).toBe(200);
    expect(parcels(shop)).toBe(0);
  });
});

describe('the pages', () => {
  it('escape what a customer writes', async () => {
    const shop = await openShop();
    const id = crypto.randomUUID();
    const name = `"><script>alert('1')</script>`;
    const { html } = await shop.post('/orders', { ...FORM, order: id, name });
    expect(html).toContain('&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;');
    expect(html).not.toContain('<script');
  });

  it.each([
    ['no product', { product: 'gold' }],
    ['no name', { name: ' ' }],
    ['a name that is too long', { name: 'x'.repeat(81) }],
    ['a number of its own', { order: '../1' }],
  ])('take no form with %s', async (_what, fields) => {
    const shop = await openShop();
    const form = { ...FORM, order: crypto.randomUUID(), ...fields };
    expect((await shop.post('/orders', form)).status).toBe(400);
    expect(await shop.payments()).toBe(0);
  });

  it('take no price from a form', async () => {
    const shop = await openShop();
    const form = { ...FORM, order: crypto.randomUUID(), price: '1', amount: '1' };
    expect((await shop.post('/orders', form)).html).toContain('349.00 MXN');
  });

  it('take no form from another site', async () => {
    const shop = await openShop();
    const response = await fetch(`${shop.url}/orders`, {
      method: 'POST',
      body: new URLSearchParams({ ...FORM, order: crypto.randomUUID() }),
      headers: { Origin: 'https://evil.example' },
    });
    expect(response.status).toBe(403);
    expect(await shop.payments()).toBe(0);
  });

  it('link to no address that would run in them', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const shop = await openShop((emulator) => ({
      ...emulator,
      handle: async (request, target) => {
        const payment = (await (await emulator.handle(request, target)).json()) as object;
        return Response.json(
          { ...payment, payment_page_url: 'javascript:alert(1)' },
          { status: 201 },
        );
      },
    }));
    const page = await order(shop);
    expect(page.status).toBe(500);
    expect(page.html).not.toContain('javascript:');
  });

  it('of orders that are not there are 404', async () => {
    const shop = await openShop();
    expect((await shop.get('/orders/1')).status).toBe(404);
    expect((await shop.post('/orders/1/payment')).status).toBe(404);
  });
});
