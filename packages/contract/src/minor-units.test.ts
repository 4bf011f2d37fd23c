import { ValidationError } from '@luxcore/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCIES, type KnownCurrency } from './currencies.ts';
import { formatMinorUnits, minorUnits } from './minor-units.ts';

const invalidAmount: unknown = expect.objectContaining({ code: 'INVALID_AMOUNT' });
const currencies = Object.keys(CURRENCIES) as KnownCurrency[];
const anyCurrency = fc.constantFrom(...currencies);

describe('minorUnits', () => {
  it.each([
    ['1000.00', 100_000],
    ['1000.0', 100_000],
    ['1000', 100_000],
    ['0.01', 1],
    ['0.10', 10],
    ['0', 0],
    ['0.00', 0],
    ['007.5', 750],
    ['1.15', 115],
    ['4.35', 435],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
    [`${'0'.repeat(1000)}1`, 100],
  ])('converts %s', (amount, units) => {
    expect(minorUnits(amount, 'ARS')).toBe(units);
  });

  it.each([
    '',
    ' ',
    '.',
    '.5',
    '5.',
    '1.2.3',
    '1.005',
    '1.000',
    '-1',
    '+1',
    '-0',
    '1e3',
    '1E3',
    '0x10',
    '1,000.00',
    '1,5',
    '1 000',
    '1_000',
    ' 1',
    '1 ',
    '1\n',
    '$1',
    '１',
    '١',
    '1.٥',
    'NaN',
    'Infinity',
    '__proto__',
    '90071992547409.92',
    '90071992547409.93',
    '90071992547410',
    '9'.repeat(400),
  ])('refuses %j', (amount) => {
    expect(() => minorUnits(amount, 'ARS')).toThrow(invalidAmount);
  });

  it.each([
    1000,
    10.5,
    0,
    NaN,
    100n,
    null,
    undefined,
    true,
    {},
    ['1'],
    Symbol('1'),
    new String('1'),
  ])('refuses an amount that is no string (%#)', (amount) => {
    expect(() => minorUnits(amount as string, 'ARS')).toThrow(invalidAmount);
  });

  it('survives a hostile amount of a megabyte, and keeps its message short', () => {
    expect(() => minorUnits('1'.repeat(1_000_000), 'ARS')).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^.{1,200}$/) as string }),
    );
  });

  it('says what was expected and what came', () => {
    expect(() => minorUnits(1000 as unknown as string, 'ARS')).toThrow(
      'amount: expected a decimal string such as "1000.00", received the number 1000',
    );
    expect(() => minorUnits('1.005', 'ARS')).toThrow(
      'amount: expected at most 2 decimals in ARS, received "1.005"',
    );
  });
});

describe('formatMinorUnits', () => {
  it.each([
    [100_000, '1000.00'],
    [1, '0.01'],
    [10, '0.10'],
    [99, '0.99'],
    [100, '1.00'],
    [0, '0.00'],
    [-0, '0.00'],
    [-1, '-0.01'],
    [-100_000, '-1000.00'],
    [Number.MAX_SAFE_INTEGER, '90071992547409.91'],
    [Number.MIN_SAFE_INTEGER, '-90071992547409.91'],
    [9_007_199_254_740_993n, '90071992547409.93'],
    [-5n, '-0.05'],
    ['1500000', '15000.00'],
    ['0', '0.00'],
    ['-0', '0.00'],
    ['-000', '0.00'],
    ['0005', '0.05'],
    ['-5', '-0.05'],
    ['123456789012345678901234567890', '1234567890123456789012345678.90'],
  ])('formats %s', (amount, text) => {
    expect(formatMinorUnits(amount, 'ARS')).toBe(text);
  });

  it.each([
    Number.MAX_SAFE_INTEGER + 1,
    Number.MIN_SAFE_INTEGER - 1,
    0.5,
    NaN,
    Infinity,
    '',
    '-',
    '--1',
    '+1',
    '1.0',
    '1e3',
    ' 1',
    '1\n',
    '１',
    '1,000',
    null,
    undefined,
    true,
    {},
    ['1'],
  ])('refuses %j', (amount) => {
    expect(() => formatMinorUnits(amount as string, 'ARS')).toThrow(invalidAmount);
  });
});

describe('money in every currency', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), anyCurrency, (units, currency) => {
        expect(minorUnits(formatMinorUnits(units, currency), currency)).toBe(units);
      }),
    );
  });

  it('is formatted alike from a number, a bigint and digits', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), anyCurrency, (units, currency) => {
        const text = formatMinorUnits(units, currency);
        expect(formatMinorUnits(BigInt(units), currency)).toBe(text);
        expect(formatMinorUnits(String(units), currency)).toBe(text);
      }),
    );
  });

  it('is converted or refused, never anything else', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (amount, currency) => {
        try {
          expect(minorUnits(amount as string, currency as string)).toSatisfy(Number.isSafeInteger);
        } catch (error) {
          expect(error).toBeInstanceOf(ValidationError);
        }
      }),
    );
  });

  it.each(['', 'ars', ' ARS', 'USD', '__proto__', 'constructor', undefined, null, ['ARS']])(
    'is refused for the currency %j, whose decimals are not known',
    (currency) => {
      const refused: unknown = expect.objectContaining({ code: 'UNSUPPORTED_CURRENCY' });
      expect(() => minorUnits('1', currency as string)).toThrow(refused);
      expect(() => formatMinorUnits(1, currency as string)).toThrow(refused);
    },
  );
});
