import { utf8 } from '../body.ts';
import { latin1 } from './variants.ts';

const SHOWN = '[secret]';

const ESCAPE = /%[\da-f]{2}/gi;
/** An escape as in a URL, or what else stands for one unit of a text. */
const UNIT = /%[\da-f]{2}|[^]/gi;

/**
 * Makes what hides a secret in texts: with or without the white space around it, and also where it
 * is percent-encoded, in whole or in part.
 */
export function secretHider(secret: string): (text: string) => string {
  const trimmed = secret.trim();
  if (trimmed === '') return (text) => text;
  const needles = [trimmed, latin1(utf8(trimmed))].map(spaced);

  return (shown) => {
    const text = shown.replaceAll(trimmed, SHOWN);
    const plain = spaced(text.replace(ESCAPE, unescaped));
    if (!needles.some((needle) => plain.includes(needle))) return text;
    const units: string[] = text.match(UNIT) ?? [];
    for (const needle of needles) {
      for (
        let at = plain.indexOf(needle);
        at >= 0;
        at = plain.indexOf(needle, at + needle.length)
      ) {
        units.fill('', at, at + needle.length)[at] = SHOWN;
      }
    }
    return units.join('');
  };
}

function unescaped(escape: string): string {
  return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
}

/** In a query both are a space. */
function spaced(text: string): string {
  return text.replaceAll('+', ' ');
}
