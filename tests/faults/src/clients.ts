/** The clients of a run, by their names. */
import { apiKey, createClient, hmac } from '@luxcore/client';
import type { CreatePayment } from '@luxcore/contract';
import { createEmulator } from '@luxcore/emulator';
import { CLIENTS, type ClientName } from './plan.ts';

/** What a run needs of a client; one that breaks its promise has it too. */
export interface Subject {
  create(body: CreatePayment, options: CreateOptions): PromiseLike<CreatedPayment>;
}

export interface CreateOptions {
  readonly signal?: AbortSignal;
  readonly firstSentAt?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface CreatedPayment {
  readonly transaction_id: string;
  readonly merchant_reference: string;
  readonly amount: number;
  readonly type: string;
  readonly outcome: string;
}

export interface ClientSettings {
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly now: () => number;
  readonly onEvent: (event: { readonly type: string }) => void;
}

/** Nobody listens at it; fetch knows port 1 as a bad one, and does not even try. */
const CLOSED_PORT = 2;

const { merchantId, hmacSecret, testKey } = createEmulator().credentials;

/** Makes one client of each name. */
export function createClients(settings: ClientSettings): Readonly<Record<ClientName, Subject>> {
  const signed = hmac({ merchantId, secret: hmacSecret });
  const keyed = apiKey(testKey);
  const common = { ...settings, maxRetries: 3, limiter: false as const };
  const fetch = (url: string, init: RequestInit): Promise<Response> => globalThis.fetch(url, init);
  const { limiter: _, ...limited } = common;
  const refused = { ...common, baseUrl: `http://127.0.0.1:${String(CLOSED_PORT)}` };
  const clients = {
    hmac: createClient({ ...common, auth: signed }),
    'hmac, fetch': createClient({ ...common, auth: signed, fetch }),
    apiKey: createClient({ ...common, auth: keyed }),
    'apiKey, fetch': createClient({ ...common, auth: keyed, fetch }),
    'apiKey, limiter': createClient({ ...limited, auth: keyed }),
    'hmac, refused': createClient({ ...refused, auth: signed }),
  } satisfies Record<ClientName, unknown>;
  const names = Object.keys(CLIENTS) as ClientName[];
  return Object.fromEntries(
    names.map((name) => [name, clients[name].payments]),
  ) as unknown as Record<ClientName, Subject>;
}
