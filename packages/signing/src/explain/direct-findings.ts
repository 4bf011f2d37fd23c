import { readHeader, SIGNATURE_HEADERS } from '../headers.ts';
import { secretFault } from '../secret.ts';
import { isPart, TIMESTAMP } from '../syntax.ts';
import { describeOffset, isFresh, TOLERANCE_SECONDS } from '../timestamp.ts';
import type { Finding } from './explanation.ts';
import type { ReadDigest } from './read-digest.ts';

interface Seen {
  readonly headers: unknown;
  readonly signature: string;
  readonly digest: ReadDigest | undefined;
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** What is wrong at first sight, without trying a signature. */
export function directFindings(seen: Seen): Finding[] {
  return [
    ...headerFaults(seen),
    ...signatureFaults(seen),
    ...timestampFaults(seen),
    ...secretFaults(seen),
  ];
}

function headerFaults({ headers, signature }: Seen): Finding[] {
  return Object.entries(SIGNATURE_HEADERS).flatMap(([part, name]): Finding[] => {
    const value = readHeader(headers, name);
    if (part === 'signature' && signature !== '') return [];
    if (typeof value === 'string') return [];
    return [
      {
        mistake: 'header_missing',
        component: 'headers',
        expected: `${name}, once`,
        received: value.received,
        cause: `the header ${name} is missing or came several times`,
        mend: 'Send all five headers of a signed request, each once.',
      },
    ];
  });
}

function signatureFaults({ signature, digest }: Seen): Finding[] {
  if (signature === '' || (digest !== undefined && digest.fault === undefined)) return [];
  return [
    {
      mistake: 'signature_encoding',
      component: 'signature',
      expected: 'hmac_sha256= and 64 lower-case hex digits',
      received: signature,
      cause: `the signature is not written as it should be (${digest?.fault ?? 'it is no SHA-256 digest'})`,
      mend: 'Write the digest as lower-case hex behind the prefix hmac_sha256=.',
    },
  ];
}

function timestampFaults({ headers, time }: Seen): Finding[] {
  const text = readHeader(headers, SIGNATURE_HEADERS.timestamp);
  if (typeof text !== 'string') return [];
  const expected = `Unix time in seconds, at most ${String(TOLERANCE_SECONDS)} s from ${String(Math.floor(time / 1000))}`;
  if (!isPart(TIMESTAMP, text)) {
    return [
      {
        mistake: 'header_malformed',
        component: 'timestamp',
        expected,
        received: text,
        cause: `the header ${SIGNATURE_HEADERS.timestamp} is no Unix time in whole seconds`,
        mend: 'Send decimal digits and nothing else.',
      },
    ];
  }
  const timestamp = Number(text);
  if (isFresh(timestamp, time, TOLERANCE_SECONDS)) return [];
  const inMilliseconds = isFresh(timestamp / 1000, time, TOLERANCE_SECONDS);
  return [
    inMilliseconds
      ? {
          mistake: 'timestamp_milliseconds',
          component: 'timestamp',
          expected,
          received: text,
          cause: `the header ${SIGNATURE_HEADERS.timestamp} is in milliseconds`,
          mend: 'Use `Math.floor(Date.now() / 1000)`.',
        }
      : {
          mistake: 'clock_skew',
          component: 'timestamp',
          expected,
          received: text,
          cause: `the timestamp lies ${describeOffset(timestamp, time)}`,
          mend: 'Set the clock of the signer right, and sign just before sending.',
        },
  ];
}

function secretFaults({ secret }: Seen): Finding[] {
  const fault = secretFault(secret);
  if (fault === undefined) return [];
  return [
    {
      mistake: 'secret_unusable',
      component: 'secret',
      expected: 'the HMAC secret of the merchant, exactly as issued',
      received: 'another, which is not shown',
      cause: `the secret that was given is not usable: ${fault}`,
      mend: 'Use the secret that was issued with the v2 credentials.',
    },
  ];
}
