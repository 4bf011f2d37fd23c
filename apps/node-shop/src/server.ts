/** The shop as a server, set up by environment variables. */
import { serve } from '@hono/node-server';
import { apiKey, createClient } from '@luxcore/client';
import { openTelemetry } from '@luxcore/client/opentelemetry';
import { Hono } from 'hono';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createShop } from './shop.ts';
import { startTelemetry, traced } from './telemetry.ts';

export interface ShopEnv {
  /** Comma-separated: while keys are rotated, the old and the new. */
  readonly LUXCORE_API_KEYS: string;
  /** Comma-separated. */
  readonly LUXCORE_WEBHOOK_SECRETS: string;
  /** LuxCore itself unless told. */
  readonly LUXCORE_URL?: string;
  readonly PORT?: string;
}

export async function serveShop(
  env: ShopEnv,
  log: (text: string) => void = console.log,
): Promise<Server> {
  const tracer = startTelemetry(log);
  const spans = openTelemetry({ tracer });
  const client = createClient({
    auth: apiKey(env.LUXCORE_API_KEYS.split(','), { scopes: ['payments.create'] }),
    baseUrl: env.LUXCORE_URL,
    // Nobody waits longer for a page; to ask again is safe.
    timeoutMs: 10_000,
    totalTimeoutMs: 20_000,
    onEvent(event) {
      spans(event);
      if (event.type === 'rotation') {
        log(
          `rotation: LuxCore refused key ${String(event.from)}, key ${String(event.to)} is in use`,
        );
      }
    },
  });
  const webhookSecrets = env.LUXCORE_WEBHOOK_SECRETS.split(',');
  const app = new Hono()
    .use(traced(tracer))
    .route('/', createShop({ client, webhookSecrets, log }));
  const port = Number(env.PORT ?? 3000);
  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }) as Server;
  await once(server, 'listening').catch((cause: unknown) => {
    throw new Error(`Port ${String(port)} cannot be used: set PORT to another`, { cause });
  });
  return server;
}
