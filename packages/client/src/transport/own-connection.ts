import type { HttpMethod } from '@luxcore/contract';

/** What a connection is made with, as Deno's fetch takes it. */
export interface OwnConnection {
  readonly client?: object;
}

let unpooled: object | undefined;

/**
 * Gives what may not be sent twice a connection that nothing was sent on before. Deno's fetch sends a
 * request once more, unasked, where a kept connection ends without an answer (denoland/deno#32566): a
 * webhook or a ticket would be made twice.
 */
export function ownConnection(method: HttpMethod): OwnConnection {
  const { Deno } = globalThis as {
    Deno?: { createHttpClient?: (options: { poolMaxIdlePerHost: number }) => object };
  };
  if (method === 'GET' || Deno?.createHttpClient === undefined) return {};
  unpooled ??= Deno.createHttpClient({ poolMaxIdlePerHost: 0 });
  return { client: unpooled };
}
