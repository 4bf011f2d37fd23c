import { describe, expect, it } from 'vitest';
import { DEPOSIT, ORIGIN, testEmulator, WITHDRAWAL, type TestEmulator } from '../test-emulator.ts';

const PAGE = { ...DEPOSIT, type: 'deposit_pp', description: '<script>alert(1)</script>' } as const;
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

async function create(emulator: TestEmulator, body: object = PAGE) {
  const { body: payment } = await emulator.v1('POST', '/payments', body);
  const id = String(payment.transaction_id);
  return {
    payment,
    url: String(payment.payment_page_url),
    status: async () => (await emulator.v1('GET', `/payments/${id}`)).body.status,
  };
}

async function shown(emulator: TestEmulator, url: string): Promise<string> {
  const response = await emulator.fetch(url);
  expect([response.status, response.headers.get('Content-Type')]).toEqual([
    200,
    'text/html; charset=UTF-8',
  ]);
  return response.text();
}

function post(emulator: TestEmulator, url: string, body: string): Promise<Response> {
  return emulator.fetch(url, { method: 'POST', headers: FORM, body });
}

describe('the hosted page', () => {
  it('shows what is to be paid and how long, and runs nothing that a merchant wrote', async () => {
    const emulator = testEmulator();
    const { url } = await create(emulator);
    expect(url).toMatch(/^https:\/\/api\.lux-core\.io\/pay\/[a-z]{32}$/);
    await emulator.control.advance('1m');
    const html = await shown(emulator, url);
    expect(html).toContain('Pay 1500.00 MXN');
    expect(html).toContain('>14:00</output>');
    expect(html).toContain('Emulated test environment');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    const { headers } = await emulator.fetch(url);
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
  });

  it.each([
    ['approve', 'completed', 'Paid.'],
    ['decline', 'failed', 'declined'],
  ])('lets the payer %s, once', async (action, status, words) => {
    const emulator = testEmulator();
    const payment = await create(emulator);
    const response = await post(emulator, payment.url, `action=${action}`);
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      new URL(payment.url).pathname,
    ]);
    expect(await payment.status()).toBe(status);
    expect((await post(emulator, payment.url, 'action=approve')).status).toBe(303);
    expect(await payment.status()).toBe(status);
    const html = await shown(emulator, payment.url);
    expect(html).toContain(words);
    expect(html).not.toContain('<button');
  });

  it('is over when the time is', async () => {
    const emulator = testEmulator();
    const payment = await create(emulator);
    await emulator.control.advance('15m');
    expect(await shown(emulator, payment.url)).toContain('The time to pay is over');
    await post(emulator, payment.url, 'action=approve');
    expect(await payment.status()).toBe('expired');
  });

  it('of a withdrawal says that money is received, and does not count down', async () => {
    const emulator = testEmulator();
    const { url } = await create(emulator, { ...WITHDRAWAL, type: 'withdrawal_pp' });
    const html = await shown(emulator, url);
    expect(html).toContain('Receive 1500.00 MXN');
    expect(html).not.toContain('Time left');
  });

  it('is none for a payment without one, and takes forms alone', async () => {
    const emulator = testEmulator();
    expect((await create(emulator, DEPOSIT)).payment).not.toHaveProperty('payment_page_url');
    const { url, status } = await create(emulator);
    expect((await emulator.fetch(`${ORIGIN}/pay/x`)).status).toBe(404);
    expect((await post(emulator, `${ORIGIN}/pay/x`, 'action=approve')).status).toBe(404);
    expect((await post(emulator, url, 'action=steal')).status).toBe(400);
    const json = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };
    expect((await emulator.fetch(url, json)).status).toBe(415);
    expect(await status()).toBe('pending');
  });
});

describe('iPay', () => {
  it('is redirected to with a form, and ends on a page', async () => {
    const emulator = testEmulator();
    const body = { ...DEPOSIT, currency: 'LKR', method: 'ipay' };
    const { payment, status } = await create(emulator, body);
    const { form_action, checkout_params, checkout_url } = payment.ipay_checkout as {
      form_action: string;
      checkout_params: Record<string, string>;
      checkout_url: string;
    };
    expect(checkout_params).toMatchObject({ orderAmount: '1500.00', currency: 'LKR' });
    const form = new URLSearchParams(checkout_params).toString();
    const response = await post(emulator, form_action, form);
    expect(response.status).toBe(303);
    const page = new URL(response.headers.get('Location') ?? '', ORIGIN).href;
    expect(page).toBe(checkout_url);
    await post(emulator, page, 'action=approve');
    expect(await status()).toBe('completed');
    expect((await post(emulator, form_action, 'token=x')).status).toBe(404);
  });
});
