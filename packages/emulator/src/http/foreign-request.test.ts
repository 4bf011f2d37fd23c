import { describe, expect, it } from 'vitest';
import { loopbackHost, refuseForeign } from './foreign-request.ts';

const refusalOf = (headers: Record<string, string>, target = '/') =>
  refuseForeign(new Headers(headers), target)?.body.error;

describe('a host to listen on', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['127.255.0.9', '127.255.0.9'],
    ['localhost', 'localhost'],
    ['LOCALHOST', 'localhost'],
    ['::1', '::1'],
    ['[::1]', '::1'],
  ])('%s is %s', (host, expected) => {
    expect(loopbackHost(host)).toBe(expected);
  });

  it.each<unknown>([
    'localhost.',
    '127.0.0.1.',
    'evil.localhost',
    'localhost.example',
    '127.1',
    '127.0.0.01',
    '127.0.0.256',
    '0x7f000001',
    '0.0.0.0',
    '::',
    '[::1',
    '::1]',
    '::ffff:127.0.0.1',
    'localhost:80',
    ' localhost',
    'localhost\n',
    '',
    null,
    undefined,
    1,
  ])('%j is none', (host) => {
    expect(loopbackHost(host)).toBeUndefined();
  });
});

describe('a request', () => {
  it.each(['localhost', 'LocalHost:80', '127.0.0.1:65535', '[::1]', '[::1]:4010'])(
    'to %s is no foreign one, from its own origin neither',
    (host) => {
      expect(refusalOf({ host })).toBeUndefined();
      expect(refusalOf({ host, origin: `http://${host.toLowerCase()}` })).toBeUndefined();
    },
  );

  it.each(['localhost.', 'evil.localhost:80', '::1', '::1:80', 'localhost:', 'a@localhost', ''])(
    'to %j is one',
    (host) => {
      expect(refusalOf({ host })).toBe('FORBIDDEN_HOST');
    },
  );

  it.each(['http://evil.localhost', 'http://localhost', 'http://localhost:81', 'null', ''])(
    'from %j to localhost:80 is one',
    (origin) => {
      expect(refusalOf({ host: 'localhost:80', origin })).toBe('FORBIDDEN_ORIGIN');
    },
  );
});
