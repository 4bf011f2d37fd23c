export type { Credentials } from './credentials.ts';
export {
  createEmulator,
  type Emulator,
  type EmulatorControl,
  type EmulatorOptions,
} from './emulator.ts';
