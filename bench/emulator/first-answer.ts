/**
 * Prints how many milliseconds an emulator takes to be made, and to answer a first payment, after its import;
 * and before, how long Node takes for its own first Request, which it loads then.
 */
import { createEmulator } from '@luxcore/emulator';

const url = 'https://api.lux-core.io/api/v1/payments';
const body = JSON.stringify({ type: 'deposit', amount: 150_000, currency: 'MXN', method: 'spei' });
const idle = performance.now();
await new Request(url, { method: 'POST', body }).arrayBuffer();
await Response.json({}).json();
const start = performance.now();
const { fetch, credentials } = createEmulator();
const made = performance.now();
const response = await fetch(url, {
  method: 'POST',
  headers: { 'X-API-Key': credentials.testKey, 'Content-Type': 'application/json' },
  body,
});
await response.json();
const answered = performance.now();
if (response.status !== 201) throw new Error(`answered ${String(response.status)}`);
console.log(
  JSON.stringify({ runtime: start - idle, made: made - start, answered: answered - start }),
);
