/** Codes of a failure before any byte left. */
const NEVER_CONNECTED: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  // Bun's name for ECONNREFUSED.
  'ConnectionRefused',
]);

interface Failure {
  readonly code?: unknown;
  readonly cause?: Failure | null;
}

/** The code of a failed connection: Node's fetch has it on the cause, Bun's on the error itself. */
export function connectionCode(error: unknown): string | undefined {
  const failure = error as Failure | null | undefined;
  return [failure?.cause?.code, failure?.code].find((code) => typeof code === 'string');
}

/** Whether a runtime's own fetch failed before any byte left: nothing can have been carried out. */
export function neverConnected(error: unknown): boolean {
  return NEVER_CONNECTED.has(connectionCode(error) ?? '');
}
