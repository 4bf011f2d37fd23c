import { describe, expect, it } from 'vitest';
import { checkBaseUrl } from './base-url.ts';

describe('checkBaseUrl', () => {
  it.each([
    ['https://api.lux-core.io', 'https://api.lux-core.io'],
    ['https://api.lux-core.io/', 'https://api.lux-core.io'],
    ['https://gateway.example/lux//', 'https://gateway.example/lux'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:1', 'http://127.0.0.1:1'],
    ['http://127.1', 'http://127.0.0.1'],
    ['http://0x7f000001', 'http://127.0.0.1'],
    ['http://[::1]:3000/x', 'http://[::1]:3000/x'],
  ])('takes %s', (given, checked) => {
    const { origin, pathname } = checkBaseUrl(given);
    expect(origin + pathname).toBe(checked);
  });

  it.each([
    'http://api.lux-core.io',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://evillocalhost',
    'http://lux.localhost',
    'http://0.0.0.0',
    'http://128.0.0.1',
    'http://[::ffff:127.0.0.1]',
    'ftp://localhost',
    'file:///etc/passwd',
  ])('refuses %s as INSECURE_URL', (given) => {
    expect(() => checkBaseUrl(given)).toThrow(expect.objectContaining({ code: 'INSECURE_URL' }));
  });

  it.each<[given: unknown, says: string]>([
    ['', 'baseUrl: expected a URL such as https://api.lux-core.io, received ""'],
    ['api.lux-core.io', 'received "api.lux-core.io"'],
    [5, 'received the number 5'],
    ['https://api.lux-core.io?', 'no query and no fragment'],
    ['https://api.lux-core.io?a=1', 'no query and no fragment'],
    ['https://api.lux-core.io#a', 'no query and no fragment'],
    ['https://api.lux-core.io/api/v1', 'the part before /api/v1'],
    ['https://api.lux-core.io/api/v2/', 'the part before /api/v1'],
    ['https://api.lux-core.io//lux', 'one slash before its path'],
    ['https://api.lux-core.io/\t/lux', 'one slash before its path'],
  ])('refuses %j', (given, says) => {
    expect(() => checkBaseUrl(given as string)).toThrow(says);
  });

  it.each(['https://user:hunter2@lux.example', 'https://hunter2@lux.example', 'user:hunter2@:x'])(
    'refuses %s without showing the password',
    (given) => {
      expect(() => checkBaseUrl(given)).toThrow(
        expect.objectContaining({
          name: 'ConfigurationError',
          message: expect.not.stringContaining('hunter2') as string,
        }),
      );
    },
  );
});
