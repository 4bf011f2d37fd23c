import type { Credential, CredentialList } from '../auth/auth.ts';
import type { Emit } from '../events.ts';
import { monotonic } from '../monotonic.ts';

/** The credentials of a client, of which one is in use. */
export interface Rotation {
  /** What one call uses of them. */
  open(): CallCredentials;
}

/** The credentials of one call: each is tried at most once. */
export interface CallCredentials {
  /** What the limits count against. */
  readonly limitKey: string;
  /** What the next attempt proves itself by. */
  current(): Credential | Promise<Credential>;
  /** Takes note of an answer: what is not 401 has accepted them. `undefined`: there was none. */
  answered(status: number | undefined): void;
  /** After a 401: moves to others, if there are any to try. */
  move(): boolean | Promise<boolean>;
  /** Lets others look for credentials that work, if this call was about to. */
  close(): void;
}

const REST_MS = 60_000;

/** The rotation of credentials that are known from the start. */
export function rotationOf(credentials: CredentialList, emit: Emit | undefined): Rotation {
  if (credentials.length > 1) return listedCredentials(credentials, emit);
  const only = onlyCredential(credentials[0]);
  return { open: () => only };
}

/** There is nothing to move to, and nothing to remember. */
function onlyCredential(credential: Credential): CallCredentials {
  return {
    limitKey: credential.limitKey,
    current: () => credential,
    answered: () => undefined,
    move: () => false,
    close: () => undefined,
  };
}

/**
 * Of many calls that are refused together one looks for credentials that work, the others wait for
 * what it finds. Where none works, nobody looks again for a minute.
 */
function listedCredentials(list: CredentialList, emit: Emit | undefined): Rotation {
  let inUse = 0;
  let restUntil = -Infinity;
  let search: Promise<void> | undefined;

  function open(): CallCredentials {
    const tried = new Set<number>();
    /** What the last attempt proved itself by: another call may have moved on meanwhile. */
    let used = 0;
    let isClosed = false;
    let index: number | undefined;
    let endSearch: (() => void) | undefined;

    const endOwnSearch = (): void => {
      endSearch?.();
      endSearch = undefined;
    };
    const at = (): number => index ?? inUse;
    const credentialAt = (place: number): Credential => list[place] ?? list[0];

    async function move(): Promise<boolean> {
      tried.add(used);
      if (endSearch === undefined) {
        while (search !== undefined) await search;
        // Nobody would end a search of a call that is over.
        if (isClosed) return false;
        index = undefined;
        if (!tried.has(inUse)) return true;
      }
      const untried = list.findIndex((_, place) => !tried.has(place));
      if (untried === -1) {
        if (endSearch !== undefined) restUntil = monotonic() + REST_MS;
        endOwnSearch();
        return false;
      }
      if (endSearch === undefined) {
        if (monotonic() < restUntil) return false;
        search = new Promise((resolve) => {
          endSearch = () => {
            search = undefined;
            resolve();
          };
        });
      }
      index = untried;
      return true;
    }

    return {
      get limitKey() {
        return credentialAt(at()).limitKey;
      },
      current() {
        used = at();
        return credentialAt(used);
      },
      answered(status) {
        if (index === undefined || status === 401) return;
        if (status !== undefined && status < 500 && index !== inUse) {
          const from = inUse;
          inUse = index;
          emit?.({ type: 'rotation', from, to: inUse });
        }
        endOwnSearch();
      },
      move,
      close() {
        isClosed = true;
        endOwnSearch();
      },
    };
  }
  return { open };
}
