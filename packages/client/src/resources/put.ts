import type { CallOptions } from '../call-options.ts';
import { monotonic } from '../monotonic.ts';
import type { Settings } from '../settings.ts';
import { runPhase } from '../stages/phase.ts';
import { PUT_LABEL, putBytes, type BytesToPut } from './put-bytes.ts';

/** Puts bytes within the time that a call has. */
export type Put = (bytes: BytesToPut, options: CallOptions) => Promise<void>;

/** Puts bytes by what sends the requests of a client; its settings are those of the call before. */
export function putting(settingsOf: () => Settings | undefined): Put {
  return async (file, { signal, timeoutMs }) => {
    const settings = settingsOf();
    if (settings === undefined) return;
    const bounds = {
      label: PUT_LABEL,
      caller: signal,
      totalTimeoutMs: settings.totalTimeoutMs,
      startedAt: monotonic(),
    };
    await runPhase(bounds, timeoutMs ?? settings.timeoutMs, (phase) => {
      phase.outcome = 'unknown';
      return putBytes(settings.transport, settings.baseUrl.origin, file, phase);
    });
  };
}
