import { invalidValue } from '@luxcore/errors';

/** What a field must be: as an error says it, and as it is checked. */
export type Rule = readonly [expected: string, isValid: (value: unknown) => boolean];

/** What would be wrong to send, by the names of the fields. What has no rule is LuxCore's to judge. */
export type Rules = Readonly<Record<string, Rule>>;

export const TEXT: Rule = ['a text that is not empty', isFilled];
export const TEXTS: Rule = [
  'a list of texts that is not empty',
  (value) => Array.isArray(value) && value.length > 0 && value.every(isFilled),
];
export const SIZE: Rule = [
  'a positive integer',
  (value) => Number.isSafeInteger(value) && Number(value) > 0,
];
export const MEDIA_TYPE: Rule = [
  'a media type such as image/png',
  (value) => typeof value === 'string' && /^[!-.0-~]+\/[ -~]+$/.test(value),
];
export const BYTES: Rule = [
  'a Uint8Array that is not empty',
  (value) =>
    // By its tag: that of another realm is one too.
    Object.prototype.toString.call(value) === '[object Uint8Array]' &&
    (value as Uint8Array).byteLength > 0,
];

export function textUpTo(most: number): Rule {
  return [
    `a text of 1 to ${String(most)} characters`,
    // By code points, the most generous count: what may be right is not refused here.
    (value) => isFilled(value) && Array.from(String(value)).length <= most,
  ];
}

export function optional([expected, isValid]: Rule): Rule {
  return [expected, (value) => value === undefined || isValid(value)];
}

/** @throws {ValidationError} `VALIDATION_ERROR`, naming the field */
export function checkFields(fields: Readonly<Record<string, unknown>>, rules: Rules): void {
  for (const [name, [expected, isValid]] of Object.entries(rules)) {
    const value = fields[name];
    if (!isValid(value)) throw invalidValue('VALIDATION_ERROR', name, expected, value);
  }
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
