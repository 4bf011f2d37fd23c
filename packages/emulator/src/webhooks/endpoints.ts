import {
  WEBHOOK_EVENTS,
  type CreatedWebhook,
  type Environment,
  type KnownWebhookEvent,
  type WebhookEndpoint,
} from '@luxcore/contract';
import * as z from 'zod';
import { ApiError } from '../http/api-error.ts';
import { parseBody } from '../http/zod-issues.ts';
import type { Ids } from '../ids.ts';
import type { Caller } from '../merchants/merchants.ts';
import type { State } from '../state/state.ts';
import type { Table } from '../state/table.ts';
import type { IsDestination } from './destination.ts';

/** An endpoint with its secret, which is answered once. */
export interface StoredEndpoint {
  readonly id: string;
  readonly merchantId: number;
  readonly environment: Environment;
  readonly url: string;
  readonly events: readonly KnownWebhookEvent[];
  /** [Assumed] the second value: LuxCore documents `active`. */
  readonly status: 'active' | 'disabled';
  readonly secret: string;
  readonly createdAt: string;
}

const MAX_URL_CHARACTERS = 2_048;
const MAX_ENDPOINTS = 100;

const url = z.string().max(MAX_URL_CHARACTERS);
const events = z
  .array(z.enum(Object.keys(WEBHOOK_EVENTS) as [KnownWebhookEvent, ...KnownWebhookEvent[]]))
  .min(1)
  .max(Object.keys(WEBHOOK_EVENTS).length);

export const createWebhookSchema: z.ZodType<{
  readonly url: string;
  readonly events: KnownWebhookEvent[];
  readonly signature_algorithm: 'hmac_sha256';
}> = z.object({ url, events, signature_algorithm: z.literal('hmac_sha256') });

export const updateWebhookSchema: z.ZodType<{
  readonly url?: string | undefined;
  readonly events?: KnownWebhookEvent[] | undefined;
}> = z.object({ url: url.optional(), events: events.optional() });

/** The webhook endpoints of all merchants. */
export class Endpoints {
  readonly #endpoints: Table<StoredEndpoint>;
  readonly #ids: Ids;
  readonly #now: () => number;
  readonly #isDestination: IsDestination;

  constructor(state: State, ids: Ids, now: () => number, isDestination: IsDestination) {
    this.#endpoints = state.table('endpoints');
    this.#ids = ids;
    this.#now = now;
    this.#isDestination = isDestination;
  }

  create(caller: Caller, body: object): CreatedWebhook {
    const wanted = parseBody(createWebhookSchema, body);
    this.#assertDestination(wanted.url);
    if (this.list(caller).length >= MAX_ENDPOINTS) {
      throw new ApiError('LIMIT_EXCEEDED', `webhooks: expected at most ${String(MAX_ENDPOINTS)}`);
    }
    const { merchantId, environment } = caller;
    const id = this.#endpoints.freshKey(() => this.#ids.named('wh'));
    const stored = this.#endpoints.set(id, {
      id,
      merchantId,
      environment,
      url: wanted.url,
      events: [...new Set(wanted.events)],
      status: 'active',
      secret: `whsec_${this.#ids.letters(40)}`,
      createdAt: new Date(this.#now()).toISOString(),
    });
    return { ...shown(stored), secret: stored.secret };
  }

  list(caller: Caller): WebhookEndpoint[] {
    return [...this.#endpoints.values()].filter((row) => belongsTo(row, caller)).map(shown);
  }

  get(caller: Caller, id: string): WebhookEndpoint {
    return shown(this.find(caller, id));
  }

  update(caller: Caller, id: string, body: object): WebhookEndpoint {
    const stored = this.find(caller, id);
    const change = parseBody(updateWebhookSchema, body);
    if (change.url !== undefined) this.#assertDestination(change.url);
    const { url = stored.url, events = stored.events } = change;
    return shown(this.#endpoints.set(id, { ...stored, url, events: [...new Set(events)] }));
  }

  setStatus(caller: Caller, id: string, status: StoredEndpoint['status']): WebhookEndpoint {
    return shown(this.#endpoints.set(id, { ...this.find(caller, id), status }));
  }

  delete(caller: Caller, id: string): void {
    this.#endpoints.delete(this.find(caller, id).id);
  }

  find(caller: Caller, id: string): StoredEndpoint {
    const stored = this.#endpoints.get(id);
    if (stored !== undefined && belongsTo(stored, caller)) return stored;
    throw new ApiError('NOT_FOUND', 'id: expected that of a webhook endpoint of this merchant');
  }

  byId(id: string): StoredEndpoint | undefined {
    return this.#endpoints.get(id);
  }

  /** The active endpoints of a merchant that ask for an event. */
  listening(
    merchantId: number,
    environment: Environment,
    name: KnownWebhookEvent,
  ): StoredEndpoint[] {
    return [...this.#endpoints.values()].filter(
      (row) =>
        row.merchantId === merchantId &&
        row.environment === environment &&
        row.status === 'active' &&
        row.events.includes(name),
    );
  }

  #assertDestination(text: string): void {
    if (this.#isDestination(text)) return;
    throw ApiError.ofField(
      'VALIDATION_ERROR',
      'url',
      'a URL at a literal loopback address such as http://127.0.0.1:3000/webhooks, or of an origin in webhookOrigins',
      text,
    );
  }
}

function belongsTo(row: StoredEndpoint, caller: Caller): boolean {
  return row.merchantId === caller.merchantId && row.environment === caller.environment;
}

/** LuxCore's rule: the secret is shown once, when the endpoint is created. */
function shown({ id, url, events, status, createdAt }: StoredEndpoint): WebhookEndpoint {
  return { id, url, events, status, signature_algorithm: 'hmac_sha256', created_at: createdAt };
}
