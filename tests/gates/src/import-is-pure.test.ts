/**
 * Importing a package does nothing: it reads no environment, takes no random bytes, makes no request,
 * opens no socket and starts no timer, and neither does what it imports. Constructors and reads at
 * import have broken the builds of others. A subpath for Node may import Node's modules, no more.
 */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ENTRIES } from './published.ts';
import { ROOT } from './turbo.ts';

/**
 * Runs before the import, in a process of its own: each trap tells its name. What comes by a named
 * import from a module of Node passes by a trap on that module; so sockets are caught at their
 * prototypes, and what is left running is asked for at the end.
 */
const TRAPS = `
  const net = process.getBuiltinModule('node:net');
  const dgram = process.getBuiltinModule('node:dgram');
  const trap = (object, name) => {
    const original = object[name];
    Object.defineProperty(object, name, {
      configurable: true,
      get() {
        const frames = new Error().stack.split('\\n').slice(2);
        // The script itself stands in the package's folder; and whoever first names Request has Node
        // load its own fetch.
        const callers = frames.filter((frame) => !frame.includes('[eval'));
        const isNode = callers[0]?.includes('node:internal/deps/') ?? true;
        const isOurs = callers.some((frame) => /[\\\\/](?:packages|node_modules)[\\\\/]/.test(frame));
        if (isOurs && !isNode) console.log('TOUCHED ' + name);
        return original;
      },
    });
  };
  trap(process, 'env');
  trap(process, 'argv');
  trap(globalThis, 'Buffer');
  trap(globalThis, 'fetch');
  trap(globalThis, 'setTimeout');
  trap(globalThis, 'setInterval');
  trap(globalThis, 'setImmediate');
  trap(globalThis.crypto, 'getRandomValues');
  trap(Math, 'random');
  trap(Date, 'now');
  trap(net.Server.prototype, 'listen');
  trap(net.Socket.prototype, 'connect');
  trap(dgram.Socket.prototype, 'bind');
  // They open at their first use.
  void process.stdin, process.stdout, process.stderr;
  const running = () => process.getActiveResourcesInfo().toSorted().join();
  const before = running();
  const done = () => console.log(running() === before ? 'imported' : 'RUNNING ' + running());
`;

function outcome(script: string, type: 'module' | 'commonjs', cwd = ROOT): string {
  try {
    return execFileSync(process.execPath, [`--input-type=${type}`, '--eval', TRAPS + script], {
      cwd,
      encoding: 'utf8',
      timeout: 10_000,
    });
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout) + String(error);
  }
}

describe.each(ENTRIES)('$specifier', ({ specifier, folder }) => {
  it('does nothing when it is imported', () => {
    expect(outcome(`await import('${specifier}'); done();`, 'module', folder)).toBe('imported\n');
  });

  it('does nothing when it is required', () => {
    expect(outcome(`require('${specifier}'); done();`, 'commonjs', folder)).toBe('imported\n');
  });
});

it('looks at the subpath for Node too', () => {
  expect(ENTRIES.map(({ specifier }) => specifier)).toContain('@luxcore/emulator/node');
});

it.each([
  ['process.env.HOME', 'TOUCHED env'],
  ['Date.now()', 'TOUCHED now'],
  ['crypto.getRandomValues(new Uint8Array(1))', 'TOUCHED getRandomValues'],
  ['import{createServer}from"node:net";createServer().listen(0,"127.0.0.1").unref()', 'listen'],
  ['import{connect}from"node:net";connect(1,"127.0.0.1").on("error",()=>{})', 'TOUCHED connect'],
  ['import{setTimeout}from"node:timers";setTimeout(()=>{},1)', 'RUNNING'],
])('notices a package that does %s', (code, says) => {
  // The comment puts the code where packages are.
  const module = encodeURIComponent(`//packages/\n${code}`).replaceAll('%2F', '/');
  const script = `await import('data:text/javascript,${module}'); done();`;
  expect(outcome(script, 'module')).toContain(says);
});
