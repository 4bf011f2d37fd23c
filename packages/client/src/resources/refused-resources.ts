import { OPERATIONS, type Operation } from '@luxcore/contract';
import type { ComposedMethods } from './allowed.ts';
import { readNothing } from './answer.ts';
import { LazyPages } from './page-promise.ts';
import type { MakeV1Resources, V1Resources } from './v1-resources.ts';

interface Members {
  [name: string]: Members | (() => LazyPages<never>) | undefined;
}

const COMPOSED: ComposedMethods = {
  'tickets.attachments.upload': 'tickets.attachments.uploadUrl',
};

/**
 * Stands in for what v1 alone has. The types do not offer it; who calls it all the same is told by the
 * table of operations, before anything is sent, that it is not there for these credentials.
 */
export const refusedResources: MakeV1Resources = ({ prepare }) => {
  const resources: Members = {};
  for (const method of Object.keys({ ...OPERATIONS, ...COMPOSED })) {
    const operation = Object.hasOwn(COMPOSED, method)
      ? COMPOSED[method as keyof ComposedMethods]
      : (method as Operation);
    const start = prepare<never>(() => ({
      operation,
      path: '',
      read: readNothing as never,
      options: undefined,
    }));
    const path = method.split('.');
    const name = path.pop() ?? '';
    let place = resources;
    for (const part of path) place = (place[part] ??= {}) as Members;
    // Pages, because these can be awaited as well as iterated.
    place[name] = () => new LazyPages(start, start as never);
  }
  return resources as unknown as V1Resources;
};
