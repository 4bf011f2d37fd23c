/** What importing the bundled package costs a process, over a script that does nothing. */
import { bundleApplication } from '../harness/bundle.ts';
import { timeProcesses, type ProcessTimes } from '../harness/process-time.ts';

// On globalThis, so that the bundler keeps every export.
const IMPORTED = `import * as signing from '@luxcore/signing'; globalThis.signing = signing;`;
const SIGNED = `${IMPORTED}
  signing.createSigner({ merchantId: 1, secret: 'a' }).sign({ method: 'GET', path: '/', body: 'b' });`;

/** What the import adds, and what it adds with a first signature. */
export async function timeImport(rounds: number): Promise<ProcessTimes<'imported' | 'signed'>> {
  const empty = await bundleApplication('', 'import-time/empty');
  const imported = await bundleApplication(IMPORTED, 'import-time/imported');
  const signed = await bundleApplication(SIGNED, 'import-time/signed');
  return timeProcesses(empty, { imported, signed }, rounds);
}
