/** A caller that asks again until it knows, as the documentation has it. */
import type { Subject } from './clients.ts';
import { onUnknown } from './on-unknown.ts';

const REPLAYS = 4;

/** Replays a payment of unknown outcome by `firstSentAt`, and says how often it did. */
export function replaying(client: Subject, onReplay: () => void): Subject {
  const once = onUnknown(({ merchantReference = '', firstSentAt }, again) => {
    onReplay();
    return again(
      { merchant_reference: merchantReference },
      firstSentAt === undefined ? {} : { firstSentAt },
    );
  });
  return Array.from({ length: REPLAYS }, () => once).reduce((inner, wrap) => wrap(inner), client);
}
