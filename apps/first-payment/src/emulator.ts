/** The emulator as a process of its own: prints where it listens as one line of JSON, then serves. */
import { createEmulator } from '@luxcore/emulator';
import { listen } from '@luxcore/emulator/node';
import { fail } from './narrate.ts';

try {
  const emulator = createEmulator();
  const { url } = await listen(emulator);
  console.log(JSON.stringify({ url, credentials: emulator.credentials }));
} catch (error) {
  fail(error);
  process.exit();
}

// The one who started it is gone when its end of the pipe is: an emulator does not outlive it.
process.stdin.on('end', () => process.exit()).resume();
