import { describe, expect, it } from 'vitest';
import { isClabe, isCvu } from './account-numbers.ts';

describe('a CLABE', () => {
  it.each(['032180000118359719', '002010077777777771', '000000000000000000'])(
    '%s is one',
    (text) => {
      expect(isClabe(text)).toBe(true);
    },
  );

  it.each([
    '032180000118359718',
    '03218000011835971',
    '0321800001183597190',
    '03218000011835971x',
    '',
  ])('%s is none', (text) => {
    expect(isClabe(text)).toBe(false);
  });
});

describe('a CVU or CBU', () => {
  it.each(['2850590940090418135201', '0000003100010000000009', '0'.repeat(22)])(
    '%s is one',
    (text) => {
      expect(isCvu(text)).toBe(true);
    },
  );

  it.each(['2850590940090418135202', '2850590840090418135201', '285059094009041813520', ''])(
    '%s is none',
    (text) => {
      expect(isCvu(text)).toBe(false);
    },
  );
});
