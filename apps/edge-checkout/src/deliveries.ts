/**
 * Which webhooks were handled, in one Durable Object for each payment: strongly consistent, since an
 * object is one in the world and does one thing at a time. KV would not do: two copies of a delivery
 * that arrive at the same moment both find nothing there.
 */
import type { DeliveryClaim, DeliveryDecision, DeliveryStore } from '@luxcore/webhooks';
import { DurableObject } from 'cloudflare:workers';
import type { Env } from './env.ts';

interface Lease {
  readonly eventId: string;
  readonly token: string | undefined;
  readonly end: number;
}

/** Longer than LuxCore sends an event again. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

export class DeliveryObject extends DurableObject<Env> {
  readonly #kv = this.ctx.storage.kv;

  // Nothing in these methods waits: what they read is still so when they write.
  begin({ eventId, version, leaseMs, token }: DeliveryClaim): DeliveryDecision {
    if (this.#kv.get(doneKey(eventId)) === true) return 'done';
    const last = this.#kv.get<number>('version');
    if (last !== undefined && version !== undefined && version <= last) return 'stale';
    const lease = this.#kv.get<Lease>('lease');
    if (lease !== undefined && lease.end > Date.now()) return 'busy';
    this.#kv.put<Lease>('lease', { eventId, token, end: Date.now() + leaseMs });
    void this.ctx.storage.setAlarm(Date.now() + KEPT_MS);
    return 'run';
  }

  complete(claim: DeliveryClaim): void {
    this.#kv.put(doneKey(claim.eventId), true);
    const last = this.#kv.get<number>('version') ?? 0;
    if (claim.version !== undefined) this.#kv.put('version', Math.max(last, claim.version));
    this.release(claim);
  }

  release({ eventId, token }: DeliveryClaim): void {
    const lease = this.#kv.get<Lease>('lease');
    if (lease?.eventId === eventId && lease.token === token) this.#kv.delete('lease');
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }
}

/** The events of a payment share an object, and with it their order and their lease. */
export function durableDeliveryStore(objects: Env['DELIVERIES']): DeliveryStore {
  const of = ({ subject, eventId }: DeliveryClaim) =>
    objects.getByName(subject === undefined ? `event ${eventId}` : `payment ${subject}`);
  return {
    begin: (claim) => of(claim).begin(claim),
    complete: (claim) => of(claim).complete(claim),
    release: (claim) => of(claim).release(claim),
  };
}

function doneKey(eventId: string): string {
  return `done ${eventId}`;
}
