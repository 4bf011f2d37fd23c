import { SCHEMES } from '../scheme/schemes.ts';
import type { WebhookScheme } from '../scheme/scheme.ts';
import type { DeliveryHypothesis } from './delivery-explanation.ts';
import type { ReadHeader } from './read-header-safely.ts';

/** What may have been signed of a delivery; without a mistake, it is what the scheme says. */
export interface PayloadForm {
  readonly mistake?: DeliveryHypothesis;
  /** The scheme whose keys and signatures belong to it. */
  readonly scheme: WebhookScheme;
  readonly write: (body: Uint8Array) => readonly [text: string, bytes?: Uint8Array];
}

/** From here on a timestamp is one in milliseconds: in seconds it is the year 33658. */
const MILLISECONDS_FROM = 1e12;

/**
 * What may have been signed, by the headers that came; each once. What needs a header that is not
 * there is left out, also what the scheme says.
 */
export function payloadForms(header: ReadHeader, scheme: WebhookScheme): readonly PayloadForm[] {
  const forms: PayloadForm[] = [];
  const content = contentOf(header, scheme);
  if (content !== undefined) {
    const { id, timestamp } = content;
    forms.push({ scheme, write: (body) => scheme.payload({ id, timestamp, body }) });
  }
  if (scheme.headers.timestamp !== undefined) {
    forms.push({ mistake: 'timestamp_left_out', scheme, write: (body) => ['', body] });
    if (content !== undefined) {
      const { id } = content;
      const timestamp =
        content.timestamp < MILLISECONDS_FROM
          ? content.timestamp * 1000
          : Math.floor(content.timestamp / 1000);
      forms.push({
        mistake: 'timestamp_milliseconds',
        scheme,
        write: (body) => scheme.payload({ id, timestamp, body }),
      });
    }
  }
  for (const other of Object.values(SCHEMES)) {
    const otherContent = contentOf(header, other, scheme);
    if (otherContent === undefined) continue;
    const { id, timestamp } = otherContent;
    forms.push({
      mistake: 'other_scheme',
      scheme: other,
      write: (body) => other.payload({ id, timestamp, body }),
    });
  }
  const known = new Set<string>();
  return forms.filter((form) => {
    const mark = markOf(form);
    return !known.has(mark) && known.add(mark);
  });
}

/** What the headers say, by their names in a scheme or else in another; nothing where one is missing. */
function contentOf(
  header: ReadHeader,
  { headers }: WebhookScheme,
  or?: WebhookScheme,
): { readonly id: string; readonly timestamp: number } | undefined {
  const read = (part: 'id' | 'timestamp', none: string): string | undefined =>
    headers[part] === undefined ? none : (header(headers[part]) ?? header(or?.headers[part]));
  const id = read('id', '');
  const timestamp = read('timestamp', '0');
  if (id === undefined || timestamp === undefined) return undefined;
  // What is written otherwise as a number was not signed as this number.
  const number = Number(timestamp);
  return Number.isFinite(number) && String(number) === timestamp
    ? { id, timestamp: number }
    : undefined;
}

const PROBE: Uint8Array = /* @__PURE__ */ new Uint8Array([1]);

/** Two forms with one mark are tried by the same keys on the same bytes against the same header. */
function markOf({ scheme, write }: PayloadForm): string {
  const [text, bytes] = write(PROBE);
  const { headers, key, secretPrefix } = scheme;
  const signature = headers.signature.toLowerCase();
  return JSON.stringify([signature, key, secretPrefix, text, bytes && [...bytes]]);
}
