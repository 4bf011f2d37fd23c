/**
 * Runs samples, each as a module of its own, in one process of Node that has nothing to do with the
 * test runner, and answers what they showed. Requests to the address on which the samples expect an
 * emulator reach one on a free port.
 */
import { execFileSync } from 'node:child_process';
import { FOREIGN } from './check-samples.ts';
import { ROOT } from './turbo.ts';

export interface SampleRun {
  /** What was shown by the index of its expectation; of several times the last. */
  readonly shown: Readonly<Record<number, string>>;
  readonly error?: string;
}

const DOCUMENTED_PORT = '4010';

const RUNNER = `
  import { readFileSync, writeSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  import { pathToFileURL } from 'node:url';
  import { format, inspect } from 'node:util';

  // From its own folder a package means itself, by its exports map: nothing need be installed.
  registerHooks({
    resolve(specifier, context, next) {
      const ours =
        ${JSON.stringify(FOREIGN)}[specifier] ?? /^@luxcore\\/([^/]+)/.exec(specifier)?.[1];
      if (ours === undefined) return next(specifier, context);
      const parentURL = String(pathToFileURL(process.cwd() + '/packages/' + ours + '/user.js'));
      return next(specifier, { ...context, parentURL });
    },
  });
  const { createEmulator } = await import('@luxcore/emulator');
  const { listen } = await import('@luxcore/emulator/node');
  const { port } = await listen(createEmulator(), { port: 0 });
  console.log = console.error = () => {};
  const runs = [];
  for (const script of JSON.parse(readFileSync(0, 'utf8'))) {
    const shown = {};
    globalThis.show = (index, kind, ...values) => {
      shown[index] = kind === 'format' ? format(...values) : inspect(values[0], { breakLength: Infinity });
    };
    const code = script
      .replaceAll('127.0.0.1:${DOCUMENTED_PORT}', '127.0.0.1:' + port)
      .replaceAll('port: ${DOCUMENTED_PORT}', 'port: 0');
    try {
      await import('data:text/javascript,' + encodeURIComponent(code));
      runs.push({ shown });
    } catch (error) {
      runs.push({ shown, error: String(error) });
    }
  }
  writeSync(1, JSON.stringify(runs));
  process.exit(0);
`;

export function runSamples(scripts: readonly string[]): SampleRun[] {
  const args = ['--input-type=module', '--eval', RUNNER];
  const output = execFileSync(process.execPath, args, {
    cwd: ROOT,
    input: JSON.stringify(scripts),
    encoding: 'utf8',
    timeout: 20_000,
  });
  return JSON.parse(output) as SampleRun[];
}
