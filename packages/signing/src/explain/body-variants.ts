import { utf8 } from '../body.ts';
import { latin1, rewritten, spacedJson, textOf, withEnding, withoutNewline } from './variants.ts';

/** The mistakes that change a body's bytes and not what they mean. */
export type BodyMistakeName =
  'body_trailing_newline' | 'body_reserialised' | 'body_pretty_printed' | 'body_reencoded';

/**
 * What each mistake may have made of a body, or may have made this body of. Throws where the body is
 * too long to be written anew.
 */
export const BODY_VARIANTS: Readonly<
  Record<BodyMistakeName, (body: Uint8Array) => readonly Uint8Array[]>
> = {
  body_trailing_newline: (body) => [
    withoutNewline(body),
    withEnding(body, '\n'),
    withEnding(body, '\r\n'),
  ],
  body_reserialised: (body) => rewritten(body, (json) => [JSON.stringify(json), spacedJson(json)]),
  body_pretty_printed: (body) =>
    rewritten(body, (json) => [2, 4, '\t'].map((indent) => JSON.stringify(json, null, indent))),
  body_reencoded: (body) => [textOf(body), textOf(body, true), latin1(body)].map(utf8),
};
