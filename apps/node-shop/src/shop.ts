/** The shop: a page to order, a page of each order, and the webhook. */
import { createWebhookHandler, memoryDeliveryStore, type PaymentEvent } from '@luxcore/webhooks';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { Orders, PRODUCTS } from './orders.ts';
import { messagePage, orderPage, shopPage } from './pages.ts';
import { completed, preparePayment, type Cashier } from './payment.ts';

export interface ShopParts {
  readonly client: Cashier;
  /** Of the webhook endpoint; several while they are rotated. */
  readonly webhookSecrets: readonly string[];
  readonly log: (text: string) => void;
}

export const WEBHOOK_PATH = '/webhooks/luxcore';
export const WEBHOOK_EVENTS = ['payment.completed', 'payment.failed', 'payment.cancelled'] as const;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const MAX_NAME = 80;
const MAX_FORM_BYTES = 16 * 1024;
const SEE_OTHER = 303;

export function createShop({ client, webhookSecrets, log }: ShopParts): Hono {
  const orders = new Orders();

  const failed = ({ payment }: PaymentEvent): void => {
    orders.ofReference(payment.merchant_reference)?.failed.add(payment.id);
  };
  const receive = createWebhookHandler({
    secrets: webhookSecrets,
    // Of this process alone: with several, give them a store that they share.
    deliveries: memoryDeliveryStore(),
    on: {
      'payment.completed': ({ payment }) => {
        const order = orders.ofReference(payment.merchant_reference);
        // A merchant's other payments are told here as well.
        if (order === undefined) return;
        // In a database, the payment and the parcel are noted in one transaction.
        if (completed(order, payment)) log(`order ${order.id} is paid: send ${order.product.name}`);
      },
      'payment.failed': failed,
      'payment.cancelled': failed,
    },
  });

  const app = new Hono();
  // Before what reads bodies: a signature is over the bytes that came.
  app.post(WEBHOOK_PATH, (c) => receive(c.req.raw));

  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      // The address of an order shows it: no other site is told. Without any, forms have no origin.
      referrerPolicy: 'same-origin',
    }),
    csrf(),
    bodyLimit({ maxSize: MAX_FORM_BYTES }),
  );

  // The number of the order comes with the form: sent twice, it is one order.
  app.get('/', (c) => c.html(shopPage(crypto.randomUUID())));

  app.post('/orders', async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const id = form.get('order') ?? '';
    const product = PRODUCTS.get(form.get('product') ?? '');
    const name = (form.get('name') ?? '').trim();
    const isComplete = UUID.test(id) && name !== '' && name.length <= MAX_NAME;
    if (!isComplete || product === undefined) {
      return c.html(messagePage('Please fill in the whole form.'), 400);
    }
    await preparePayment(orders.place(id, product, name), client);
    return c.redirect(`/orders/${id}`, SEE_OTHER);
  });

  app.post('/orders/:id/payment', async (c) => {
    const order = orders.get(c.req.param('id'));
    if (order === undefined) return c.notFound();
    await preparePayment(order, client);
    return c.redirect(`/orders/${order.id}`, SEE_OTHER);
  });

  app.get('/orders/:id', (c) => {
    const order = orders.get(c.req.param('id'));
    if (order === undefined) return c.notFound();
    return c.html(orderPage(order), 200, { 'Cache-Control': 'no-store' });
  });

  app.notFound((c) => c.html(messagePage('There is nothing here.'), 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    console.error(error);
    return c.html(messagePage('Something went wrong here. Nothing was paid by it.'), 500);
  });
  return app;
}
