/**
 * Importing a package does nothing: it reads no environment, takes no random bytes, makes no request
 * and starts no timer. Constructors and reads at import have broken the builds of others.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HOUSE } from './house.ts';
import { ROOT } from './turbo.ts';

/** Runs before the import, in a process of its own: each trap ends the process with its name. */
const TRAPS = `
  const trap = (object, name) => {
    const original = object[name];
    Object.defineProperty(object, name, {
      configurable: true,
      get() {
        const caller = new Error().stack.split('\\n').slice(2).join('\\n');
        if (/[\\\\/]packages[\\\\/]/.test(caller)) { console.log('TOUCHED ' + name); process.exitCode = 1; }
        return original;
      },
    });
  };
  trap(process, 'env');
  trap(globalThis, 'Buffer');
  trap(globalThis, 'fetch');
  trap(globalThis, 'setTimeout');
  trap(globalThis, 'setInterval');
  trap(globalThis.crypto, 'getRandomValues');
  trap(Math, 'random');
  trap(Date, 'now');
`;

function outcome(script: string, type: 'module' | 'commonjs'): string {
  try {
    return execFileSync(process.execPath, [`--input-type=${type}`, '--eval', script], {
      cwd: ROOT,
      encoding: 'utf8',
    });
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout) + String(error);
  }
}

describe.each(Object.keys(HOUSE))('@luxcore/%s', (name) => {
  const dist = `${ROOT}packages/${name}/dist`;

  it('does nothing when it is imported', () => {
    expect(existsSync(`${dist}/index.js`)).toBe(true);
    const script = `${TRAPS} await import(${JSON.stringify(`${dist}/index.js`)}); console.log('imported');`;
    expect(outcome(script, 'module')).toBe('imported\n');
  });

  it('does nothing when it is required', () => {
    const script = `${TRAPS} require(${JSON.stringify(`${dist}/index.cjs`)}); console.log('required');`;
    expect(outcome(script, 'commonjs')).toBe('required\n');
  });
});

it('notices a package that touches something', () => {
  const script = `${TRAPS} await import('data:text/javascript,//packages/%0Aprocess.env.HOME'); console.log('imported');`;
  expect(outcome(script, 'module')).toContain('TOUCHED env');
});
