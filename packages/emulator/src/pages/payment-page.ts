import { formatMinorUnits, isOpenStatus, type Payment } from '@luxcore/contract';
import { html } from 'hono/html';
import type { StoredPayment } from '../payments/payments.ts';

/** What the payer does. */

type Html = ReturnType<typeof html>;

/** What each end says to who pays. */
const ENDS: Readonly<Partial<Record<Payment['status'], string>>> = {
  processing: 'Your payment is being processed.',
  completed: 'Paid. You can close this page.',
  failed: 'The payment was declined.',
  cancelled: 'The payment was cancelled.',
  expired: 'The time to pay is over.',
  refunded: 'The payment was refunded.',
  partial_refund: 'A part of the payment was refunded.',
};

/** The hosted page of a payment: what it is about, the time that is left, and two buttons. */
export function paymentPage(stored: StoredPayment, now: number): Html {
  const { payment, environment, description } = stored;
  const { amount, currency, method, transaction_id: id, status, expires_at } = payment;
  const isWithdrawal = payment.type.startsWith('withdrawal');
  const money = `${formatMinorUnits(amount, currency)} ${currency}`;
  const left = expires_at === undefined ? 0 : Math.max(0, Date.parse(expires_at) - now);
  return layout(html`
    <p class="mark">Emulated ${environment} environment. No money moves.</p>
    <h1>${isWithdrawal ? 'Receive' : 'Pay'} ${money}</h1>
    <dl>
      <dt>Method</dt>
      <dd>${method}</dd>
      <dt>Payment</dt>
      <dd>${id}</dd>
      ${
        description === null
          ? ''
          : html`<dt>For</dt>
              <dd>${description}</dd>`
      }
    </dl>
    ${
      isOpenStatus(status) && status !== 'processing'
        ? html`
            ${expires_at === undefined ? '' : countdown(left)}
            <form method="post">
              <button name="action" value="approve">Approve</button>
              <button name="action" value="decline" class="plain">Decline</button>
            </form>
          `
        : html`<p class="end" role="status">${ENDS[status] ?? status}</p>`
    }
  `);
}

/** The time that is left, counted down; without a script it stays as it was. */
function countdown(leftMs: number): Html {
  const seconds = Math.ceil(leftMs / 1000);
  const shown = `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
  return html`<p>
      Time left: <output id="left" data-seconds="${String(seconds)}">${shown}</output>
    </p>
    <script>
      const left = document.getElementById('left');
      const end = Date.now() + Number(left.dataset.seconds) * 1000;
      const timer = setInterval(() => {
        const seconds = Math.max(0, Math.ceil((end - Date.now()) / 1000));
        left.textContent = Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0');
        if (seconds === 0) {
          clearInterval(timer);
          location.reload();
        }
      }, 250);
    </script>`;
}

function layout(content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>LuxCore emulator: payment</title>
        <style>
          :root {
            color-scheme: light dark;
          }
          body {
            font:
              16px/1.5 system-ui,
              sans-serif;
            max-width: 26rem;
            margin: 3rem auto;
            padding: 0 1rem;
          }
          .mark {
            background: #ffd54d;
            color: #222;
            padding: 0.4rem 0.8rem;
            border-radius: 0.4rem;
          }
          dl {
            display: grid;
            grid-template-columns: max-content 1fr;
            gap: 0.2rem 1rem;
          }
          dd {
            margin: 0;
            overflow-wrap: anywhere;
          }
          button {
            font: inherit;
            padding: 0.6rem 1.4rem;
            border-radius: 0.4rem;
            border: 1px solid #1a6b3c;
            background: #1a6b3c;
            color: #fff;
          }
          .plain {
            background: transparent;
            color: inherit;
            border-color: currentColor;
          }
          .end {
            font-weight: 600;
          }
        </style>
      </head>
      <body>
        ${content}
      </body>
    </html>`;
}
