import { ValidationError } from '@luxcore/errors';
import { describe, expect, it } from 'vitest';
import { API_BASE_PATHS, API_BASE_URLS, API_VERSIONS } from './api-versions.ts';
import { operationPath } from './operation-path.ts';
import { OPERATIONS, type Operation } from './operations.ts';

const refused = (code: string): unknown => expect.objectContaining({ code, outcome: 'not_sent' });

describe('operationPath', () => {
  it('answers a path without parameters as it is', () => {
    expect(operationPath('payments.list')).toBe('/payments');
    expect(operationPath('payments.list', {})).toBe('/payments');
  });

  it('fills one parameter, and two', () => {
    expect(operationPath('payments.cancel', { id: 'pay_1' })).toBe('/payments/pay_1/cancel');
    expect(operationPath('tickets.attachments.get', { id: 't', attachmentId: 'a' })).toBe(
      '/tickets/t/attachments/a',
    );
  });

  it('fills every operation of the table without a brace left', () => {
    for (const operation of Object.keys(OPERATIONS) as Operation[]) {
      expect(operationPath(operation, { id: '1', attachmentId: '2' })).toMatch(/^(\/[\w-]+)+$/);
    }
  });

  it.each([
    '../balance',
    'a/b',
    'a?b=c',
    'a#b',
    'a b',
    '%2e%2e',
    'a\r\nb',
    '...',
    '$&',
    '{id}',
    'é',
  ])('keeps %j in its one segment', (id) => {
    const path = operationPath('payments.get', { id });
    const url = new URL(API_BASE_URLS.v1 + path);
    expect(url.pathname).toBe(API_BASE_PATHS.v1 + path);
    expect(url.search + url.hash).toBe('');
    expect(decodeURIComponent(path.slice('/payments/'.length))).toBe(id);
  });

  it.each(['', ' ', '\t\r\n', '\u00a0', '.', '..', '\ud800', 'a\udc00'])(
    'refuses the parameter %j',
    (id) => {
      expect(() => operationPath('payments.get', { id })).toThrow(
        refused('INVALID_PATH_PARAMETER'),
      );
    },
  );

  it.each([undefined, null, 1, {}, ['a'], { toString: () => 'a' }])(
    'refuses a parameter that is no string (%#)',
    (id) => {
      expect(() => operationPath('payments.get', { id } as unknown as { id: string })).toThrow(
        refused('INVALID_PATH_PARAMETER'),
      );
    },
  );

  it.each([undefined, null, 'pay_1', {}, Object.create({ id: 'inherited' })])(
    'refuses parameters without an id of their own (%#)',
    (params) => {
      expect(() => operationPath('payments.get', params as { id: string })).toThrow(
        refused('INVALID_PATH_PARAMETER'),
      );
    },
  );

  it('refuses an id that makes the path of another operation, and only as the whole id', () => {
    expect(() => operationPath('payments.get', { id: 'methods' })).toThrow(
      refused('INVALID_PATH_PARAMETER'),
    );
    expect(operationPath('payments.get', { id: 'methods_1' })).toBe('/payments/methods_1');
    expect(operationPath('webhooks.get', { id: 'methods' })).toBe('/webhooks/methods');
  });

  it('says which parameter, what was expected and what came', () => {
    expect(() => operationPath('tickets.attachments.get', { id: 't', attachmentId: '..' })).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/^attachmentId: expected .*, received "\.\."$/) as string,
        issues: [
          {
            path: 'attachmentId',
            expected: 'a non-empty id that is neither "." nor ".."',
            received: '".."',
          },
        ],
      }),
    );
  });

  it.each(['payments.destroy', '__proto__', 'constructor', '', undefined, ['payments.list']])(
    'refuses the unknown operation %j',
    (operation) => {
      expect(() => operationPath(operation as Operation, {})).toThrow(ValidationError);
      expect(() => operationPath(operation as Operation, {})).toThrow(refused('UNKNOWN_OPERATION'));
    },
  );
});

describe('base URLs', () => {
  it.each(API_VERSIONS)('have for %s the path that a signature covers', (version) => {
    expect(new URL(API_BASE_URLS[version]).pathname).toBe(API_BASE_PATHS[version]);
    expect(new URL(API_BASE_URLS[version]).origin).toBe('https://api.lux-core.io');
  });
});
