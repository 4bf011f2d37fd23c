import type * as Http from 'node:http';
import type * as Https from 'node:https';
import type * as Net from 'node:net';
import type * as Tls from 'node:tls';

/** What a transport on Node needs of Node. */
export interface NodeModules {
  readonly http: typeof Http;
  readonly https: typeof Https;
  readonly net: typeof Net;
  readonly tls: typeof Tls;
}

let loaded: NodeModules | undefined;

/**
 * Node's modules, loaded when a first request needs them. An `import` of `node:http` would read all of
 * its exports at start, and with them load the fetch that Node has inside: that takes longer than
 * everything else together.
 */
export function nodeModules(): NodeModules {
  loaded ??= {
    http: process.getBuiltinModule('node:http'),
    https: process.getBuiltinModule('node:https'),
    net: process.getBuiltinModule('node:net'),
    tls: process.getBuiltinModule('node:tls'),
  };
  return loaded;
}
