const CONTEXT = 40;
const CONTROL_PICTURES = 0x2400;

/** What stands before each text, of one length. */
const SIGNED = 'signed  ';
const SENT = 'sent    ';

/**
 * Sets what was signed and what was sent below each other, with the first difference marked; what they
 * share before it is cut to what gives the eye a hold.
 */
export function alignDifference(signed: string, sent: string): string {
  let start = 0;
  while (start < signed.length && signed[start] === sent[start]) start++;
  let end = 0;
  const shorter = Math.min(signed.length, sent.length) - start;
  while (end < shorter && signed.at(-1 - end) === sent.at(-1 - end)) end++;

  const from = Math.max(start - CONTEXT, 0);
  const cut = from > 0 ? '…' : '';
  const width = Math.max(signed.length, sent.length) - start - end;
  const line = (name: string, text: string): string => name + cut + visible(text.slice(from));
  const marker =
    ' '.repeat(SIGNED.length + cut.length + (start - from)) + '^'.repeat(Math.max(width, 1));
  return [line(SIGNED, signed), line(SENT, sent), marker].join('\n');
}

/** Line breaks would tear the lines apart: each control character is shown by its picture. */
function visible(text: string): string {
  return text.replace(/[^ -~]/g, (character) =>
    character < ' ' ? String.fromCharCode(CONTROL_PICTURES + character.charCodeAt(0)) : character,
  );
}
