import type { KnownWebhookEvent } from '@luxcore/contract';
import { signDelivery } from '@luxcore/webhooks';
import type { EmulatedEvent, Events } from '../events/events.ts';
import { ApiError } from '../http/api-error.ts';
import type { Ids } from '../ids.ts';
import type { State } from '../state/state.ts';
import type { Table } from '../state/table.ts';
import type { Scheduler } from '../time/scheduler.ts';
import type { IsDestination } from './destination.ts';
import type { Endpoints, StoredEndpoint } from './endpoints.ts';

/** One attempt to deliver an event. */
export interface Attempt {
  /** ISO 8601 time. */
  readonly at: string;
  /** The status that was answered; `null` where none was. */
  readonly status: number | null;
  /** Why there is none. */
  readonly error: string | null;
}

/** An event on its way to one endpoint. */
export interface StoredDelivery {
  readonly id: string;
  readonly eventId: string;
  readonly endpointId: string;
  readonly event: KnownWebhookEvent;
  readonly state: 'pending' | 'delivered' | 'failed';
  readonly attempts: readonly Attempt[];
  readonly createdAt: string;
}

/** What goes wrong on the way of a delivery, as in life. */
export type DeliveryFault = 'twice' | 'late' | 'out_of_order' | 'lost_answer';

/** [Assumed] LuxCore documents that it backs off exponentially, not how often or how long. */
const MAX_ATTEMPTS = 8;
const FIRST_RETRY_MS = 10_000;

const ANSWER_TIMEOUT_MS = 10_000;
const LATE_MS = 60_000;
/** So long that the event after it has gone before. */
const OUT_OF_ORDER_MS = 5_000;
/** What is kept of an endpoint for `GET /webhooks/{id}/events`. */
const MAX_KEPT = 1_000;

export interface DeliveryParts {
  readonly state: State;
  readonly endpoints: Endpoints;
  readonly events: Events;
  readonly scheduler: Scheduler;
  readonly isDestination: IsDestination;
  readonly ids: Ids;
  readonly now: () => number;
  readonly fetch: (request: Request) => Promise<Response>;
}

/**
 * Delivers events: at least once and in no order that is promised, as LuxCore does. LuxCore's rules: any
 * 2xx acknowledges, all else is sent again, and later each time.
 */
export class Deliveries {
  readonly #deliveries: Table<StoredDelivery>;
  readonly #parts: DeliveryParts;
  readonly #faults: DeliveryFault[] = [];
  /** Deliveries whose next answer does not arrive. */
  readonly #lost = new Set<string>();

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
    this.#deliveries = parts.state.table('deliveries');
    parts.scheduler.on('delivery', ({ subject }) => this.#attempt(subject));
    parts.events.deliverBy(({ merchantId, environment }, name, make) => {
      const endpoints = parts.endpoints.listening(merchantId, environment, name);
      if (endpoints.length === 0) return;
      const event = make();
      for (const endpoint of endpoints) this.#send(event, endpoint);
    });
  }

  /** The next deliveries go wrong in this way. */
  addFault(fault: DeliveryFault, times: number): void {
    for (let time = 0; time < times; time++) this.#faults.push(fault);
  }

  /** Sends an event to this endpoint alone, whatever it listens to. */
  send(event: EmulatedEvent, endpoint: StoredEndpoint): StoredDelivery {
    return this.#send(event, endpoint);
  }

  /** The deliveries of an endpoint, the newest first. */
  of(endpointId: string): StoredDelivery[] {
    return [...this.#deliveries.values()]
      .filter((delivery) => delivery.endpointId === endpointId)
      .reverse();
  }

  /** Starts anew what has failed for good, or the one that is named. */
  retry(endpoint: StoredEndpoint, id: string | undefined): StoredDelivery[] {
    const wanted = this.of(endpoint.id).filter((delivery) =>
      id === undefined ? delivery.state === 'failed' : [delivery.id, delivery.eventId].includes(id),
    );
    if (id !== undefined && wanted.length === 0) {
      throw ApiError.ofField('NOT_FOUND', 'event_id', 'an event of this endpoint', id);
    }
    return wanted.map((delivery) => {
      const pending: StoredDelivery = { ...delivery, state: 'pending' };
      this.#plan(pending, 0);
      return this.#deliveries.set(delivery.id, pending);
    });
  }

  #send(event: EmulatedEvent, endpoint: StoredEndpoint): StoredDelivery {
    const id = this.#parts.ids.named('dlv');
    const delivery: StoredDelivery = {
      id,
      eventId: event.id,
      endpointId: endpoint.id,
      event: event.name,
      state: 'pending',
      attempts: [],
      createdAt: new Date(this.#parts.now()).toISOString(),
    };
    this.#deliveries.set(id, delivery);
    if (this.#deliveries.size % MAX_KEPT === 0) this.#forgetOldest(endpoint.id);
    const fault = this.#faults.shift();
    this.#plan(delivery, delayOf(fault));
    if (fault === 'twice') this.#plan(delivery, OUT_OF_ORDER_MS, 'again');
    if (fault === 'lost_answer') this.#lost.add(id);
    return delivery;
  }

  #plan({ id }: StoredDelivery, delayMs: number, copy = ''): void {
    const at = this.#parts.now() + delayMs;
    this.#parts.scheduler.plan(`${id}${copy}`, { at, kind: 'delivery', subject: id });
  }

  async #attempt(id: string): Promise<void> {
    const { endpoints, events, state } = this.#parts;
    const delivery = this.#deliveries.get(id);
    const endpoint = delivery && endpoints.byId(delivery.endpointId);
    const event = delivery && events.get(delivery.eventId);
    // Deleted or disabled meanwhile: nothing is sent there any more.
    if (!delivery || !event || endpoint?.status !== 'active') return;
    const attempt = await this.#deliver(event, endpoint);
    const isLost = this.#lost.delete(id);
    state.transaction(() => {
      const current = this.#deliveries.get(id);
      if (current === undefined) return;
      const attempts = [...current.attempts, attempt];
      const isDone =
        !isLost && attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
      const isOver = attempts.length >= MAX_ATTEMPTS;
      const next =
        isDone || current.state === 'delivered' ? 'delivered' : isOver ? 'failed' : 'pending';
      this.#deliveries.set(id, { ...current, attempts, state: next });
      if (next === 'pending') this.#plan(current, FIRST_RETRY_MS * 2 ** (attempts.length - 1));
    });
  }

  async #deliver(event: EmulatedEvent, { url, secret }: StoredEndpoint): Promise<Attempt> {
    const { now, fetch, isDestination } = this.#parts;
    const at = new Date(now()).toISOString();
    // Looked at again: the file of another run may have listed other origins.
    if (!isDestination(url)) return { at, status: null, error: 'the URL is no destination' };
    try {
      // [Assumed] each delivery is signed with a fresh timestamp.
      const { headers, body } = signDelivery({ event: event.envelope, secret, now });
      const response = await fetch(
        new Request(url, {
          method: 'POST',
          headers,
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
        }),
      );
      await response.body?.cancel();
      return { at, status: response.status, error: null };
    } catch (error) {
      return { at, status: null, error: error instanceof Error ? error.message : 'unknown' };
    }
  }

  #forgetOldest(endpointId: string): void {
    const kept = [...this.#deliveries.values()].filter((row) => row.endpointId === endpointId);
    for (const { id, state } of kept.slice(0, Math.max(0, kept.length - MAX_KEPT))) {
      if (state !== 'pending') this.#deliveries.delete(id);
    }
  }
}

function delayOf(fault: DeliveryFault | undefined): number {
  if (fault === 'late') return LATE_MS;
  return fault === 'out_of_order' ? OUT_OF_ORDER_MS : 0;
}
