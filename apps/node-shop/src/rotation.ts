/** What a rotation of keys looks like to the customers of the shop: like nothing at all. */
import { setTimeout as pause } from 'node:timers/promises';

const ORDERS = 12;
const PAUSE_MS = 20;

/**
 * Places orders without a break, revokes the old key in their midst, and counts those that got no
 * payment.
 */
export async function rotateUnderOrders(
  shopUrl: string,
  revokeOldKey: () => void,
): Promise<string> {
  const orders: Promise<boolean>[] = [];
  for (let placed = 0; placed < ORDERS; placed++) {
    if (placed === ORDERS / 2) revokeOldKey();
    orders.push(placeOrder(shopUrl));
    await pause(PAUSE_MS);
  }
  const failed = (await Promise.all(orders)).filter((isPayable) => !isPayable).length;
  return `${String(ORDERS)} orders, the old key revoked after ${String(ORDERS / 2)}: ${String(failed)} failed`;
}

async function placeOrder(shopUrl: string): Promise<boolean> {
  const response = await fetch(`${shopUrl}/orders`, {
    method: 'POST',
    // Browsers send it with every form.
    headers: { Origin: shopUrl },
    body: new URLSearchParams({ order: crypto.randomUUID(), product: 'cup', name: 'Rotation' }),
  });
  return (await response.text()).includes('status open');
}
