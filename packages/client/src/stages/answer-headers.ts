/** The headers of an answer as transports give them. */
export type AnswerHeaders = Headers | Readonly<Record<string, string | undefined>>;

/** Reads one; the name in lower case, as most records have it. */
export function headerOf(headers: AnswerHeaders, name: string): string | undefined {
  if (typeof headers.get === 'function') return (headers as Headers).get(name) ?? undefined;
  const record = headers as Readonly<Record<string, string | undefined>>;
  if (Object.hasOwn(record, name)) return record[name];
  const other = Object.keys(record).find((key) => key.toLowerCase() === name);
  return other === undefined ? undefined : record[other];
}

/** As Headers, for who reads more than one. */
export function toHeaders(headers: AnswerHeaders): Headers {
  if (headers instanceof Headers) return headers;
  // Those of another realm or a package are iterated.
  const entries: Iterable<[string, string | undefined]> =
    Symbol.iterator in headers ? (headers as unknown as Headers) : Object.entries(headers);
  return new Headers(
    [...entries].filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
