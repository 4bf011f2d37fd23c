/**
 * Makes what hides a credential in a text, such as an answer that repeats what it refuses: a token has
 * no shape to be redacted by.
 */
export function hiding(credential: string): (text: string) => string {
  return (text) => text.replace(spellingsOf(credential), '[redacted]');
}

/** A text as it is, or as JSON may spell it: `\/`, `\u002b`. */
function spellingsOf(text: string): RegExp {
  const spelt = Array.from(text, (char) => {
    const hex = char.charCodeAt(0).toString(16).padStart(4, '0');
    return `(?:\\\\?${char.replace(/\W/, '\\$&')}|\\\\u${hex})`;
  });
  return new RegExp(spelt.join(''), 'gi');
}
