import fc from 'fast-check';

/** Any UTF-16 unit of a text, halves of surrogate pairs too; `'binary'` costs seconds at its first use. */
export const anyUnit: fc.Arbitrary<string> = fc
  .nat(0xffff)
  .map((unit) => String.fromCharCode(unit));
