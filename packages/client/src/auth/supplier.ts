import { ConfigurationError } from '@luxcore/errors';

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
