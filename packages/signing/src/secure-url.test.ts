import { expect, it } from 'vitest';
import { isSecureUrl } from './secure-url.ts';

it.each([
  'https://api.lux-core.io',
  'https://example.com:8443/x',
  'http://localhost:8080',
  'http://127.0.0.1:1',
  'http://127.1',
  'http://127.10.200.255',
  'http://0x7f000001',
  'http://[::1]:3000/x',
])('%s is secure', (url) => {
  expect(isSecureUrl(new URL(url))).toBe(true);
});

it.each([
  'http://api.lux-core.io',
  'http://127.0.0.1.evil.example',
  'http://localhost.evil.example',
  'http://evillocalhost',
  'http://lux.localhost',
  'http://0.0.0.0',
  'http://128.0.0.1',
  'http://[::2]',
  'http://localhost@evil.example',
  'ftp://localhost',
  'ws://localhost',
  'file:///etc/passwd',
])('%s is not secure', (url) => {
  expect(isSecureUrl(new URL(url))).toBe(false);
});
