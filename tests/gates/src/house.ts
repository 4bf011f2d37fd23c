/**
 * The floors of the house: which of our packages each one may import, and which run everywhere.
 *
 * The lint rules of eslint.config.js are made from this table. It is there because one import in the
 * wrong direction, or one `node:` import in shared code, breaks edge workers and browsers only after
 * publishing.
 */
export interface Floor {
  /** The packages below, which this one may import. */
  readonly below: readonly string[];
  /**
   * The files that may look at the runtime, at a call and never at import, and what each may read of
   * it: nothing else of `process` passes.
   */
  readonly environment?: Readonly<Record<string, readonly string[]>>;
}

export const HOUSE: Readonly<Record<string, Floor>> = {
  errors: { below: [] },
  scopes: { below: [] },
  signing: {
    below: ['errors'],
    // Node's own hash is several times faster than one in JavaScript, and no Web API gives one synchronously.
    environment: { 'src/engine/native.ts': ['process.getBuiltinModule', 'process.versions'] },
  },
  contract: { below: ['errors', 'scopes'] },
  webhooks: { below: ['errors', 'signing', 'contract'] },
  client: {
    below: ['errors', 'scopes', 'signing', 'contract'],
    environment: {
      // What `apiKeyFromEnv` and `hmacFromEnv` are there for.
      'src/auth/from-env.ts': ['process.env', 'Deno.env'],
      // A browser has a window, and so had Deno 1.
      'src/browser-guard.ts': ['window', 'Deno'],
      // Deno's fetch repeats requests, unless it is told not to.
      'src/transport/own-connection.ts': ['Deno.createHttpClient'],
    },
  },
  emulator: {
    below: ['errors', 'scopes', 'signing', 'contract', 'webhooks'],
    environment: { 'src/state/sqlite-storage.ts': ['process.getBuiltinModule'] },
  },
};
