import { ConfigurationError } from '@luxcore/errors';
import type { CallCredentials, Rotation } from '../stages/rotation.ts';
import type { Credential } from './auth.ts';

/** Returns what a request proves itself by; called for each attempt, so that it may be renewed. */
export type Supplier = () => string | Promise<string>;

/** Asks a supplier, and says so where it fails. */
export async function supplied(option: string, supplier: Supplier): Promise<unknown> {
  try {
    return await supplier();
  } catch (cause) {
    throw new ConfigurationError(`${option}: the supplier failed`, {
      code: 'MISSING_CREDENTIALS',
      cause,
    });
  }
}

/** A supplier is asked for each attempt; after a 401 once more, in case it has others by now. */
export function suppliedCredentials(supply: () => Promise<Credential>): Rotation {
  return { open: () => callCredentials(supply) };
}

function callCredentials(supply: () => Promise<Credential>): CallCredentials {
  let used: Credential | undefined;
  let next: Credential | undefined;
  let hasMoved = false;
  return {
    limitKey: 'supplied',
    async current() {
      used = next ?? (await supply());
      next = undefined;
      return used;
    },
    answered: () => undefined,
    async move() {
      if (hasMoved) return false;
      hasMoved = true;
      next = await supply();
      return next.id !== used?.id;
    },
    close: () => undefined,
  };
}
