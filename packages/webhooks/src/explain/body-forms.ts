import { BODY_VARIANTS, type BodyMistakeName } from '@luxcore/signing/primitives';
import type { DeliveryHypothesis } from './delivery-explanation.ts';
import { distinct } from './same-bytes.ts';

/** A body that may have been signed; without a mistake, it is the one that arrived. */
export interface BodyForm {
  readonly mistake?: DeliveryHypothesis;
  readonly bytes: Uint8Array;
}

/** The bodies that may have been signed. */
export interface BodyForms {
  readonly forms: readonly BodyForm[];
  /** The mistakes that a body of this size is not tried with. */
  readonly untried: readonly DeliveryHypothesis[];
}

const MISTAKES: readonly BodyMistakeName[] = [
  // Before those that write JSON anew, which undo these too.
  'body_trailing_newline',
  'body_reencoded',
  'body_reserialised',
  'body_pretty_printed',
];

/** The body as it arrived, and what it may have been when it was signed; each once. */
export function bodyForms(body: Uint8Array): BodyForms {
  const forms: BodyForm[] = [{ bytes: body }];
  const untried: DeliveryHypothesis[] = [];
  for (const mistake of MISTAKES) {
    try {
      const variants = BODY_VARIANTS[mistake](body);
      forms.push(...variants.map((bytes) => ({ mistake, bytes })));
      if (mistake !== 'body_reserialised') continue;
      forms.push(...escaped(variants).map((bytes) => ({ mistake, bytes })));
    } catch {
      untried.push(mistake);
    }
  }
  forms.push({ mistake: 'body_empty', bytes: new Uint8Array(0) });
  return { forms: distinct(forms), untried };
}

/** JSON as other languages escape it: PHP slashes and all that is not ASCII, Python the latter. */
function escaped(variants: readonly Uint8Array[]): readonly Uint8Array[] {
  return variants.flatMap((bytes) => {
    const text = new TextDecoder().decode(bytes);
    const ascii = text.replace(/[\u0080-\uffff]/g, unicodeEscape);
    const texts = [ascii, text.replaceAll('/', '\\/'), ascii.replaceAll('/', '\\/')];
    return texts.map((escape) => new TextEncoder().encode(escape));
  });
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
