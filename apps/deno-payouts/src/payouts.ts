/**
 * Pays each row of `<folder>/payouts.csv` once: `payouts.ts <folder> [origin of LuxCore]`.
 *
 * Ends with 0 if every row is paid, 1 if one is not or nobody knows, 2 if nothing was sent, 130 if it
 * was stopped. Run it again with the same folder to go on.
 */
import { createClient, hmacFromEnv } from '@luxcore/client';
import { formatMinorUnits } from '@luxcore/contract';
import { Journal } from './journal.ts';
import { openPayouts, pay, type PayingParts } from './pay.ts';
import { readPayouts, type Payout } from './payout-file.ts';
import { count, showProgress } from './progress.ts';
import { Refusal } from './refusal.ts';
import { report, totals } from './report.ts';

const BY_SIGNAL = 'a signal has stopped it';
const INTERRUPTED = 130;

interface Prepared extends PayingParts {
  readonly folder: string;
  readonly payouts: readonly Payout[];
}

const { folder, payouts, ...parts } = await prepare(Deno.args).catch(refuse);
const { journal, client, stopping } = parts;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  Deno.addSignalListener(signal, () => {
    // The first waits for what was sent; the second does not, and the journal has it all the same.
    if (stopping.signal.aborted) Deno.exit(INTERRUPTED);
    stopping.abort(BY_SIGNAL);
  });
}

{
  using _progress = showProgress(
    () => count(payouts, journal),
    () => {
      if (stopping.signal.aborted) return ', stopping';
      const isWaiting = client.limits().some(({ queued }) => queued > 0);
      return isWaiting ? ', waiting for the rate limit' : '';
    },
  );
  await pay(payouts, parts);
}
const reason: unknown = stopping.signal.reason;
if (stopping.signal.aborted) console.log(`Ended early: ${String(reason)}.`);
console.log(await report(folder, payouts, journal));
const { paid, total } = count(payouts, journal);
Deno.exit(reason === BY_SIGNAL ? INTERRUPTED : paid === total ? 0 : 1);

/** Everything that can be found out before money moves. */
async function prepare([folder, url]: readonly string[]): Promise<Prepared> {
  const name = /(?:^|\/)(\w[\w.-]{0,63})\/*$/.exec(folder ?? '')?.[1];
  if (folder === undefined || name === undefined) {
    throw new Refusal('Name the folder: payouts.ts <folder> [origin of LuxCore]');
  }
  const payouts = readPayouts(await Deno.readFile(`${folder}/payouts.csv`), name);
  const batch = {
    name,
    url: url ?? 'LuxCore',
    merchant: Deno.env.get('LUXCORE_MERCHANT_ID') ?? '',
  };
  const journal = await Journal.open(folder, batch, payouts);
  const client = createClient({
    auth: hmacFromEnv(),
    baseUrl: url,
    // The last before an attempt leaves: what is not on the disk is not sent.
    middleware: [
      async ({ merchantReference }, next) => {
        if (merchantReference !== undefined) await journal.sending(merchantReference);
        return next();
      },
    ],
  });
  for (const [currency, needed] of totals(openPayouts(payouts, journal))) {
    const { available_amount: available } = await client.balance.get({ currency });
    if (BigInt(available) >= needed) continue;
    const asked = `${formatMinorUnits(needed, currency)} ${currency}`;
    const left = `${formatMinorUnits(available, currency)} ${currency}`;
    throw new Refusal(`The rows come to ${asked}, and ${left} are available.`);
  }
  await journal.begin();
  return { folder, payouts, journal, client, stopping: new AbortController() };
}

function refuse(error: unknown): never {
  const { message, cause } = error as Error;
  console.error(cause instanceof Error ? `${message}: ${cause.message}` : message);
  console.error('Nothing was sent.');
  Deno.exit(2);
}
