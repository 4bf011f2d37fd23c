import { apiKey, createClient, type Client, type ClientOptions } from '../src/index.ts';
import { asFetch, KEY } from './samples.ts';

/** A request as it was sent: `POST /webhooks {"url":"..."}`. */
export interface Recorded {
  readonly client: Client;
  readonly sent: string[];
}

/** A client whose every request is answered alike, and written down. */
export function recorded(
  answer: unknown,
  { status = 200, ...options }: Partial<ClientOptions> & { readonly status?: number } = {},
): Recorded {
  const sent: string[] = [];
  const fetch = asFetch(async (request) => {
    const { pathname, search } = new URL(request.url);
    const path = pathname.replace('/api/v1', '') + search;
    sent.push([request.method, path, await request.text()].join(' ').trim());
    return status === 204 ? new Response(null, { status }) : Response.json(answer, { status });
  });
  return { client: createClient({ fetch, ...options, auth: apiKey(KEY) }), sent };
}
