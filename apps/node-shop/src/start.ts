/**
 * Starts an emulator of LuxCore and the shop before it, rotates the shop's key while orders come in,
 * and then stays for you to buy something.
 */
import { apiKey, createClient } from '@luxcore/client';
import { createEmulator } from '@luxcore/emulator';
import { listen } from '@luxcore/emulator/node';
import { rotateUnderOrders } from './rotation.ts';
import { serveShop } from './server.ts';
import { WEBHOOK_EVENTS, WEBHOOK_PATH } from './shop.ts';

const port = process.env.PORT ?? '3000';
const shopUrl = `http://127.0.0.1:${port}`;

const emulator = createEmulator();
const { control, credentials } = emulator;
const { url } = await listen(emulator);

// What you do once at LuxCore: name the URL of your webhook, and make a key.
const operator = createClient({ auth: apiKey(credentials.testKey), baseUrl: url });
const { secret } = await operator.webhooks.create({
  url: shopUrl + WEBHOOK_PATH,
  events: WEBHOOK_EVENTS,
});
const oldKey = control.createKey({ scopes: ['payments.create'] });
const newKey = control.createKey({ scopes: ['payments.create'] });

await serveShop({
  LUXCORE_URL: url,
  LUXCORE_API_KEYS: [oldKey, newKey].join(','),
  LUXCORE_WEBHOOK_SECRETS: secret,
  PORT: port,
});

console.log(
  await rotateUnderOrders(shopUrl, () => {
    control.deactivateKey(oldKey);
  }),
);
console.log(`\nThe shop is open at ${shopUrl} until you press Ctrl-C.`);
