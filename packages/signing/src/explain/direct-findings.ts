import { SIGNATURE_HEADERS, type HeaderFault, type SignatureHeader } from '../headers.ts';
import { secretFault } from '../secret.ts';
import { isPart, SIGNATURE, TIMESTAMP } from '../syntax.ts';
import { describeOffset, isFresh, TOLERANCE_SECONDS } from '../timestamp.ts';
import type { Finding } from './explanation.ts';
import { MISTAKES, type Component } from './mistakes.ts';
import type { ReadDigest } from './read-digest.ts';

interface Seen {
  readonly read: (header: SignatureHeader) => string | HeaderFault;
  readonly signature: string;
  readonly digest: ReadDigest | undefined;
  readonly secret: unknown;
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

function finding(
  mistake: Finding['mistake'],
  component: Component,
  expected: string,
  received: string,
  cause: string,
  mend: string,
): Finding {
  return { mistake, component, expected, received, cause, mend };
}

function headerFaults({ read, signature }: Seen): Finding[] {
  return (Object.keys(SIGNATURE_HEADERS) as SignatureHeader[]).flatMap((header) => {
    const value = read(header);
    if (typeof value === 'string' || (header === 'signature' && signature !== '')) return [];
    const name = SIGNATURE_HEADERS[header];
    return finding(
      'header_missing',
      'headers',
      `${name}, once`,
      value.received,
      `the header ${name} is missing or came several times`,
      'Send all five headers of a signed request, each once.',
    );
  });
}

function signatureFaults({ signature, digest }: Seen): Finding[] {
  if (signature === '' || (digest !== undefined && digest.fault === undefined)) return [];
  return [
    finding(
      'signature_encoding',
      'signature',
      SIGNATURE.expected,
      signature,
      `the signature is not written as it should be (${digest?.fault ?? 'it is no SHA-256 digest'})`,
      'Write the digest as lower-case hex behind the prefix hmac_sha256=.',
    ),
  ];
}

function timestampFaults({ read, time }: Seen): Finding[] {
  const text = read('timestamp');
  if (typeof text !== 'string') return [];
  const timestamp = Number(text);
  const name = SIGNATURE_HEADERS.timestamp;
  const fault = (mistake: Finding['mistake'], cause: string, mend: string): Finding[] => [
    finding(
      mistake,
      'timestamp',
      `Unix time in seconds, at most ${String(TOLERANCE_SECONDS)} s from ${String(Math.floor(time / 1000))}`,
      text,
      cause,
      mend,
    ),
  ];
  if (!isPart(TIMESTAMP, text)) {
    return fault(
      'header_malformed',
      `the header ${name} is no Unix time in whole seconds`,
      'Send decimal digits and nothing else.',
    );
  }
  if (isFresh(timestamp, time, TOLERANCE_SECONDS)) return [];
  if (isFresh(timestamp / 1000, time, TOLERANCE_SECONDS)) {
    const { mend } = MISTAKES.timestamp_milliseconds;
    return fault('timestamp_milliseconds', `the header ${name} is in milliseconds`, mend);
  }
  return fault(
    'clock_skew',
    `the timestamp lies ${describeOffset(timestamp, time)}`,
    'Set the clock of the signer right, and sign just before sending.',
  );
}

function secretFaults({ secret }: Seen): Finding[] {
  const fault = secretFault(secret);
  if (fault === undefined) return [];
  return [
    finding(
      'secret_unusable',
      'secret',
      'the HMAC secret of the merchant, exactly as issued',
      'another, which is not shown',
      `the secret that was given is not usable: ${fault}`,
      'Use the secret that was issued with the v2 credentials.',
    ),
  ];
}
