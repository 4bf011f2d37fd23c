/** The pages of the checkout. `html` escapes all that is put into it. */
import { formatMinorUnits } from '@luxcore/contract';
import { html } from 'hono/html';
import { CURRENCY, TICKET_PRICE, type Order } from './orders.ts';

type Html = ReturnType<typeof html>;

const money = (amount: number): string => `${formatMinorUnits(amount, CURRENCY)} ${CURRENCY}`;

export function checkoutPage(orderId: string): Html {
  return layout(html`
    <h1>Night concert</h1>
    <p>Saturday at nine, in the courtyard. ${money(TICKET_PRICE)} a ticket.</p>
    <form method="post" action="/orders">
      <input type="hidden" name="order" value="${orderId}" />
      <label>
        Tickets
        <select name="tickets">
          ${[1, 2, 3, 4, 5, 6].map((n) => html`<option>${n}</option>`)}
        </select>
      </label>
      <label>
        Name at the door
        <input name="name" required maxlength="80" autocomplete="name" />
      </label>
      <button>Reserve</button>
    </form>
  `);
}

const TEXT: Readonly<Record<Order['status'], string>> = {
  new: 'Reserved, and not paid yet.',
  open: 'Waiting for your payment. This page looks for it by itself.',
  failed: 'The payment did not go through. You have not been charged.',
  paid: 'Paid. See you on Saturday!',
};

/** @param problem - Why LuxCore's page cannot be opened. */
export function orderPage(id: string, order: Order, problem?: string): Html {
  const { status, tickets, name, amount } = order;
  const looksAgain = problem === undefined && (status === 'new' || status === 'open');
  return layout(
    html`
      <h1>${tickets === 1 ? 'Your ticket' : `Your ${String(tickets)} tickets`}</h1>
      ${
        problem === undefined
          ? html`<p role="status" data-status="${status}">${TEXT[status]}</p>`
          : html`<p role="status" data-status="problem">
              The payment page cannot be opened right now (${problem}). Try again in a moment: you
              pay once at most.
            </p>`
      }
      <p>For ${name}: <strong>${money(amount)}</strong></p>
      ${
        status === 'paid'
          ? html`<p><a href="/">More tickets</a></p>`
          : html`<form
              method="post"
              action="/orders/${id}/pay"
              ${problem === undefined ? 'target=_blank' : ''}
            >
              <button>${status === 'failed' ? 'Try again' : `Pay ${money(amount)}`}</button>
            </form>`
      }
    `,
    looksAgain,
  );
}

export function messagePage(text: string): Html {
  return layout(html`<h1>${text}</h1>`);
}

function layout(content: Html, looksAgain = false): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${looksAgain ? html`<meta http-equiv="refresh" content="3" />` : ''}
        <title>Tickets</title>
        <style>
          body {
            margin: 0;
            font:
              1.05rem/1.6 Georgia,
              serif;
            color: #1e1b3a;
            background: #eef0fb;
          }
          main {
            max-width: 24rem;
            margin: 8vh auto;
            padding: 1.5rem 2rem 2rem;
            background: #fff;
            border-top: 0.4rem solid #4338ca;
            border-radius: 0.6rem;
          }
          h1 {
            line-height: 1.2;
          }
          label {
            display: block;
            margin-bottom: 1rem;
          }
          input,
          select,
          button {
            box-sizing: border-box;
            width: 100%;
            padding: 0.65rem;
            font: inherit;
            border: 1px solid #a5a3c9;
            border-radius: 0.4rem;
            background: #fff;
            color: inherit;
          }
          button {
            color: #fff;
            background: #4338ca;
            border-color: #4338ca;
            cursor: pointer;
          }
          [data-status] {
            padding: 0.6rem 0.9rem;
            border-radius: 0.4rem;
            background: #e0e7ff;
          }
          [data-status='paid'] {
            background: #d1fae5;
          }
          [data-status='failed'],
          [data-status='problem'] {
            background: #fee2e2;
          }
          p {
            overflow-wrap: anywhere;
          }
          @media (max-width: 30rem) {
            main {
              margin: 0;
              min-height: 100vh;
              box-sizing: border-box;
              border-radius: 0;
            }
          }
        </style>
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html>`;
}
