import { createHmac } from 'node:crypto';
import type * as Primitives from '@luxcore/signing/primitives';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeliveryExplanation, ExplainDeliveryOptions } from './delivery-explanation.ts';
import { HYPOTHESES } from './delivery-mistakes.ts';
import { anyUnit } from '../test-text.ts';
import { explainDelivery } from './explain-delivery.ts';

const work = vi.hoisted(() => ({ hmacs: 0, hashed: 0 }));

vi.mock('@luxcore/signing/primitives', async (original) => {
  const primitives = await original<typeof Primitives>();
  return {
    ...primitives,
    createHmacKey: (key: Uint8Array): Primitives.HmacKey => {
      const { hex, digest } = primitives.createHmacKey(key);
      return {
        digest,
        hex(text, rest) {
          work.hmacs++;
          work.hashed += text.length + (rest?.length ?? 0);
          return hex(text, rest);
        },
      };
    },
  };
});

const NOW = 1_790_000_000;
const now = () => NOW * 1000;
const SECRET = `whsec_${'5f'.repeat(16)}`;
const REWRITES = ['body_reencoded', 'body_reserialised', 'body_pretty_printed'];
const MEBIBYTE = 1024 * 1024;

function explained(
  body: string | Uint8Array,
  signed: string | Uint8Array = 'another',
  options: Partial<ExplainDeliveryOptions> = {},
): DeliveryExplanation {
  const digest = createHmac('sha256', SECRET)
    .update(`${String(NOW)}.`)
    .update(signed);
  const headers = {
    'x-webhook-timestamp': String(NOW),
    'x-webhook-signature': `hmac_sha256=${digest.digest('hex')}`,
    'webhook-id': 'msg_1',
  };
  return explainDelivery({ headers, body }, { secrets: SECRET, now, ...options });
}

const names = ({ findings }: DeliveryExplanation) => findings.map(({ mistake }) => mistake);
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => `whsec_${String(index).padStart(32, '0')}`);
/** JSON that each mistake changes, so that most forms of it are tried. */
const RICH = `\ufeff${JSON.stringify({ a: ['é', '/'], b: {} }, null, 3)}\r\n`;

beforeEach(() => {
  work.hmacs = 0;
  work.hashed = 0;
});

describe('the work of a call', () => {
  it('is each HMAC for one secret, well below 500', () => {
    expect(explained(RICH)).toMatchObject({ exhausted: false, untried: [], ruledOut: HYPOTHESES });
    expect(work.hmacs).toBeGreaterThan(100);
    expect(work.hmacs).toBeLessThan(500);
  });

  it('is one HMAC where the signature is right', () => {
    expect(explained(RICH, RICH).matches).toBe(true);
    expect(work.hmacs).toBe(1);
  });

  it('is none where no signature came', () => {
    explainDelivery({ headers: {}, body: RICH }, { secrets: SECRET, now });
    expect(work.hmacs).toBe(0);
  });

  it('is none for a secret that is no text', () => {
    const secrets = [undefined, 7, {}] as never;
    expect(names(explained(RICH, RICH, { secrets }))).toEqual(Array(3).fill('secret_unusable'));
    expect(work.hmacs).toBe(0);
  });

  it('is 500 HMACs for a few secrets: not every two were tried together', () => {
    const explanation = explained(RICH, 'another', { secrets: many(8) });
    expect(work.hmacs).toBe(500);
    expect(explanation).toMatchObject({ exhausted: true, untried: [], ruledOut: HYPOTHESES });
    expect(explanation.text).toContain('Ruled out, each alone; not every two together:');
  });

  it('is 500 HMACs for many secrets: not every mistake was tried', () => {
    const { exhausted, untried, ruledOut, text } = explained(RICH, '', { secrets: many(60) });
    expect(work.hmacs).toBe(500);
    expect(exhausted).toBe(true);
    expect(ruledOut).toContain('body_trailing_newline');
    expect(untried).toContain('other_scheme');
    expect([...ruledOut, ...untried]).toEqual(HYPOTHESES);
    expect(text).toContain(
      'Not tried, because the body is too large or the secrets too many:\n  -',
    );
  });

  it('is 500 HMACs for more secrets than that, and soon done', () => {
    const started = process.cpuUsage();
    const secrets = [...many(5_000), SECRET];
    expect(explained(RICH, RICH, { secrets })).toMatchObject({
      matches: false,
      exhausted: true,
      untried: HYPOTHESES,
      ruledOut: [],
    });
    expect(work.hmacs).toBe(500);
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  });

  it('is at most 500 HMACs for any body and secrets', () => {
    const secrets = fc.array(
      fc.string({ maxLength: 20 }).map((text) => `whsec_${text}`),
      {
        minLength: 1,
        maxLength: 9,
      },
    );
    fc.assert(
      fc.property(fc.json(), secrets, (body, list) => {
        work.hmacs = 0;
        const { exhausted } = explained(body, 'another', { secrets: list });
        expect(work.hmacs).toBeLessThanOrEqual(500);
        if (exhausted) expect(work.hmacs).toBe(500);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a body', () => {
  const row = JSON.stringify({ id: 17, name: 'Ana é', amount: 1.5 });
  const list = `[${Array.from({ length: MEBIBYTE / 48 }, () => row).join(',')}]`;

  it('of a mebibyte is answered soon, and says what was not tried', () => {
    const started = process.cpuUsage();
    const explanation = explained(list, 'another', { secrets: [SECRET, `${SECRET}00`] });
    // Some 70 ms on a laptop; a slow machine has its time, and of a busy one only this process counts.
    expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
    expect(explanation).toMatchObject({ findings: [], untried: REWRITES, exhausted: true });
    expect(work.hashed).toBeLessThanOrEqual(64 * MEBIBYTE);
  });

  it('of a mebibyte does not keep a mistake from being found', () => {
    expect(names(explained(list, `${list}\n`))).toEqual(['body_trailing_newline']);
  });

  it.each([65_536, 65_537])('of %i bytes is written anew or not', (length) => {
    const body = `{"a":"${'x'.repeat(length - 8)}"}`;
    const explanation = explained(body, JSON.stringify(JSON.parse(body), null, 2));
    expect(names(explanation)).toEqual(length > 65_536 ? [] : ['body_pretty_printed']);
    expect(explanation.untried).toEqual(length > 65_536 ? REWRITES : []);
  });

  it('of more bytes than are hashed is tried once as it is', () => {
    const body = new Uint8Array(65 * MEBIBYTE);
    const { untried, ruledOut, exhausted } = explained(body);
    expect(work.hmacs).toBe(1);
    expect(exhausted).toBe(true);
    expect([untried, ruledOut]).toEqual([HYPOTHESES.slice(3), HYPOTHESES.slice(0, 3)]);
  });
});

describe('hostile input', () => {
  it.each<[string, unknown]>([
    ['no headers', undefined],
    ['null', null],
    ['a text', 'x-webhook-signature: a'],
    ['headers that throw', { get: () => expect.unreachable() }],
    [
      'a record that throws',
      {
        get 'x-webhook-signature'() {
          return expect.unreachable();
        },
      },
    ],
    ['headers that are no texts', { 'x-webhook-signature': {}, 'x-webhook-timestamp': 7 }],
  ])('is explained: %s', (_case, headers) => {
    const delivery = { headers: headers as Record<string, string>, body: '{}' };
    expect(names(explainDelivery(delivery, { secrets: SECRET, now }))).toEqual([
      'header_missing',
      'header_missing',
    ]);
  });

  it.each(['=', 'a', ' ', ',', '_=', 'a,', `${'a'.repeat(64)},`, `${'A'.repeat(43)}= `])(
    'is answered soon: a signature and a timestamp of 300,000 times %j',
    (text) => {
      const value = text.repeat(300_000);
      const headers = { 'X-Webhook-Signature': value, 'X-Webhook-Timestamp': value };
      const started = process.cpuUsage();
      const explanation = explainDelivery({ headers, body: '{}' }, { secrets: SECRET, now });
      expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
      expect(explanation.text.length).toBeLessThan(5_000);
    },
  );

  it('does not move the cursor of a terminal', () => {
    const headers = {
      'webhook-id': '\u001b[2J\u202e\n\ud800',
      'webhook-timestamp': String(NOW),
      'webhook-signature': 'v1,x',
    };
    const scheme = {
      name: 'mine',
      headers: { signature: 'webhook-signature', id: 'webhook-id', timestamp: 'webhook-timestamp' },
      signaturePrefix: 'v1,',
      separator: ' ',
      encoding: 'base64',
      secretPrefix: 'whsec_',
      key: 'utf8',
      payload: ({ id, body }: { id: string; body: Uint8Array }) => [id, body] as const,
    } as const;
    const { text, expectedPayload } = explainDelivery(
      { headers, body: '{}' },
      { secrets: SECRET, scheme, now },
    );
    expect(expectedPayload).toMatch(/^\ufffd\[2J\ufffd\ufffd\ufffd and 2 bytes/);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
  });

  it('never throws', () => {
    const anything = fc.anything({ maxDepth: 2, withBigInt: true, withNullPrototype: true });
    const text = fc.oneof(
      fc.string({ unit: anyUnit, maxLength: 90 }),
      fc.constantFrom(String(NOW), `hmac_sha256=${'a'.repeat(64)}`, `v1,${'A'.repeat(43)}=`, 'v1'),
    );
    const value = fc.oneof(text, anything, fc.array(text, { maxLength: 2 }));
    const headers = fc.record(
      {
        'x-webhook-signature': value,
        'X-WEBHOOK-TIMESTAMP': value,
        'webhook-id': value,
        'webhook-timestamp': value,
        'webhook-signature': value,
      },
      { requiredKeys: [] },
    );
    const body = fc.oneof(
      fc.json(),
      text,
      fc.uint8Array({ maxLength: 60 }),
      fc.constant(undefined),
    );
    const secrets = fc.oneof(anything, fc.constant(SECRET), fc.array(text, { maxLength: 3 }));
    fc.assert(
      fc.property(fc.oneof(headers, anything), body, secrets, (given, content, list) => {
        const delivery = { headers: given as Record<string, string>, body: content };
        const explanation = explainDelivery(delivery, { secrets: list as string, now });
        expect(explanation.matches).toBe(false);
        expect(explanation.text).toMatch(/^The signature does not match/);
        expect(JSON.stringify(explanation)).not.toContain(SECRET);
      }),
      { numRuns: 300 },
    );
  });
});
