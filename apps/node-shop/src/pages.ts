/** The pages of the shop. `html` escapes all that is put into it. */
import { formatMinorUnits } from '@luxcore/contract';
import { html } from 'hono/html';
import { CURRENCY, PRODUCTS, statusOf, type Order, type OrderStatus } from './orders.ts';

type Html = ReturnType<typeof html>;

const SECONDS_BETWEEN_LOOKS = 3;

export function shopPage(orderId: string): Html {
  const products = [...PRODUCTS].map(
    ([id, { name, price }], index) => html`
      <label class="choice">
        <input type="radio" name="product" value="${id}" required ${index === 0 ? 'checked' : ''} />
        <span>${name}</span>
        <b>${money(price)}</b>
      </label>
    `,
  );
  return page(
    'Shop',
    html`
      <h1>What would you like?</h1>
      <form method="post" action="/orders">
        <input type="hidden" name="order" value="${orderId}" />
        <fieldset>
          <legend>Product</legend>
          ${products}
        </fieldset>
        <label class="field">
          Your name
          <input name="name" required maxlength="80" autocomplete="name" />
        </label>
        <button>Order</button>
      </form>
    `,
  );
}

export function orderPage(order: Order): Html {
  const status = statusOf(order);
  return page(
    'Your order',
    html`
      <h1>Your order</h1>
      <p class="status ${status}" role="status">${STATUS_TEXT[status]}</p>
      <dl>
        <dt>Product</dt>
        <dd>${order.product.name}</dd>
        <dt>Price</dt>
        <dd>${money(order.product.price)}</dd>
        <dt>For</dt>
        <dd>${order.customer}</dd>
        <dt>Order</dt>
        <dd>${order.id}</dd>
      </dl>
      ${nextStep(order, status)}
    `,
    status === 'open',
  );
}

export function messagePage(text: string): Html {
  return page('Shop', html`<h1>${text}</h1>`, false);
}

const STATUS_TEXT: Readonly<Record<OrderStatus, string>> = {
  open: 'Waiting for your payment. This page looks for it by itself.',
  paid: 'Paid. Thank you! Your parcel is on its way.',
  failed: 'The payment did not go through. You have not been charged.',
  unpayable: 'The payment cannot be opened right now. Try again in a moment: you pay once at most.',
};

function nextStep(order: Order, status: OrderStatus): Html {
  if (status === 'paid') return html`<p><a href="/">Order something else</a></p>`;
  if (status === 'open') {
    return html`<a class="button" href="${order.payment?.page}" target="_blank" rel="noopener"
      >Pay ${money(order.product.price)}</a
    >`;
  }
  return html`
    <form method="post" action="/orders/${order.id}/payment"><button>Try again</button></form>
    ${order.problem === undefined ? '' : html`<p class="small">Code: ${order.problem}</p>`}
  `;
}

function money(amount: number): string {
  return `${formatMinorUnits(amount, CURRENCY)} ${CURRENCY}`;
}

function page(title: string, content: Html, looksAgain = false): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${looksAgain ? html`<meta http-equiv="refresh" content="${SECONDS_BETWEEN_LOOKS}" />` : ''}
        <title>${title}</title>
        <style>
          :root {
            color-scheme: light dark;
            --line: light-dark(#d9d4cc, #454039);
            --accent: light-dark(#9a3412, #fdba74);
          }
          body {
            font:
              1rem/1.5 system-ui,
              sans-serif;
            accent-color: var(--accent);
            max-width: 30rem;
            margin: 2rem auto;
            padding: 0 1rem;
          }
          header a {
            color: var(--accent);
            font-weight: 700;
            text-decoration: none;
          }
          fieldset {
            border: 0;
            padding: 0;
            margin: 0 0 1rem;
          }
          legend {
            font-weight: 600;
          }
          .choice {
            display: flex;
            align-items: baseline;
            gap: 0.6rem;
            padding: 0.8rem;
            margin-top: 0.5rem;
            border: 1px solid var(--line);
            border-radius: 0.5rem;
          }
          .choice:has(:checked) {
            border-color: var(--accent);
          }
          .choice span {
            flex: 1;
          }
          b {
            white-space: nowrap;
          }
          .field {
            display: block;
            font-weight: 600;
          }
          .field input {
            display: block;
            box-sizing: border-box;
            width: 100%;
            font: inherit;
            padding: 0.6rem;
            margin: 0.3rem 0 1rem;
            border: 1px solid var(--line);
            border-radius: 0.5rem;
          }
          button,
          .button {
            display: inline-block;
            font: inherit;
            font-weight: 600;
            padding: 0.7rem 1.6rem;
            border: 0;
            border-radius: 0.5rem;
            background: var(--accent);
            color: light-dark(#fff, #1c1917);
            text-decoration: none;
          }
          dl {
            display: grid;
            grid-template-columns: max-content 1fr;
            gap: 0.3rem 1.2rem;
          }
          dd {
            margin: 0;
            overflow-wrap: anywhere;
          }
          .status {
            padding: 0.8rem 1rem;
            border-left: 0.3rem solid var(--accent);
            background: light-dark(#faf6f0, #292524);
          }
          .paid {
            border-color: #16a34a;
          }
          .failed,
          .unpayable {
            border-color: #dc2626;
          }
          .small {
            font-size: 0.85rem;
          }
        </style>
      </head>
      <body>
        <header><a href="/">The small shop</a></header>
        <main>${content}</main>
      </body>
    </html>`;
}
