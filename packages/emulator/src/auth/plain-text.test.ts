import { createSigner, explain } from '@luxcore/signing';
import { expect, it } from 'vitest';
import { plainText } from './plain-text.ts';

const secret = 'test_secret';
const now = () => 1_777_420_800_000;
const signer = createSigner({ merchantId: 1024, secret, now });

function explained(signed: { path: string; body: string }, sent: { path: string; body: string }) {
  const { headers, canonical } = signer.sign({ method: 'POST', ...signed });
  const explanation = explain({ request: { method: 'POST', headers, ...sent }, secret, now });
  return { canonical, explanation, text: plainText(explanation) };
}

it('sets what was signed above what was sent, and says what to do', () => {
  const path = '/api/v2/payments';
  const { canonical, explanation, text } = explained(
    { path, body: '{"a":1}' },
    { path, body: '{"a": 1}' },
  );
  const [signed, sent] = ['what was signed  ', 'what was sent    '].map((label) =>
    text
      .split('\n')
      .find((line) => line.trim().startsWith(label.trim()))
      ?.trim(),
  );
  expect(signed).toBe(`what was signed  ${canonical}`);
  expect(sent).toBe(`what was sent    ${explanation.expectedCanonical}`);
  expect(text).toMatch(/^The signature does not match: the body was serialised again/);
  expect(text).toContain('The last part of each is the SHA-256 of the body.');
  expect(text).toContain(`To do: ${String(explanation.findings[0]?.mend)}`);
  expect(text).not.toMatch(/expected|received/);
});

it('speaks of the body only where it differs', () => {
  const body = '{"a":1}';
  const { text } = explained(
    { path: '/api/v2/payments', body },
    { path: '/api/v2/payments?a=1', body },
  );
  expect(text).toContain('what was sent');
  expect(text).not.toContain('SHA-256 of the body');
});

it('leaves the explanation as it is where what was signed is not found', () => {
  const path = '/api/v2/payments';
  const { explanation, text } = explained({ path, body: 'one' }, { path, body: 'another' });
  expect(explanation.signedCanonical).toBeUndefined();
  expect(text).toBe(explanation.text);
});
