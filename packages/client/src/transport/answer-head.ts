import type { LuxCoreError } from '@luxcore/errors';
import { answerEncoded, answerTooLong, redirected } from './failures.ts';
import type { TransportRequest } from './transport.ts';

/** Headers as Node and undici tell them: names in lower case. */
export type NodeHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Why an answer is not read on, as its head tells; `undefined`: it is. */
export function refusedHead(
  request: TransportRequest,
  status: number,
  headers: NodeHeaders,
): LuxCoreError | undefined {
  if (status >= 300 && status <= 399) return redirected(request, status, text(headers.location));
  const encoding = text(headers['content-encoding']);
  if (encoding && encoding.toLowerCase() !== 'identity') return answerEncoded(request, status);
  if (Number(text(headers['content-length'])) > request.maxResponseBytes) {
    return answerTooLong(request, status);
  }
  return undefined;
}

/** Joins what came several times. */
export function joinedHeaders(headers: NodeHeaders): Readonly<Record<string, string | undefined>> {
  let joined: Record<string, string | undefined> | undefined;
  for (const name in headers) {
    const value = headers[name];
    if (Array.isArray(value)) {
      joined ??= { ...(headers as Record<string, string | undefined>) };
      joined[name] = value.join(', ');
    }
  }
  return joined ?? (headers as Readonly<Record<string, string | undefined>>);
}

function text(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}
