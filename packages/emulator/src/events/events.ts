import type { Environment, KnownWebhookEvent } from '@luxcore/contract';
import type { Ids } from '../ids.ts';
import type { State } from '../state/state.ts';
import type { Table } from '../state/table.ts';

/** Something that happened to a merchant, with the envelope that webhooks deliver. */
export interface EmulatedEvent {
  readonly id: string;
  readonly merchantId: number;
  readonly environment: Environment;
  readonly name: KnownWebhookEvent;
  readonly envelope: Readonly<Record<string, unknown>>;
}

/** Whose an event is. */
export interface Owner {
  readonly merchantId: number;
  readonly environment: Environment;
}

/** Delivers an event to whoever listens to it; it is made, and kept, when somebody does. */
export type Deliver = (owner: Owner, name: KnownWebhookEvent, make: () => EmulatedEvent) => void;

/** What happened and somebody is told of. */
export class Events {
  readonly #events: Table<EmulatedEvent>;
  readonly #ids: Ids;
  readonly #now: () => number;
  #deliver: Deliver | undefined;

  constructor(state: State, ids: Ids, now: () => number) {
    this.#events = state.table('events');
    this.#ids = ids;
    this.#now = now;
  }

  /** Says who delivers events. */
  deliverBy(deliver: Deliver): void {
    this.#deliver = deliver;
  }

  get(id: string): EmulatedEvent | undefined {
    return this.#events.get(id);
  }

  /** Forgets the events that are none of these. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const { id } of [...this.#events.values()]) if (!ids.has(id)) this.#events.delete(id);
  }

  /**
   * LuxCore's rule: the envelope begins with `id`, `created_at` and `merchant_id`. [Assumed] then `event`,
   * and what it is about under a name of its own.
   */
  make(
    owner: Owner,
    name: KnownWebhookEvent,
    about: Readonly<Record<string, object>>,
  ): EmulatedEvent {
    const { merchantId, environment } = owner;
    const id = this.#events.freshKey(() => this.#ids.named('evt'));
    const created_at = new Date(this.#now()).toISOString();
    const envelope = { id, created_at, merchant_id: merchantId, event: name, ...about };
    return this.#events.set(id, { id, merchantId, environment, name, envelope });
  }

  publish(owner: Owner, name: KnownWebhookEvent, about: Readonly<Record<string, object>>): void {
    // What nobody listens to is not kept.
    this.#deliver?.(owner, name, () => this.make(owner, name, about));
  }
}
