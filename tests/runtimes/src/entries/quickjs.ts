/** The suite in QuickJS, which has the language, and what it is given by `hosts/quickjs.ts`. */
import { bareSuite } from '../suite/bare-suite.ts';
import type { Host } from '../suite/host.ts';
import { languageTests } from '../suite/language-tests.ts';
import { runSuite } from '../suite/run-suite.ts';
import type { Assignment } from './assignment.ts';

declare const given: {
  readonly assignment: Assignment;
  readonly realm: Host['realm'];
  readonly print: (line: string) => void;
  /** So many random bytes, in hex. */
  readonly random: (length: number) => string;
  /** The bytes of a text in base64, in hex. */
  readonly fromBase64: (text: string) => string;
  /** The text of bytes, which are given in hex. */
  readonly decode: (hex: string, ignoreBOM: boolean) => string;
};

const global = globalThis as unknown as Record<string, unknown>;

/** As much of it as is used. */
class SmallTextEncoder {
  encode(text: string): Uint8Array {
    const wellFormed = text.replace(/\p{Surrogate}/gu, '\ufffd');
    const escaped = encodeURIComponent(wellFormed);
    const units = escaped.replace(/%../g, (hex) => String.fromCharCode(parseInt(hex.slice(1), 16)));
    return Uint8Array.from(units, (unit) => unit.charCodeAt(0));
  }

  encodeInto(text: string, target: Uint8Array): { readonly written: number } {
    const bytes = this.encode(text);
    target.set(bytes);
    return { written: bytes.length };
  }
}

class SmallTextDecoder {
  readonly #ignoreBOM: boolean;

  constructor(_encoding: 'utf-8', { ignoreBOM = false }: TextDecoderOptions = {}) {
    this.#ignoreBOM = ignoreBOM;
  }

  decode(bytes: Uint8Array): string {
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return given.decode(hex, this.#ignoreBOM);
  }
}

const bytesOf = (hex: string): number[] =>
  Array.from({ length: hex.length / 2 }, (_, index) =>
    parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );

function getRandomValues(target: Uint8Array): Uint8Array {
  target.set(bytesOf(given.random(target.length)));
  return target;
}

// Bodies of vectors are in base64, which a program that signs need not know.
global.atob = (text: string): string => String.fromCharCode(...bytesOf(given.fromBase64(text)));

const { assignment, realm, print } = given;
export const done: Promise<void> = runSuite(
  [
    ...languageTests({
      giveTextEncoder: () => (global.TextEncoder = SmallTextEncoder),
      giveRandomValues: () => (global.crypto = { getRandomValues }),
      giveTextDecoder: () => (global.TextDecoder = SmallTextDecoder),
    }),
    ...bareSuite({ ...assignment, realm }),
  ],
  assignment.lacks,
  print,
);
