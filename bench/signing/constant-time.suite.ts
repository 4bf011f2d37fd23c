/**
 * Times comparisons of a right signature with one that differs in its first byte, in its last, or in
 * none, and prints Welch's t of each pair as JSON. Its argument is how many times that is repeated.
 *
 * Every sample has texts of its own, made by the same writes for every class, and the classes come in
 * random order: neither where a text lies in memory, what of it was touched last, nor a drift of the
 * machine can look like a difference.
 */
import { createSigner, createVerifier, memoryNonceStore } from '@luxcore/signing';
import { equalDigest } from '@luxcore/signing/primitives';
import { SIGNATURE_PREFIX } from '../../packages/signing/src/signature-text.ts';
import { runtimeName } from '../harness/runtime-name.ts';
import { MERCHANT_ID, METHOD, PATH, SECRET } from './request.ts';
import { welchT } from './welch.ts';

type Difference = 'first' | 'last' | 'none';
type Compare = (received: Uint8Array, expected: Uint8Array) => boolean;

interface Subject {
  readonly title: string;
  /** Whether this one is meant to betray itself: that shows that the measurement would see it. */
  readonly isControl: boolean;
  readonly samples: number;
  /** Calls a sample: together they must take much longer than the clock's tick. */
  readonly calls: number;
  readonly classes: readonly Difference[];
  /** Makes what one sample calls. */
  readonly prepare: (difference: Difference) => () => boolean;
}

export interface ConstantTimeResult {
  readonly title: string;
  readonly isControl: boolean;
  /** The two classes that are compared. */
  readonly classes: string;
  /** Welch's t of each repetition. */
  readonly t: readonly number[];
}

export interface ConstantTimeReport {
  readonly runtime: string;
  readonly results: readonly ConstantTimeResult[];
}

const DIGEST_LENGTH = 32;
const DIGITS = '0123456789abcdef';
const LONG_LENGTH = 4_096;
const decoder = new TextDecoder();

/** The comparison that must not be used. */
function earlyExit(received: Uint8Array, expected: Uint8Array): boolean {
  for (let index = 0; index < expected.length; index++) {
    if (received[index] !== expected[index]) return false;
  }
  return true;
}

/**
 * By how many a class changes what stands at either end. Both ends are written in every class: the end
 * that was written last is the one that a processor has at hand.
 */
function changes(difference: Difference): readonly [first: number, last: number] {
  return [Number(difference === 'first'), Number(difference === 'last')];
}

function comparison(compare: Compare, length: number): Subject['prepare'] {
  return (difference) => {
    const expected = crypto.getRandomValues(new Uint8Array(length));
    const received = Uint8Array.from(expected);
    const [first, last] = changes(difference);
    received[0] = (received[0] ?? 0) ^ first;
    received[length - 1] = (received[length - 1] ?? 0) ^ last;
    return () => compare(received, expected);
  };
}

/** A signature of the class. */
function altered(signature: string, difference: Difference): string {
  const bytes = new TextEncoder().encode(signature);
  const [first, last] = changes(difference);
  const write = (at: number, by: number): void => {
    bytes[at] = DIGITS.charCodeAt((DIGITS.indexOf(signature.charAt(at)) + by) % DIGITS.length);
  };
  write(SIGNATURE_PREFIX.length, first);
  write(bytes.length - 1, last);
  return decoder.decode(bytes);
}

function wholeCheck(): Subject['prepare'] {
  const signer = createSigner({ merchantId: MERCHANT_ID, secret: SECRET });
  const verifier = createVerifier({ secretsFor: () => SECRET, nonces: memoryNonceStore() });
  return (difference) => {
    const { headers } = signer.sign({ method: METHOD, path: PATH, body: '{}' });
    const received = altered(headers['X-Signature'], difference);
    const request = {
      method: METHOD,
      path: PATH,
      headers: { ...headers, 'X-Signature': received },
      body: '{}',
    };
    return () => verifier.check(request).ok;
  };
}

const ALL: readonly Difference[] = ['first', 'last', 'none'];

const SUBJECTS: readonly Subject[] = [
  {
    title: 'equalDigest',
    isControl: false,
    samples: 12_000,
    calls: 200,
    classes: ALL,
    prepare: comparison(equalDigest, DIGEST_LENGTH),
  },
  {
    title: `equalDigest, ${String(LONG_LENGTH)} bytes`,
    isControl: false,
    samples: 6_000,
    calls: 10,
    classes: ALL,
    prepare: comparison(equalDigest, LONG_LENGTH),
  },
  {
    title: 'verifier.check of a wrong signature',
    isControl: false,
    samples: 6_000,
    calls: 10,
    // That a right one takes another way through the code is no secret: the answer tells it.
    classes: ['first', 'last'],
    prepare: wholeCheck(),
  },
  {
    title: 'control: early exit',
    isControl: true,
    samples: 6_000,
    calls: 200,
    classes: ['first', 'last'],
    prepare: comparison(earlyExit, DIGEST_LENGTH),
  },
  {
    title: `control: early exit, ${String(LONG_LENGTH)} bytes`,
    isControl: true,
    samples: 3_000,
    calls: 10,
    classes: ['first', 'last'],
    prepare: comparison(earlyExit, LONG_LENGTH),
  },
];

// Looked at in the end, so that no compiler drops a call whose result nobody needs.
let equal = 0;

function timeOf(run: () => boolean, calls: number): number {
  const start = process.hrtime();
  for (let call = 0; call < calls; call++) equal += Number(run());
  const [seconds, nanoseconds] = process.hrtime(start);
  return seconds * 1e9 + nanoseconds;
}

function measure({ classes, samples, calls, prepare }: Subject): Map<Difference, number[]> {
  const times = new Map<Difference, number[]>(classes.map((difference) => [difference, []]));
  // The first tenth only warms up.
  for (let sample = -samples / 10; sample < samples; sample++) {
    const difference = classes[Math.floor(Math.random() * classes.length)] ?? 'none';
    const time = timeOf(prepare(difference), calls);
    if (sample >= 0) times.get(difference)?.push(time);
  }
  return times;
}

const repetitions = Number(process.argv[2]);
const results: ConstantTimeResult[] = SUBJECTS.flatMap((subject) => {
  const pairs = subject.classes.flatMap((left, index) =>
    subject.classes.slice(index + 1).map((right) => ({ left, right, t: [] as number[] })),
  );
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const times = measure(subject);
    for (const { left, right, t } of pairs) {
      t.push(welchT(times.get(left) ?? [], times.get(right) ?? []));
    }
  }
  return pairs.map(({ left, right, t }) => ({
    title: subject.title,
    isControl: subject.isControl,
    classes: `${left} / ${right}`,
    t,
  }));
});
if (equal === 0) throw new Error('No comparison found two digests equal');
console.log(JSON.stringify({ runtime: runtimeName(), results } satisfies ConstantTimeReport));
