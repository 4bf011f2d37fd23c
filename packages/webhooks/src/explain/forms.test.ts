/** What explanations try, form by form. */
import { describe, expect, it } from 'vitest';
import { SCHEMES } from '../scheme/schemes.ts';
import type { WebhookScheme } from '../scheme/scheme.ts';
import { bodyForms } from './body-forms.ts';
import { DELIVERY_MISTAKES } from './delivery-mistakes.ts';
import { describePayload, shower } from './describe-payload.ts';
import { keyForms } from './key-forms.ts';
import { payloadForms } from './payload-forms.ts';
import { readDigests } from './read-digests.ts';
import { distinct } from './same-bytes.ts';

const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const bytes = (value: string) => new TextEncoder().encode(value);
const { luxcore, standardWebhooks } = SCHEMES;

describe('the mistakes', () => {
  it('are these, of these components; those with ! are seen at once', () => {
    const shown = Object.entries(DELIVERY_MISTAKES).map(
      ([name, { component, isDirect }]) => `${component}: ${name}${isDirect ? '!' : ''}`,
    );
    expect(shown).toEqual([
      'signature: digest_encoding',
      'signature: digest_upper_case',
      'signature: digest_without_prefix',
      'body: body_trailing_newline',
      'body: body_reencoded',
      'body: body_reserialised',
      'body: body_pretty_printed',
      'body: body_empty',
      'secret: secret_without_prefix',
      'secret: secret_decoded',
      'secret: secret_as_text',
      'secret: secret_white_space',
      'payload: timestamp_left_out',
      'timestamp: timestamp_milliseconds',
      'payload: other_scheme',
      'headers: header_missing!',
      'headers: header_doubled!',
      'signature: signature_malformed!',
      'timestamp: timestamp_malformed!',
      'timestamp: clock_skew!',
      'secret: secret_unusable!',
    ]);
  });

  it('say each what happened and what to do', () => {
    for (const { cause, mend } of Object.values(DELIVERY_MISTAKES)) {
      expect(cause).toMatch(/^(?:a|an|the|what) [^.]+[^.]$/);
      expect(mend).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('the keys that are tried', () => {
  const shown = (secret: string, scheme = luxcore) =>
    keyForms(secret, scheme).map((form) => [form.shown, text(form.bytes), form.mistake]);

  it('of a secret as it is', () => {
    expect(shown('whsec_QUJDRA==')).toEqual([
      ['the whole secret as text', 'whsec_QUJDRA==', undefined],
      ['the secret without its prefix', 'QUJDRA==', 'secret_without_prefix'],
      ['the secret without its prefix, decoded from base64', 'ABCD', 'secret_decoded'],
      ['the whole secret, decoded from base64', expect.any(String) as string, 'secret_decoded'],
      ['the secret with a line break at its end', 'whsec_QUJDRA==\n', 'secret_white_space'],
      ['the secret with a line break at its end', 'whsec_QUJDRA==\r\n', 'secret_white_space'],
      ['the secret with a space at its end', 'whsec_QUJDRA== ', 'secret_white_space'],
    ]);
  });

  it('of a secret without its prefix, in hex, and with white space', () => {
    expect(shown('616263')).toContainEqual([
      'the secret without its prefix, decoded from hex',
      'abc',
      'secret_decoded',
    ]);
    expect(shown('616263')).toContainEqual([
      'the secret with its prefix',
      'whsec_616263',
      'secret_without_prefix',
    ]);
    expect(shown('whsec_abcd\n')).toContainEqual([
      'the secret without the white space',
      'whsec_abcd',
      'secret_white_space',
    ]);
    expect(shown('whsec_')).not.toContainEqual(expect.arrayContaining(['']));
    expect(shown(' \n')).toEqual([]);
  });

  it('of a secret that holds a key', () => {
    expect(shown('whsec_QUJDRA==', standardWebhooks).slice(0, 4)).toEqual([
      ['the secret without its prefix, decoded from base64', 'ABCD', undefined],
      ['the secret without its prefix', 'QUJDRA==', 'secret_without_prefix'],
      ['the whole secret, decoded from base64', expect.any(String) as string, 'secret_decoded'],
      ['the whole secret as text', 'whsec_QUJDRA==', 'secret_as_text'],
    ]);
    expect(shown('whsec_QUJDRA==\n', standardWebhooks)).toContainEqual([
      'the secret without the white space',
      'ABCD',
      'secret_white_space',
    ]);
  });
});

describe('what is tried as signed', () => {
  const written = (headers: Record<string, string>, scheme = luxcore) =>
    payloadForms((name) => (name === undefined ? undefined : headers[name]), scheme).map(
      ({ mistake, write, scheme: by }) => [mistake, by.name, write(bytes('B'))[0]],
    );

  it('is what the headers say, in seconds and in milliseconds', () => {
    expect(written({ 'X-Webhook-Timestamp': '1790000000' })).toEqual([
      [undefined, 'luxcore', '1790000000.'],
      ['timestamp_left_out', 'luxcore', ''],
      ['timestamp_milliseconds', 'luxcore', '1790000000000.'],
    ]);
    expect(written({ 'X-Webhook-Timestamp': '1790000000123' })).toContainEqual([
      'timestamp_milliseconds',
      'luxcore',
      '1790000000.',
    ]);
    expect(written({ 'X-Webhook-Timestamp': '1000000000000' })).toContainEqual([
      'timestamp_milliseconds',
      'luxcore',
      '1000000000.',
    ]);
  });

  it.each(['01790000000', '1e9', '', 'now', 'Infinity', ' 1'])(
    'is the body alone where the timestamp is %j',
    (timestamp) => {
      expect(written({ 'X-Webhook-Timestamp': timestamp })).toEqual([
        ['timestamp_left_out', 'luxcore', ''],
      ]);
    },
  );

  it('is also that of other schemes, whose headers came', () => {
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': '7' };
    expect(written(headers)).toEqual([
      ['timestamp_left_out', 'luxcore', ''],
      ['other_scheme', 'standardWebhooks', 'msg_1.7.'],
    ]);
    expect(written({ 'webhook-id': 'msg_1' }, standardWebhooks)).toEqual([
      ['timestamp_left_out', 'standardWebhooks', ''],
      ['other_scheme', 'bodyOnly', ''],
    ]);
    expect(written({}, SCHEMES.bodyOnly)).toEqual([[undefined, 'bodyOnly', '']]);
  });
});

describe('what is tried as signed by a scheme of the caller', () => {
  const written = (scheme: WebhookScheme) =>
    payloadForms(() => '7', scheme).map(({ mistake, write, scheme: by }) => {
      const [signed, rest] = write(bytes('B'));
      return [mistake ?? 'as it is', by.name, signed + text(rest ?? bytes(''))].join(': ');
    });

  it('is no left-out timestamp where it has none, and the empty id of one without ids', () => {
    const scheme: WebhookScheme = {
      ...luxcore,
      name: 'mine',
      headers: { signature: 'X-Mine' },
      payload: ({ id, timestamp, body }) => [`<${id}>${String(timestamp)}.`, body],
    };
    expect(written(scheme)).toEqual([
      'as it is: mine: <>0.B',
      'other_scheme: luxcore: 7.B',
      'other_scheme: bodyOnly: B',
      'other_scheme: standardWebhooks: 7.7.B',
    ]);
  });

  it('is told from what others sign by its bytes too', () => {
    const scheme: WebhookScheme = {
      ...SCHEMES.bodyOnly,
      name: 'mine',
      payload: ({ body }) => ['', new Uint8Array([...body, ...body])],
    };
    expect(written(scheme)).toEqual([
      'as it is: mine: BB',
      'other_scheme: luxcore: 7.B',
      'other_scheme: bodyOnly: B',
      'other_scheme: standardWebhooks: 7.7.B',
    ]);
  });

  it('is the text alone, where it signs no body, and with the body what others sign', () => {
    const scheme: WebhookScheme = {
      ...luxcore,
      name: 'mine',
      payload: ({ timestamp }) => [`${String(timestamp)}.`],
    };
    expect(written(scheme)).toEqual([
      'as it is: mine: 7.',
      'timestamp_left_out: mine: B',
      'timestamp_milliseconds: mine: 7000.',
      'other_scheme: luxcore: 7.B',
      'other_scheme: standardWebhooks: 7.7.B',
    ]);
  });
});

describe('the bodies that are tried', () => {
  it('are JSON as PHP and Python escape it', () => {
    const forms = bodyForms(bytes('{"a": "é/\u{1f600}"}')).forms.map((form) => [
      form.mistake,
      text(form.bytes),
    ]);
    for (const escaped of [
      '{"a":"\\u00e9/\\ud83d\\ude00"}',
      '{"a":"é\\/\u{1f600}"}',
      '{"a":"\\u00e9\\/\\ud83d\\ude00"}',
    ]) {
      expect(forms).toContainEqual(['body_reserialised', escaped]);
    }
    expect(forms[0]).toEqual([undefined, '{"a": "é/\u{1f600}"}']);
    expect(forms.at(-1)).toEqual(['body_empty', '']);
  });

  it('are these of a small body, in this order', () => {
    const forms = bodyForms(bytes('\ufeff{"é": "/"}')).forms.map(
      ({ mistake = 'as it arrived', bytes: form }) => `${mistake}: ${encodeURI(text(form))}`,
    );
    expect(forms).toMatchSnapshot();
  });
});

it('keeps of forms with the same bytes the first', () => {
  const shared = bytes('a');
  const forms = [
    { name: 1, bytes: shared },
    { name: 2, bytes: shared },
    { name: 3, bytes: bytes('a') },
    { name: 4, bytes: bytes('ab') },
    { name: 5, bytes: bytes('b') },
    { name: 6, bytes: bytes('') },
    { name: 7, bytes: bytes('') },
  ];
  expect(distinct(forms).map(({ name }) => name)).toEqual([1, 4, 5, 6]);
});

describe('what is shown', () => {
  it('is cut behind 200 characters, and counted from 64 Ki on', () => {
    const show = shower([], 'whsec_');
    expect(show('x'.repeat(200))).toBe('x'.repeat(200));
    expect(show('x'.repeat(201))).toBe(`${'x'.repeat(200)}…`);
    expect(show('x'.repeat(64 * 1024))).toBe(`${'x'.repeat(200)}…`);
    expect(show('x'.repeat(64 * 1024 + 1))).toBe('65537 characters');
    expect(show('a\u0000\u2028\u202eb\n')).toBe('a\ufffd\ufffd\ufffdb\ufffd');
  });

  it('shows no secret, with its prefix or without, the longer of two first', () => {
    const show = shower(['', 'whsec_1234567', ' whsec_abcdefgh\n', 'whsec_12345678'], 'whsec_');
    for (const shown of ['12345678', 'abcdefgh']) {
      expect(show(`<${shown}>`)).not.toContain(shown);
      expect(show(`<whsec_${shown}>`)).not.toContain(shown);
    }
    expect(show('<whsec_12345678>')).not.toContain('8');
    // Too short to be told from a word.
    expect(show('<1234567>')).toBe('<1234567>');
    expect(shower(['abcdefgh'], 'whsec_')('<abcdefgh>')).not.toContain('abcdefgh');
    // What begins otherwise has no prefix to be shown without.
    expect(shower(['a_secret_of_another_kind'], 'whsec_')('<et_of_another_kind>')).toBe(
      '<et_of_another_kind>',
    );
  });

  it('tells of what is signed the text, and of bytes how many', () => {
    const show = (value: string) => value;
    const sha = 'df7e70e5021544f4834bbee64a9e3789febc4be81470df629cad6ddb03320a5c';
    expect(describePayload(['1.', bytes('B')], show)).toBe(`1. and 1 bytes, SHA-256 ${sha}`);
    expect(describePayload(['', bytes('B')], show)).toBe(`1 bytes, SHA-256 ${sha}`);
    expect(describePayload(['1.'], show)).toBe('1.');
  });
});

describe('the digests that are read', () => {
  const HEX = '0a'.repeat(32);
  const BASE64 = btoa('\n'.repeat(32));
  const read = (header: string, scheme = luxcore) => readDigests(header, scheme);

  it('are right, in upper case, in base64, and without their prefix', () => {
    expect(read(`hmac_sha256=${HEX}`)).toEqual([{ hex: HEX, mistakes: [] }]);
    expect(read(`hmac_sha256=${HEX.toUpperCase()}`)).toEqual([
      { hex: HEX, mistakes: ['digest_upper_case'] },
    ]);
    expect(read(`sha256=${HEX}`)).toEqual([{ hex: HEX, mistakes: ['digest_without_prefix'] }]);
    expect(read(BASE64)).toEqual([
      { hex: HEX, mistakes: ['digest_encoding', 'digest_without_prefix'] },
    ]);
    expect(read(`v1,${HEX}`, standardWebhooks)).toEqual([
      { hex: HEX, mistakes: ['digest_encoding'] },
    ]);
    expect(read(`v1,${HEX.toUpperCase()}`, standardWebhooks)).toEqual([
      { hex: HEX, mistakes: ['digest_encoding'] },
    ]);
  });

  it('are those with the fewest mistakes first, and no more than 16', () => {
    const other = 'f'.repeat(64);
    expect(read(`${HEX.toUpperCase()}, hmac_sha256=${other}`).map(({ hex }) => hex)).toEqual([
      other,
      HEX,
    ]);
    const many = Array.from({ length: 40 }, (_, index) => index.toString(16).padStart(64, '0'));
    expect(read(many.join(','))).toHaveLength(16);
  });

  it('may stand behind any short word of a version', () => {
    for (const word of ['v1=', 'x-sig:', `${'a'.repeat(40)}=`]) {
      expect(read(word + HEX), word).toEqual([{ hex: HEX, mistakes: ['digest_without_prefix'] }]);
    }
    for (const none of ['v1;', '=', 'v 1=', '(v1=', `${'a'.repeat(41)}=`]) {
      expect(read(none + HEX), none).toEqual([]);
    }
  });

  it('are looked for in the first 16 Ki characters', () => {
    const signature = `hmac_sha256=${HEX}`;
    const before = 16 * 1024 - signature.length;
    expect(read(','.repeat(before) + signature)).toHaveLength(1);
    expect(read(','.repeat(before + 1) + signature)).toEqual([]);
  });

  it.each([`${HEX}0`, `0${HEX}`, HEX.slice(1), `x hmac_sha256=${HEX}`, 'x'.repeat(20_000)])(
    'are none in %j',
    (header) => {
      expect(read(header)).toEqual([]);
    },
  );
});
