import type { KnownWebhookEvent } from '@luxcore/contract';
import { assertOption } from '@luxcore/errors';
import { signDelivery } from '@luxcore/webhooks';
import type { EmulatedEvent, Events } from '../events/events.ts';
import { ApiError } from '../http/api-error.ts';
import { untilAborted } from '../http/until-aborted.ts';
import type { Ids } from '../ids.ts';
import type { State } from '../state/state.ts';
import type { Table } from '../state/table.ts';
import type { Job, Scheduler } from '../time/scheduler.ts';
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
  /** How many attempts are left before it has failed. */
  readonly left: number;
  readonly createdAt: string;
}

/**
 * What goes wrong on the way of a delivery, as in life: it comes a second time 5 s later (`twice`), a
 * minute late (`late`), or 5 s late, behind what came after it (`out_of_order`); or its answer never
 * arrives, so that it is sent again (`lost_answer`).
 */
export type DeliveryFault = 'twice' | 'late' | 'out_of_order' | 'lost_answer';

/** How many milliseconds later a delivery begins. */
const FAULTS: Readonly<Record<DeliveryFault, number>> = {
  twice: 0,
  late: 60_000,
  out_of_order: 5_000,
  lost_answer: 0,
};

const MAX_FAULTS = 1_000;

/** [Assumed] LuxCore documents that it backs off exponentially, not how often or how long. */
const MAX_ATTEMPTS = 8;
const FIRST_RETRY_MS = 10_000;

const ANSWER_TIMEOUT_MS = 10_000;
/** Longer than an answer is waited for. */
const UNANSWERED_MS = 30_000;
/** What the job of a second copy is told apart by. */
const COPY = ' copy';
const COPY_MS = 5_000;
/** What is kept of an endpoint for `GET /webhooks/{id}/events`. */
const MAX_KEPT = 1_000;

/** [Assumed] A delivery as the API answers it. */
export interface ShownDelivery {
  readonly id: string;
  readonly event_id: string;
  readonly webhook_id: string;
  readonly event: KnownWebhookEvent;
  readonly status: StoredDelivery['state'];
  readonly attempts: readonly Attempt[];
  readonly attempts_left: number;
  /** ISO 8601 time. */
  readonly created_at: string;
}

export function shownDelivery(delivery: StoredDelivery): ShownDelivery {
  const { id, eventId, endpointId, event, state, attempts, left, createdAt } = delivery;
  return {
    id,
    event_id: eventId,
    webhook_id: endpointId,
    event,
    status: state,
    attempts,
    attempts_left: left,
    created_at: createdAt,
  };
}

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
    parts.scheduler.on('delivery', (job) => this.#begin(job));
    parts.events.deliverBy(({ merchantId, environment }, name, make) => {
      const endpoints = parts.endpoints.listening(merchantId, environment, name);
      if (endpoints.length === 0) return;
      const event = make();
      for (const endpoint of endpoints) this.send(event, endpoint);
    });
  }

  /** The next deliveries go wrong in this way. */
  addFault(fault: DeliveryFault, times: number): void {
    assertOption(Object.hasOwn(FAULTS, fault), 'fault', Object.keys(FAULTS).join(', '), fault);
    const isTimes = Number.isSafeInteger(times) && times >= 1 && times <= MAX_FAULTS;
    assertOption(isTimes, 'times', `a whole number from 1 to ${String(MAX_FAULTS)}`, times);
    for (let time = 0; time < times; time++) this.#faults.push(fault);
  }

  clearFaults(): void {
    this.#faults.length = 0;
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
      const pending: StoredDelivery = { ...delivery, state: 'pending', left: MAX_ATTEMPTS };
      this.#plan(pending, 0);
      return this.#deliveries.set(delivery.id, pending);
    });
  }

  /** Sends an event to this endpoint alone, whatever it listens to. */
  send(event: EmulatedEvent, endpoint: StoredEndpoint): StoredDelivery {
    const id = this.#deliveries.freshKey(() => this.#parts.ids.named('dlv'));
    const delivery: StoredDelivery = {
      id,
      eventId: event.id,
      endpointId: endpoint.id,
      event: event.name,
      state: 'pending',
      attempts: [],
      left: MAX_ATTEMPTS,
      createdAt: new Date(this.#parts.now()).toISOString(),
    };
    this.#deliveries.set(id, delivery);
    if (this.#deliveries.size % MAX_KEPT === 0) this.#forgetOldest(endpoint.id);
    const fault = this.#faults.shift();
    this.#plan(delivery, fault === undefined ? 0 : FAULTS[fault]);
    if (fault === 'twice') this.#plan(delivery, COPY_MS, COPY);
    if (fault === 'lost_answer') this.#lost.add(id);
    return delivery;
  }

  #plan({ id }: Pick<StoredDelivery, 'id'>, delayMs: number, copy = ''): void {
    const at = this.#parts.now() + delayMs;
    this.#parts.scheduler.plan(id + copy, { at, kind: 'delivery', subject: id, detail: copy });
  }

  /** Begins an attempt, in the transaction that has taken its job away. */
  #begin({ subject: id, detail: copy }: Job): Promise<void> | undefined {
    const { endpoints, events } = this.#parts;
    const delivery = this.#deliveries.get(id);
    const event = delivery && events.get(delivery.eventId);
    if (!delivery || !event || (delivery.state !== 'pending' && copy !== COPY)) return undefined;
    const endpoint = endpoints.byId(delivery.endpointId);
    if (endpoint?.status !== 'active') {
      // Deleted or disabled meanwhile: nothing is sent there, unless it is asked to be retried.
      this.#deliveries.set(id, { ...delivery, state: 'failed' });
      return undefined;
    }
    // Should this process end before the answer comes, it is sent again.
    if (copy !== COPY) this.#plan(delivery, UNANSWERED_MS);
    return this.#attempt(id, event, endpoint);
  }

  async #attempt(id: string, event: EmulatedEvent, endpoint: StoredEndpoint): Promise<void> {
    // Nobody is told within a transaction, which may still be undone.
    await Promise.resolve();
    const attempt = await this.#deliver(event, endpoint);
    const isLost = this.#lost.delete(id);
    const { status } = attempt;
    const isAcknowledged = !isLost && status !== null && status >= 200 && status < 300;
    this.#parts.state.transaction(() => {
      const current = this.#deliveries.get(id);
      if (current === undefined) return;
      const left = current.left - 1;
      const isDone = isAcknowledged || current.state === 'delivered';
      const next = isDone ? 'delivered' : left > 0 ? 'pending' : 'failed';
      const attempts = [...current.attempts, attempt];
      this.#deliveries.set(id, { ...current, attempts, left, state: next });
      if (next === 'pending') this.#plan(current, FIRST_RETRY_MS * 2 ** (MAX_ATTEMPTS - left - 1));
      else this.#parts.scheduler.cancel(id);
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
      const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
      const request = new Request(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal,
      });
      // A function of the caller's own need not look at the signal.
      const response = await untilAborted(fetch(request), signal);
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
    this.#parts.events.keepOnly(new Set([...this.#deliveries.values()].map((row) => row.eventId)));
  }
}
