import type { CallOptions } from '../call-options.ts';
import type { ClientOptions } from '../client-options.ts';
import { startDeadline } from '../stages/deadline.ts';
import { send } from '../stages/send.ts';
import type { Transport } from '../transport/transport.ts';
import { PUT_LABEL, putBytes, type BytesToPut } from './put-bytes.ts';

/** Puts bytes within the time that a call has. */
export type Put = (bytes: BytesToPut, options: CallOptions) => Promise<void>;

const DEFAULT_TIMEOUT_MS = 30_000;

/** Puts bytes by what sends the requests of a client. */
export function putting({ fetch, timeoutMs = DEFAULT_TIMEOUT_MS }: ClientOptions): Put {
  return async (file, options) => {
    const request = {
      operation: 'tickets.attachments.uploadUrl',
      method: 'PUT',
      url: new URL('about:blank'),
      headers: {},
      body: file.bytes,
      merchantReference: undefined,
      label: PUT_LABEL,
    } as const;
    const deadline = startDeadline(request, options.signal, options.timeoutMs ?? timeoutMs);
    const transport: Transport = ({ url, headers }) =>
      send({ ...request, url: new URL(url) }, headers, deadline, fetch);
    try {
      // A fetch has a signal, and takes no listener.
      await putBytes(transport, file, { signal: deadline.signal, onEnd: () => () => undefined });
    } finally {
      deadline.end();
    }
  };
}
