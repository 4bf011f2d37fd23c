import { createEmulator } from '@luxcore/emulator';
import { createWebhookHandler } from '@luxcore/webhooks';
import { afterEach, expect, it } from 'vitest';
import {
  closeServers,
  FRAMEWORKS,
  PATH,
} from '../../../packages/webhooks/src/adapters/test-frameworks.node.ts';

const EVENTS = [
  'payment.created',
  'payment.completed',
  'payment.failed',
  'balance.updated',
] as const;

afterEach(closeServers);

it.each(Object.entries(FRAMEWORKS))(
  'handles each event once on %s, and no payment goes back, whatever the network does',
  async (_name, start) => {
    const emulator = createEmulator();
    const { control, credentials, fetch } = emulator;
    const v1 = async (path: string, body: object, method = 'POST') => {
      const response = await fetch(`https://api.lux-core.io/api/v1${path}`, {
        method,
        headers: { 'X-API-Key': credentials.testKey, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Record<string, unknown>;
    };
    const endpoint = await v1('/webhooks', {
      url: `http://127.0.0.1:9${PATH}`,
      events: EVENTS,
      signature_algorithm: 'hmac_sha256',
    });
    const { id, secret } = endpoint.data as { id: string; secret: string };
    const handled: string[] = [];
    let failures = 2;
    const note = (event: { id: string; type: string }) => {
      if (event.type === 'payment.created' && failures-- > 0) throw new Error('the shop is away');
      handled.push(event.id);
    };
    const versions: number[] = [];
    const handler = createWebhookHandler({
      secrets: secret,
      // The emulator's clock is moved ahead of ours.
      toleranceSeconds: 3_600,
      on: {
        'payment.created': (event) => {
          note(event);
          versions.push(event.payment.status_version ?? 0);
        },
        'payment.completed': (event) => {
          note(event);
          versions.push(event.payment.status_version ?? 0);
        },
        'balance.updated': note,
      },
      onError: () => undefined,
    });
    const url = await start(handler);
    await v1(`/webhooks/${id}`, { url }, 'PUT');

    for (const fault of ['twice', 'lost_answer', 'out_of_order', 'late'] as const) {
      control.deliveryFault(fault);
    }
    await v1('/payments', {
      amount: 1_000,
      currency: 'MXN',
      method: 'spei',
      type: 'deposit',
      merchant_reference: 'order-1.emulate-completed',
    });
    await control.advance('30m');

    expect(new Set(handled).size).toBe(handled.length);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(versions.at(-1)).toBe(3);
    expect(handled.length).toBeGreaterThanOrEqual(2);
    const events = await fetch(`https://api.lux-core.io/api/v1/webhooks/${id}/events`, {
      headers: { 'X-API-Key': credentials.testKey },
    });
    const { data } = (await events.json()) as { data: { status: string }[] };
    expect(data).toHaveLength(3);
    expect(data.every(({ status }) => status === 'delivered')).toBe(true);
    await emulator.close();
  },
);
