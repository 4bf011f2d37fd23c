/** The Worker: a page to order, a page of each order, the way to LuxCore's page, and the webhook. */
import { isLuxCoreError } from '@luxcore/errors';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import type { Env } from './env.ts';
import { TICKET_PRICE } from './orders.ts';
import { checkoutPage, messagePage, orderPage } from './pages.ts';
import { createPayment, webhookHandler } from './payment.ts';

export { DeliveryObject } from './deliveries.ts';
export { OrderObject } from './orders.ts';

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const TICKETS = /^[1-6]$/;
const MAX_NAME = 80;
const SEE_OTHER = 303;

const app = new Hono<{ Bindings: Env }>();
const worker: ExportedHandler<Env> = { fetch: app.fetch };
export default worker;

// Before what reads bodies: a signature is over the bytes that came.
app.post('/webhooks/luxcore', (c) => webhookHandler(c.env)(c.req.raw));

app.use((c, next) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'unsafe-inline'"],
      // The form that pays is redirected to LuxCore's page.
      formAction: ["'self'", 'https:', new URL(c.env.LUXCORE_URL).origin],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    // The address of an order shows it: no other site is told. Without any, forms have no origin.
    referrerPolicy: 'same-origin',
  })(c, next),
);
app.use(csrf(), bodyLimit({ maxSize: 16 * 1024 }));

// The number of the order comes with the form: sent twice, it is one order.
app.get('/', (c) => c.html(checkoutPage(crypto.randomUUID())));

app.post('/orders', async (c) => {
  const form = new URLSearchParams(await c.req.text());
  const id = form.get('order') ?? '';
  const name = (form.get('name') ?? '').trim();
  const tickets = form.get('tickets') ?? '';
  if (!UUID.test(id) || name === '' || name.length > MAX_NAME || !TICKETS.test(tickets)) {
    return c.html(messagePage('Please fill in the whole form.'), 400);
  }
  const amount = Number(tickets) * TICKET_PRICE;
  await c.env.ORDERS.getByName(id).place({ tickets: Number(tickets), name, amount });
  return c.redirect(`/orders/${id}`, SEE_OTHER);
});

// To look for an order starts its object, which is billed: no other text may.
app.use('/orders/:id/*', async (c, next) => (UUID.test(c.req.param('id')) ? next() : c.notFound()));

app.get('/orders/:id', async (c) => {
  const id = c.req.param('id');
  const order = await c.env.ORDERS.getByName(id).look();
  if (order === undefined) return c.notFound();
  return c.html(orderPage(id, order), 200, { 'Cache-Control': 'no-store' });
});

app.post('/orders/:id/pay', async (c) => {
  const id = c.req.param('id');
  const object = c.env.ORDERS.getByName(id);
  const order = await object.look();
  if (order === undefined) return c.notFound();
  if (order.status === 'paid') return c.redirect(`/orders/${id}`, SEE_OTHER);
  try {
    const payment = await createPayment(c.env, id, order);
    await object.opened(payment.id);
    return c.redirect(payment.page, SEE_OTHER);
  } catch (error) {
    if (!isLuxCoreError(error)) throw error;
    console.error(error);
    return c.html(orderPage(id, order, error.code), 503);
  }
});

app.notFound((c) => c.html(messagePage('There is nothing here.'), 404));
app.onError((error, c) => {
  if (error instanceof HTTPException) return error.getResponse();
  console.error(error);
  return c.html(messagePage('Something went wrong here. Nothing was paid by it.'), 500);
});
