import { expect, it } from 'vitest';
import { readLedger } from './ledger-file.ts';

const HEADER = 'reference,type,amount,currency,status';
const ROW = 'order-1,deposit,150.25,MXN,completed';

const read = (text: string) => readLedger(new TextEncoder().encode(text));

it('reads amounts in minor units, with BOM and CRLF or without', () => {
  const entry = {
    row: 2,
    reference: 'order-1',
    direction: 'deposit',
    amount: 15_025,
    currency: 'MXN',
    status: 'completed',
  };
  expect(read(`${HEADER}\n${ROW}\n`)).toEqual([entry]);
  expect(read(`\uFEFF${HEADER}\r\n${ROW}\r\n`)).toEqual([entry]);
  expect(read(`${HEADER}\n`)).toEqual([]);
});

it.each([
  ['', 'row 1: expected reference,type'],
  [`type,reference\n`, 'received type,reference'],
  [`${HEADER}\n${ROW},x\n`, 'Invalid Record Length'],
  [`${HEADER}\n${ROW}\n${ROW.replace('150.25', '150,25')}\n`, 'Invalid Record Length'],
  [`${HEADER}\n${ROW}\n${ROW.replace('150.25', '1e3')}\n`, 'row 3: amount: expected a decimal'],
  [`${HEADER}\n${ROW.replace('MXN', 'USD')}\n`, 'row 2: currency: expected one of'],
  [`${HEADER}\n${ROW.replace('completed', 'paid')}\n`, 'row 2: status: expected one of pending'],
  [`${HEADER}\n${ROW.replace('deposit', 'refund')}\n`, 'row 2: type: expected deposit or'],
  [`${HEADER}\n${ROW.replace('order-1', '')}\n`, 'row 2: reference: expected one'],
])('refuses what is no ledger: %j', (text, reason) => {
  expect(() => read(text)).toThrow(reason);
});

it('refuses another encoding', () => {
  expect(() => readLedger(new Uint8Array([0xff, 0xfe, 0x72]))).toThrow(TypeError);
});
