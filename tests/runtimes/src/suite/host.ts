import type { Credentials } from '@luxcore/emulator';
import type * as Realm from './realm.ts';

/** What the suite is told of the engine that it runs on, and given by it. */
export interface Host {
  /** Whether it is a page, where every visitor can read the credentials. */
  readonly isPage: boolean;
  /** Whether it has a synchronous hash of its own. */
  readonly hasNativeHash: boolean;
  /** Where there is a network. */
  readonly network?: Network | undefined;
  /** The exports of `realm.ts`, evaluated in another realm. */
  readonly realm?: typeof Realm | undefined;
}

/** What is listened to in the process that started the engine. */
export interface Network {
  readonly emulatorUrl: string;
  readonly credentials: Credentials;
  /** Answers everything with a redirect to the emulator. */
  readonly redirectingUrl: string;
  /** Where nobody listens. */
  readonly closedUrl: string;
}
