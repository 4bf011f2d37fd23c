import { SIGNATURE_HEADERS, type ReadHeaders, type SignatureHeader } from '../headers.ts';
import { secretFault } from '../secret.ts';
import { isPart, SIGNATURE, TIMESTAMP } from '../syntax.ts';
import { describeOffset, isFresh, TOLERANCE_SECONDS } from '../timestamp.ts';
import type { Finding } from './explanation.ts';
import { MISTAKES, type Component } from './mistakes.ts';
import type { ReadDigest } from './read-digest.ts';

interface Seen {
  readonly read: ReadHeaders;
  readonly signature: string;
  readonly digest: ReadDigest | undefined;
  readonly secret: unknown;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** What is wrong at first sight, without trying a signature. */
export function directFindings({ read, signature, digest, secret, time }: Seen): Finding[] {
  const findings: Finding[] = [];
  const add = (
    mistake: Finding['mistake'],
    component: Component,
    expected: string,
    received: string,
    cause: string,
    mend: string,
  ): void => {
    findings.push({ mistake, component, expected, received, cause, mend });
  };

  for (const header of Object.keys(SIGNATURE_HEADERS) as SignatureHeader[]) {
    const value = read[header];
    if (typeof value === 'string' || (header === 'signature' && signature !== '')) continue;
    const name = SIGNATURE_HEADERS[header];
    const cause = `the header ${name} is missing or came several times`;
    const mend = 'Send all five headers, each once.';
    add('header_missing', 'headers', `${name}, once`, value.received, cause, mend);
  }

  if (signature !== '' && (digest === undefined || digest.fault !== undefined)) {
    const { expected } = SIGNATURE;
    const cause = `the signature is malformed (${digest?.fault ?? 'it is no SHA-256 digest'})`;
    add('signature_encoding', 'signature', expected, signature, cause, `Send ${expected}.`);
  }

  const text = read.timestamp;
  if (typeof text === 'string') {
    const timestamp = Number(text);
    const addTimed = (mistake: Finding['mistake'], cause: string, mend: string): void => {
      const expected = `Unix time in seconds, at most ${String(TOLERANCE_SECONDS)} s from ${String(Math.floor(time / 1000))}`;
      add(mistake, 'timestamp', expected, text, `the timestamp ${cause}`, mend);
    };
    const { mend } = MISTAKES.timestamp_milliseconds;
    if (!isPart(TIMESTAMP, text)) {
      addTimed('header_malformed', 'is no Unix time in whole seconds', mend);
    } else if (isFresh(timestamp / 1000, time, TOLERANCE_SECONDS)) {
      addTimed('timestamp_milliseconds', 'is in milliseconds', mend);
    } else if (!isFresh(timestamp, time, TOLERANCE_SECONDS)) {
      const advice = 'Set the clock right, and sign just before sending.';
      addTimed('clock_skew', `lies ${describeOffset(timestamp, time)}`, advice);
    }
  }

  const fault = secretFault(secret);
  if (fault !== undefined) {
    const expected = 'the HMAC secret, exactly as issued';
    const cause = `the secret is ${fault}`;
    add('secret_unusable', 'secret', expected, 'not shown', cause, `Use ${expected}.`);
  }
  return findings;
}
