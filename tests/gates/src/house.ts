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
  /** The files that may look at the runtime's environment, at a call and never at import. */
  readonly environment?: readonly string[];
}

export const HOUSE: Readonly<Record<string, Floor>> = {
  errors: { below: [] },
  scopes: { below: [] },
  signing: { below: ['errors'], environment: ['src/engine/native.ts'] },
  contract: { below: ['errors', 'scopes'] },
  client: {
    below: ['errors', 'scopes', 'signing', 'contract'],
    environment: ['src/auth/from-env.ts', 'src/browser-guard.ts'],
  },
  emulator: { below: ['errors', 'scopes', 'signing', 'contract'] },
};
