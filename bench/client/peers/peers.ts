/** Everything that is measured, what it is called in the tables, and what it does more or less than ours. */
import type { Create } from './peer.ts';

export interface PeerEntry {
  readonly title: string;
  /** The npm package, where it is one. */
  readonly package?: string;
  readonly differs: string;
  // Imported one by one: undici, for one, takes the place of what Node's own fetch sends by.
  readonly load: (origin: string) => Create | Promise<Create>;
}

export type PeerName =
  | 'ours'
  | 'oursByUndici'
  | 'oursByFetch'
  | 'rawFetch'
  | 'rawFetchUntimed'
  | 'rawFetchCleared'
  | 'nodeHttp'
  | 'undici'
  | 'got'
  | 'axios'
  | 'ky'
  | 'ofetch'
  | 'stripe'
  | 'openai'
  | 'aws4fetch';

export const PEERS: Readonly<Record<PeerName, PeerEntry>> = {
  ours: {
    title: '@luxcore/client, keep-alive transport',
    differs:
      'What it does on Node unless told: checks of the body and of the answer, retries, one timeout for each attempt; limiter off.',
    load: async (origin) => (await import('./luxcore.ts')).ours(origin),
  },
  oursByUndici: {
    title: '@luxcore/client, undici transport',
    package: 'undici',
    differs: 'The same with a `Pool` of 50 connections.',
    load: async (origin) => (await import('./luxcore.ts')).oursByUndici(origin),
  },
  oursByFetch: {
    title: '@luxcore/client, fetch transport',
    differs: "The same with Node's own fetch.",
    load: async (origin) => (await import('./luxcore.ts')).oursByFetch(origin),
  },
  rawFetch: {
    title: 'raw fetch',
    differs:
      "Less: Node's own fetch with `AbortSignal.timeout`, signed with `createHash`, `createHmac` and `randomUUID` as one writes it from LuxCore's documentation; no checks, no retry, no typed error.",
    load: async (origin) => (await import('./raw-fetch.ts')).rawFetch(origin),
  },
  rawFetchUntimed: {
    title: 'raw fetch, no timeout',
    differs: 'Less still: it waits for ever.',
    load: async (origin) => (await import('./raw-fetch.ts')).rawFetchUntimed(origin),
  },
  rawFetchCleared: {
    title: 'raw fetch, cleared timer',
    differs: 'Less, as raw fetch; an `AbortController` and a timer, cleared after the answer.',
    load: async (origin) => (await import('./raw-fetch.ts')).rawFetchCleared(origin),
  },
  nodeHttp: {
    title: 'node:http by hand',
    differs: 'Less, as raw fetch: `http.request` with an `Agent` that keeps 50 connections.',
    load: async (origin) => (await import('./node-http.ts')).nodeHttp(origin),
  },
  undici: {
    title: 'undici, Pool.request',
    package: 'undici',
    differs: 'Less, as raw fetch: a `Pool` of 50 connections.',
    load: async (origin) => (await import('./undici.ts')).undici(origin),
  },
  got: {
    title: 'got',
    package: 'got',
    differs: 'Signed as raw fetch is. Its own retry leaves POST alone.',
    load: async (origin) => (await import('./got.ts')).got(origin),
  },
  axios: {
    title: 'axios',
    package: 'axios',
    differs: 'Signed as raw fetch is. No retry.',
    load: async (origin) => (await import('./axios.ts')).axios(origin),
  },
  ky: {
    title: 'ky',
    package: 'ky',
    differs: "Signed as raw fetch is, over Node's own fetch. Its own retry leaves POST alone.",
    load: async (origin) => (await import('./ky.ts')).ky(origin),
  },
  ofetch: {
    title: 'ofetch',
    package: 'ofetch',
    differs: "Signed as raw fetch is, over Node's own fetch. Its own retry leaves POST alone.",
    load: async (origin) => (await import('./ofetch.ts')).ofetch(origin),
  },
  stripe: {
    title: 'stripe, paymentIntents.create',
    package: 'stripe',
    differs:
      'Its default client on node:http, telemetry off, two retries with an idempotency key. Less: a bearer key in place of a signature, a body in form encoding.',
    load: async (origin) => (await import('./stripe.ts')).stripe(origin),
  },
  openai: {
    title: 'openai, client.post',
    package: 'openai',
    differs: "Two retries, over Node's own fetch. Less: a bearer key in place of a signature.",
    load: async (origin) => (await import('./openai.ts')).openai(origin),
  },
  aws4fetch: {
    title: 'aws4fetch',
    package: 'aws4fetch',
    differs:
      "AWS Signature V4 over WebCrypto, over Node's own fetch with `AbortSignal.timeout`. More: canonical headers and query. Less: no nonce.",
    load: async (origin) => (await import('./aws4fetch.ts')).aws4fetch(origin),
  },
};

export const PEER_NAMES = Object.keys(PEERS) as readonly PeerName[];
