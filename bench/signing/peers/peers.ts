/** Every way that is timed, what it is called in the tables, and what it does more or less than ours. */
import type { Peer } from './peer.ts';

export interface PeerEntry {
  readonly title: string;
  /** The npm package, where it is one. */
  readonly package?: string;
  readonly differs: string;
  // Imported one by one, so that what does not run on a runtime leaves the others be.
  readonly load: () => Promise<Peer>;
}

export type PeerName =
  | 'native'
  | 'ourNoble'
  | 'nodeCrypto'
  | 'noble'
  | 'webCrypto'
  | 'aws4fetch'
  | 'smithy'
  | 'standardWebhooks'
  | 'stripe'
  | 'httpMessageSignatures'
  | 'jose';

export const PEERS: Readonly<Record<PeerName, PeerEntry>> = {
  native: {
    title: '@luxcore/signing, native engine',
    differs:
      'Checks method, path, clock and options, makes a nonce of 128 random bits, returns five headers and the canonical string. Verifying is `check`: the form of all parts, freshness, merchant, signature; the nonce is not claimed, as no peer remembers one.',
    load: async () => (await import('./luxcore.ts')).ourNative(),
  },
  ourNoble: {
    title: '@luxcore/signing, noble engine',
    differs: 'The same with @noble/hashes: what runs where no synchronous native hash is.',
    load: async () => (await import('./luxcore.ts')).ourNoble(),
  },
  nodeCrypto: {
    title: 'node:crypto as documented',
    differs:
      'Less: `createHash`, `createHmac` and `randomUUID` for the same canonical string; no checks of method and path. Verifying: freshness and `timingSafeEqual`.',
    load: async () => (await import('./node-crypto.ts')).nodeCrypto,
  },
  noble: {
    title: '@noble/hashes used naively',
    package: '@noble/hashes',
    differs:
      'Less, as above: `sha256`, `hmac` and `randomBytes` for each call, the key prepared anew.',
    load: async () => (await import('./noble.ts')).noble,
  },
  webCrypto: {
    title: 'WebCrypto, cached key',
    differs: 'Less, as above; every step is asynchronous and awaited, one request after another.',
    load: async () => (await import('./web-crypto.ts')).webCrypto(),
  },
  aws4fetch: {
    title: 'aws4fetch',
    package: 'aws4fetch',
    differs:
      'More: canonical headers and query, and a `Request` as its result. Less: no nonce. Derived key cached by it, imported anew by it. It has no verifier: the receiver signs again and compares.',
    load: async () => (await import('./aws4fetch.ts')).aws4fetch,
  },
  smithy: {
    title: '@smithy/signature-v4',
    package: '@smithy/signature-v4',
    differs:
      'More: canonical headers and query. Less: no nonce. Given node:crypto as its hash; derived key cached by it. It has no verifier: the receiver signs again and compares.',
    load: async () => (await import('./smithy.ts')).smithy,
  },
  standardWebhooks: {
    title: 'standardwebhooks',
    package: 'standardwebhooks',
    differs:
      'Less: one HMAC over the body itself, no method and path; its caller makes the id. Verifying also parses the JSON. `svix` 2.5.0 hands signing and verifying to this very package, so it is not timed again.',
    load: async () => (await import('./standard-webhooks.ts')).standardWebhooks,
  },
  stripe: {
    title: 'stripe webhooks',
    package: 'stripe',
    differs:
      'Less: one HMAC over timestamp and body, no nonce, no method and path. Verifying also parses the JSON, and looks at the age only one way. On Deno and Bun its own build is over WebCrypto, and awaited.',
    load: async () => (await import('./stripe.ts')).stripe(),
  },
  httpMessageSignatures: {
    title: 'http-message-signatures',
    package: 'http-message-signatures',
    differs:
      'More: structured fields of RFC 9421 with a nonce. The digest of the body is made by its caller with node:crypto.',
    load: async () => (await import('./http-message-signatures.ts')).httpMessageSignatures,
  },
  jose: {
    title: 'jose, HS256',
    package: 'jose',
    differs:
      'Less: a detached JWS over the body, no method and path; time and nonce are in its header. The key is a `CryptoKey`, imported once.',
    load: async () => (await import('./jose.ts')).jose(),
  },
};

export const PEER_NAMES = Object.keys(PEERS) as PeerName[];
