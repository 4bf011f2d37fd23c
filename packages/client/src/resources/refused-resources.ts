import { OPERATIONS, type Operation } from '@luxcore/contract';
import { LazyPromise } from '../api-promise.ts';
import type { ComposedMethods } from './allowed.ts';
import { readNothing } from './answer.ts';
import type { MakeV1Resources, V1Resources } from './v1-resources.ts';

interface Members {
  [name: string]: Members | (() => RefusedCall) | undefined;
}

const COMPOSED: ComposedMethods & Readonly<Record<string, Operation>> = {
  'tickets.attachments.upload': 'tickets.attachments.uploadUrl',
};

/** Rejects whether it is awaited or, as lists are, iterated. */
class RefusedCall extends LazyPromise<unknown> {
  async *[Symbol.asyncIterator](): AsyncGenerator {
    yield await this;
  }
}

/**
 * Stands in for what v1 alone has. The types do not offer it; who calls it all the same is told by the
 * table of operations, before anything is sent, that it is not there for these credentials.
 */
export const refusedResources: MakeV1Resources = ({ prepare }) => {
  const resources: Members = {};
  for (const method of Object.keys({ ...OPERATIONS, ...COMPOSED })) {
    const operation = COMPOSED[method] ?? method;
    const start = prepare(() => ({
      operation: operation as Operation,
      read: readNothing,
      options: undefined,
    }));
    const path = method.split('.');
    const name = path.pop() ?? '';
    let place = resources;
    for (const part of path) place = (place[part] ??= {}) as Members;
    place[name] = () => new RefusedCall(start);
  }
  return resources as unknown as V1Resources;
};
