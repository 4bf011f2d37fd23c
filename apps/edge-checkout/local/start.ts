/** Starts an emulator of LuxCore and the Worker before it, and stays for you to buy a ticket. */
import { apiKey, createClient } from '@luxcore/client';
import { createEmulator } from '@luxcore/emulator';
import { listen } from '@luxcore/emulator/node';
import { serveWorker } from './serve-worker.ts';

const port = Number(process.env.PORT ?? 8787);

const emulator = createEmulator();
const { url } = await listen(emulator);
const { merchantId, hmacSecret, testKey } = emulator.credentials;

// What you do once at LuxCore: name the URL of your webhook.
const operator = createClient({ auth: apiKey(testKey), baseUrl: url });
const { secret } = await operator.webhooks.create({
  url: `http://127.0.0.1:${String(port)}/webhooks/luxcore`,
  events: ['payment.completed', 'payment.failed', 'payment.cancelled'],
});

const worker = await serveWorker(port, {
  LUXCORE_URL: url,
  LUXCORE_MERCHANT_ID: String(merchantId),
  LUXCORE_HMAC_SECRET: hmacSecret,
  LUXCORE_WEBHOOK_SECRET: secret,
});
console.log(`The checkout is open at ${worker.url} until you press Ctrl-C.`);
