/** The orders of the shop, in memory: put your database in its place. */
import { minorUnits } from '@luxcore/contract';

export const CURRENCY = 'MXN';

export interface Product {
  readonly name: string;
  /** In minor units; no form ever names one. */
  readonly price: number;
}

export const PRODUCTS: ReadonlyMap<string, Product> = new Map([
  ['coffee', { name: 'Coffee from Chiapas, 1 kg', price: minorUnits('349.00', CURRENCY) }],
  ['cup', { name: 'Cup of Talavera', price: minorUnits('189.50', CURRENCY) }],
  ['hammock', { name: 'Hammock from Yucatán', price: minorUnits('1250.00', CURRENCY) }],
]);

export interface Order {
  readonly id: string;
  readonly product: Product;
  readonly customer: string;
  /** The payment that the customer is sent to, and its page. */
  payment?: { readonly id: string; readonly page: string };
  /** Why there is none. */
  problem: string | undefined;
  /** The payment that was completed. */
  paidBy?: string;
  /** The payments that came to nothing. */
  readonly failed: Set<string>;
}

export type OrderStatus = 'unpayable' | 'open' | 'failed' | 'paid';

/** Paid is paid; and what came to nothing before the latest payment does not matter any more. */
export function statusOf({ payment, paidBy, failed }: Order): OrderStatus {
  if (paidBy !== undefined) return 'paid';
  if (payment === undefined) return 'unpayable';
  return failed.has(payment.id) ? 'failed' : 'open';
}

const REFERENCE_PREFIX = 'order-';

/** LuxCore has at most one payment of a reference that is not failed, expired or cancelled. */
export function referenceOf({ id }: Order): string {
  return REFERENCE_PREFIX + id;
}

export class Orders {
  readonly #orders = new Map<string, Order>();

  /** Places an order once: a form that is sent again finds the order of the first time. */
  place(id: string, product: Product, customer: string): Order {
    const order = this.#orders.get(id) ?? {
      id,
      product,
      customer,
      problem: undefined,
      failed: new Set(),
    };
    this.#orders.set(id, order);
    return order;
  }

  get(id: string): Order | undefined {
    return this.#orders.get(id);
  }

  ofReference(reference: string | null): Order | undefined {
    if (reference?.startsWith(REFERENCE_PREFIX) !== true) return undefined;
    return this.#orders.get(reference.slice(REFERENCE_PREFIX.length));
  }
}
