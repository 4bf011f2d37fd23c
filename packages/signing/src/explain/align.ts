const CONTEXT = 40;
const CONTROL_PICTURES = 0x2400;

/**
 * Sets two texts below each other, with the first difference marked; what they share before it is
 * cut to what gives the eye a hold.
 */
export function alignDifference(
  names: readonly [string, string],
  left: string,
  right: string,
): string {
  let start = 0;
  while (start < left.length && left[start] === right[start]) start++;
  let end = 0;
  const shorter = Math.min(left.length, right.length) - start;
  while (end < shorter && left.at(-1 - end) === right.at(-1 - end)) end++;

  const from = start > CONTEXT ? start - CONTEXT : 0;
  const cut = from > 0 ? '…' : '';
  const width = Math.max(left.length, right.length) - start - end;
  const margin = Math.max(...names.map((name) => name.length)) + 2;
  const line = (name: string, text: string): string =>
    name.padEnd(margin) + cut + visible(text.slice(from));
  const marker = ' '.repeat(margin + cut.length + (start - from)) + '^'.repeat(Math.max(width, 1));
  return [line(names[0], left), line(names[1], right), marker].join('\n');
}

/** Line breaks would tear the lines apart: each control character is shown by its picture. */
function visible(text: string): string {
  return text.replace(/[^ -~]/g, (character) =>
    character < ' ' ? String.fromCharCode(CONTROL_PICTURES + character.charCodeAt(0)) : character,
  );
}
