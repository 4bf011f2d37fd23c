import type { HeadersLike } from '@luxcore/signing';
import { readHeader, type HeaderFault } from '@luxcore/signing/primitives';

/** The text of a header; nothing where it cannot be read, or where no name is given. */
export type ReadHeader = (name: string | undefined) => string | undefined;

/** A header, whatever stands in for headers: what throws when it is read is not there. */
export function readHeaderSafely(headers: HeadersLike, name: string): string | HeaderFault {
  try {
    return readHeader(headers, name.toLowerCase());
  } catch {
    return { code: 'MISSING_HEADER', received: 'none' };
  }
}
