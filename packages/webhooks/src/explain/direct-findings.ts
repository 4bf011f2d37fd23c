import type { HeadersLike } from '@luxcore/signing';
import { describeOffset, isFresh, parseTimestamp } from '@luxcore/signing/primitives';
import { describeForm } from '../scheme/read-signatures.ts';
import type { WebhookScheme } from '../scheme/scheme.ts';
import { webhookSecretFault } from '../scheme/webhook-secret.ts';
import type { DeliveryFinding, DeliveryMistake } from './delivery-explanation.ts';
import { DELIVERY_MISTAKES } from './delivery-mistakes.ts';
import { readHeaderSafely } from './read-header-safely.ts';

/** A delivery, and what it is judged by. */
export interface Seen {
  readonly headers: HeadersLike;
  readonly scheme: WebhookScheme;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly toleranceSeconds: number;
}

/** One thing that is wrong; its cause in the words of the table unless told. */
export function findingOf(
  mistake: DeliveryMistake,
  expected: string,
  received: string,
  cause: string = DELIVERY_MISTAKES[mistake].cause,
): DeliveryFinding {
  const { component, mend } = DELIVERY_MISTAKES[mistake];
  return { mistake, component, expected, received, cause, mend };
}

/** What is wrong with the headers at first sight. */
export function headerFindings({ headers, scheme }: Seen): readonly DeliveryFinding[] {
  return Object.values(scheme.headers).flatMap((name: string) => {
    const value = readHeaderSafely(headers, name);
    if (typeof value !== 'string') {
      return value.code === 'MISSING_HEADER'
        ? [findingOf('header_missing', name, value.received, `the header ${name} is missing`)]
        : [doubled(name)];
    }
    // `Headers` and Node join by this what came twice. Signatures may be several.
    return name !== scheme.headers.signature && value.includes(', ') ? [doubled(name)] : [];
  });
}

function doubled(name: string): DeliveryFinding {
  const cause = `the header ${name} came several times`;
  return findingOf('header_doubled', `${name}, once`, 'several values', cause);
}

/** What is wrong with the timestamp at first sight. */
export function timestampFindings(seen: Seen): readonly DeliveryFinding[] {
  const { headers, scheme, time, toleranceSeconds } = seen;
  if (scheme.headers.timestamp === undefined) return [];
  const text = readHeaderSafely(headers, scheme.headers.timestamp);
  if (typeof text !== 'string' || text.includes(', ')) return [];
  const expected = `Unix time in seconds, at most ${String(toleranceSeconds)} s from ${String(Math.floor(time / 1000))}`;
  const timestamp = parseTimestamp(text);
  if (timestamp === undefined) return [findingOf('timestamp_malformed', expected, text)];
  if (isFresh(timestamp, time, toleranceSeconds)) return [];
  if (isFresh(timestamp / 1000, time, toleranceSeconds)) {
    return [
      findingOf('timestamp_milliseconds', expected, text, 'the timestamp was sent in milliseconds'),
    ];
  }
  const cause = `the timestamp lies ${describeOffset(timestamp, time)}`;
  return [findingOf('clock_skew', expected, text, cause)];
}

/** What is wrong with a signature in which no digest is found; what came is counted, not shown. */
export function malformedSignature({ headers, scheme }: Seen): readonly DeliveryFinding[] {
  const name = scheme.headers.signature;
  const value = readHeaderSafely(headers, name);
  if (typeof value !== 'string') return [];
  const cause = `the header ${name} holds no signature`;
  const received = `${String(value.length)} other characters`;
  return [findingOf('signature_malformed', describeForm(scheme), received, cause)];
}

/** What is wrong with the secrets by their form, each fault once; one may be told of otherwise. */
export function secretFindings(
  secrets: readonly unknown[],
  scheme: WebhookScheme,
  toldIndex = -1,
): readonly DeliveryFinding[] {
  const faults = new Map<string, number>();
  secrets.forEach((secret, index) => {
    const fault = webhookSecretFault(secret, scheme);
    if (fault !== undefined && index !== toldIndex && !faults.has(fault)) faults.set(fault, index);
  });
  if (secrets.length === 0) faults.set('an empty list', 0);
  return [...faults].map(([fault, index]) => {
    const which = secrets.length > 1 ? `secrets[${String(index)}]` : 'what was given as secret';
    const expected = `the secret of the endpoint, which begins with ${scheme.secretPrefix}`;
    return findingOf('secret_unusable', expected, fault, `${which} is ${fault}`);
  });
}
