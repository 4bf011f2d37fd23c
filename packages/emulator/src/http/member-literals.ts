/**
 * The values of one member of a JSON object as they are written, each time that the member occurs:
 * `JSON.parse` keeps the last of several, and rounds what a number cannot hold. A text is shown by its
 * opening quote, an array or object by its bracket.
 *
 * @param json - A text that `JSON.parse` has read as an object; it is not checked again.
 */
export function memberLiterals(json: string, name: string): string[] {
  const found: string[] = [];
  const token = /["{}[\],:]|[^\s"{}[\],:]+/g;
  let depth = 0;
  let key = '';
  let isValue = false;
  for (let match = token.exec(json); match !== null; match = token.exec(json)) {
    const [text] = match;
    if (text === '"') token.lastIndex = endOfString(json, match.index);
    if (depth === 1) {
      if (text === ':') {
        isValue = true;
        continue;
      }
      if (isValue && key === name) found.push(text);
      if (text === '"' && !isValue)
        key = JSON.parse(json.slice(match.index, token.lastIndex)) as string;
      isValue = false;
    }
    if (text === '{' || text === '[') depth++;
    if (text === '}' || text === ']') depth--;
  }
  return found;
}

function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
}
