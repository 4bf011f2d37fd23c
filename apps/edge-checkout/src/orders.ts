/** An order is a Durable Object: one in the world, and what it has answered is on the disk. */
import { DurableObject } from 'cloudflare:workers';
import { minorUnits } from '@luxcore/contract';
import type { Env } from './env.ts';

export const CURRENCY = 'MXN';
/** In minor units; no form ever names one. */
export const TICKET_PRICE: number = minorUnits('420.00', CURRENCY);

export interface NewOrder {
  readonly tickets: number;
  readonly name: string;
  /** In minor units, and of the day on which it is placed: a new price is none of its. */
  readonly amount: number;
}

/** `new`: not asked to be paid yet; `failed`: no payment of it can be paid any more. */
export type OrderStatus = 'new' | 'open' | 'failed' | 'paid';

export interface Order extends NewOrder {
  readonly status: OrderStatus;
}

type PaymentState = 'open' | 'failed' | 'completed';
type PaymentStates = Readonly<Record<string, PaymentState>>;

export class OrderObject extends DurableObject<Env> {
  readonly #kv = this.ctx.storage.kv;

  /** Places the order once: a form that is sent again changes nothing. */
  place(order: NewOrder): void {
    if (this.#kv.get('order') === undefined) this.#kv.put('order', order);
  }

  look(): Order | undefined {
    const order = this.#kv.get<NewOrder>('order');
    if (order === undefined) return undefined;
    return { ...order, status: statusOf(this.#payments()) };
  }

  /** Notes a payment, unless its webhook was faster. */
  opened(paymentId: string): void {
    this.#note(paymentId, this.#payments()[paymentId] ?? 'open');
  }

  failed(paymentId: string): void {
    if (this.#payments()[paymentId] !== 'completed') this.#note(paymentId, 'failed');
  }

  /** Whatever is not exactly the price needs a person: LuxCore sends it again, and it is in the log. */
  completed(paymentId: string, amount: number, currency: string): void {
    const order = this.look();
    // A merchant's other payments are told here as well.
    if (order === undefined) return;
    if (amount !== order.amount || currency !== CURRENCY) {
      throw new Error(`${paymentId} is of ${String(amount)} ${currency}, not of the order's price`);
    }
    const others = Object.entries(this.#payments()).filter(([id]) => id !== paymentId);
    const paidBy = others.find(([, state]) => state === 'completed')?.[0];
    // To answer LuxCore an error would only bring it again.
    if (paidBy !== undefined)
      console.error(`paid by ${paidBy}, and again by ${paymentId}: look at it`);
    this.#note(paymentId, 'completed');
  }

  #payments(): PaymentStates {
    return this.#kv.get<PaymentStates>('payments') ?? {};
  }

  #note(paymentId: string, state: PaymentState): void {
    if (this.look() === undefined) return;
    this.#kv.put('payments', { ...this.#payments(), [paymentId]: state });
  }
}

function statusOf(payments: PaymentStates): OrderStatus {
  const states = new Set(Object.values(payments));
  if (states.has('completed')) return 'paid';
  if (states.has('open')) return 'open';
  return states.has('failed') ? 'failed' : 'new';
}
