/** An emulator with a file, as a process of its own that is meant to be killed. Its argument is the file. */
import { createEmulator } from '@luxcore/emulator';
import { listen } from '@luxcore/emulator/node';

const data = process.argv[2];
const emulator = createEmulator({ data, limits: { creation: [], standard: [] } });
const { url } = await listen(emulator);
console.log(url);
