import { describe, expect, it } from 'vitest';
import { readPayouts } from './payout-file.ts';
import { sampleFile } from './sample-file.ts';

const HEADER = 'reference,amount,currency,account_type,account,name';
const ROW = 'inv-1,150.25,MXN,clabe,032180000118359719,Ana Flores';
const CVU = '0000003100010000000001';

function read(text: string, batch = 'may') {
  return readPayouts(new TextEncoder().encode(text), batch);
}

/** What is wrong with a file of these rows. */
function faultsOf(...rows: string[]): string {
  try {
    read([HEADER, ...rows, ''].join('\n'));
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
}

it('makes a withdrawal of each row, in minor units, under a reference of batch and row', () => {
  expect(read(`${HEADER}\n${ROW}\n`)).toEqual([
    {
      row: 2,
      reference: 'may.inv-1',
      payment: {
        type: 'withdrawal',
        amount: 15_025,
        currency: 'MXN',
        method: 'spei',
        merchant_reference: 'may.inv-1',
        customer: { name: 'Ana Flores' },
        payout: { clabe: '032180000118359719' },
      },
    },
  ]);
});

it('gives no two rows of two batches one reference', () => {
  const file = (reference: string) => `${HEADER}\n${ROW.replace('inv-1', reference)}\n`;
  expect(read(file('b.c'), 'a')[0]?.reference).toBe('a.b.c');
  expect(() => read(file('c'), 'a.b')).toThrow('The folder a.b: expected a name without "."');
});

it.each([
  ['cvu', CVU, 'ARS', 'bank_transfer'],
  ['cbu', CVU, 'ARS', 'bank_transfer'],
  ['payid', 'ana@example.com', 'AUD', 'payid'],
])('pays to a %s', (type, account, currency, method) => {
  const [payout] = read(`${HEADER}\ninv-1,1,${currency},${type},${account},Ana`);
  expect(payout?.payment).toMatchObject({ amount: 100, method, payout: { [type]: account } });
});

describe('a file', () => {
  it('is the same with BOM, with CRLF, and without an end of its last line', () => {
    const plain = read(sampleFile(3));
    expect(read(`\uFEFF${sampleFile(3)}`)).toEqual(plain);
    expect(read(sampleFile(3, '\r\n'))).toEqual(plain);
    expect(read(sampleFile(3).trimEnd())).toEqual(plain);
  });

  it('has quoted fields with commas and quotes', () => {
    const [payout] = read(`${HEADER}\n${ROW.replace('Ana Flores', '"Flores, ""Ana"""')}\n`);
    expect(payout?.payment.customer?.name).toBe('Flores, "Ana"');
  });

  it.each([
    ['', 'row 1: expected reference,amount,currency'],
    [`${HEADER}\n`, 'row 2: expected a payout, received nothing'],
    [`amount,reference\n${ROW}\n`, 'received amount,reference'],
    [`${HEADER}\n"inv-1,150.25\n`, 'no CSV in UTF-8: Quote Not Closed'],
    [`${HEADER}\n${ROW.replace('Ana', 'A"na')}\n`, 'at line 2'],
  ])('that is no file of payouts is refused: %j', (text, reason) => {
    expect(() => read(text)).toThrow(reason);
  });

  it('in another encoding is refused', () => {
    const latin1 = new Uint8Array([...new TextEncoder().encode(`${HEADER}\n`), 0xe9]);
    expect(() => readPayouts(latin1, 'may')).toThrow('The file is no CSV in UTF-8');
  });
});

describe('a row is refused', () => {
  it.each([
    ['of too few fields', 'inv-1,150.25', 'expected 6 fields, received 2'],
    ['that is empty', '', 'expected 6 fields, received 1'],
    [
      'with a reference of odd characters',
      ROW.replace('inv-1', 'inv 1'),
      'reference: expected 1 to 64',
    ],
    ['with an amount of zero', ROW.replace('150.25', '0.00'), 'amount: expected more than 0'],
    ['with a negative amount', ROW.replace('150.25', '-1.00'), 'amount: expected a decimal string'],
    ['with too many decimals', ROW.replace('150.25', '1.001'), 'at most 2 decimals'],
    [
      'with an amount as Excel writes it',
      ROW.replace('150.25', '1.5E+02'),
      'amount: expected a decimal',
    ],
    ['with white space', ROW.replace('150.25', ' 150.25'), 'amount: expected no white space'],
    ['with an unknown currency', ROW.replace('MXN', 'USD'), 'currency: expected one of'],
    [
      'with an unknown kind of account',
      ROW.replace('clabe', 'iban'),
      'account_type: expected one of',
    ],
    ['with a kind that is no row of the table', ROW.replace('clabe', 'toString'), 'account_type'],
    ['with an account that lost its zero', ROW.replace(',032', ',32'), 'account: expected a clabe'],
    ['without a name', ROW.replace('Ana Flores', ''), 'name: expected the recipient'],
  ])('%s', (_what, row, reason) => {
    expect(faultsOf(ROW.replace('inv-1', 'inv-0'), row)).toMatch(
      /^The file is not right:\n {2}row 3: /,
    );
    expect(faultsOf(row)).toContain(reason);
  });

  it('with the reference of another', () => {
    expect(faultsOf(ROW, ROW.replace('150', '151'))).toContain(
      'row 3: reference: that of row 2 once more',
    );
  });

  it('together with all others, as many as one reads', () => {
    const message = faultsOf(...Array.from({ length: 25 }, () => 'x'));
    expect(message.split('\n')).toHaveLength(22);
    expect(message).toContain('row 21: ');
    expect(message).toContain('and 5 more');
  });
});
