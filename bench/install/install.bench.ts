/**
 * `pnpm run bench:install`: what it costs to have a client. Each is installed with npm in an empty folder,
 * ours from the tarballs that would be published; then it is imported from there by a process of its own.
 * With `--quick` the rounds are few; nothing is written then.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureInstalled, npmInstall, tarballsOf } from '../../tests/gates/src/npm-install.ts';
import { packAll } from '../../tests/gates/src/packed.ts';
import { timeProcesses } from '../harness/process-time.ts';
import { machine, pinnedVersions, table, withRange, writeResults } from '../harness/report.ts';

const QUICK = process.argv.includes('--quick');
const ROUNDS = QUICK ? 5 : 41;
const OURS = '@luxcore/client';
const PEERS = ['stripe', 'openai', 'axios', 'got', 'ky', 'ofetch', 'aws4fetch'] as const;
const ASKED = { packages: 6, bytes: 1_000_000, importMs: 12 };
const NOTHING = '-';

const versions = pinnedVersions();
const root = mkdtempSync(join(tmpdir(), 'luxcore-install-'));
try {
  const tarballs = packAll(join(root, 'tarballs'));
  const names = [OURS, ...PEERS];
  const script = (folder: string, text: string): string => {
    const file = join(folder, 'script.mjs');
    writeFileSync(file, text);
    return file;
  };
  const installed = names.map((name) => {
    console.error(`${name} ...`);
    const folder = join(root, name.replaceAll('/', '-'));
    const version = versions[name] ?? '';
    npmInstall(folder, name === OURS ? tarballsOf('client', tarballs) : [`${name}@${version}`]);
    const imports = script(folder, `import '${name}';`);
    return { name, version, imports, ...measureInstalled(folder) };
  });
  console.error('Import ...');
  const scripts = Object.fromEntries(installed.map(({ name, imports }) => [name, imports]));
  const { empty, added } = timeProcesses(script(root, ''), scripts, ROUNDS);

  const ours = installed[0];
  const importMs = added[OURS]?.median ?? Number.NaN;
  const asked = (
    what: string,
    most: number,
    unit: string,
    found: number,
    text: string,
  ): string[] => [
    what,
    `at most ${most.toLocaleString('en')}${unit}`,
    text,
    found <= most ? 'yes' : 'no',
  ];
  const askedRows = [
    asked(
      'packages',
      ASKED.packages,
      '',
      ours?.packages.length ?? Number.NaN,
      String(ours?.packages.length),
    ),
    asked(
      'bytes in their files',
      ASKED.bytes,
      '',
      ours?.bytes ?? Number.NaN,
      ours?.bytes.toLocaleString('en') ?? NOTHING,
    ),
    asked(
      'import, over an empty script',
      ASKED.importMs,
      ' ms',
      importMs,
      `${added[OURS] ? withRange(added[OURS]) : NOTHING} ms`,
    ),
  ];
  const rows = installed.map(({ name, version, packages, bytes }) => {
    const time = added[name];
    return [
      name,
      version === '' ? NOTHING : version,
      String(packages.length),
      bytes.toLocaleString('en'),
      time ? withRange(time) : NOTHING,
    ];
  });

  const text = `# Install and import

Made by \`npx pnpm@12.18.0 run bench:install\` on ${machine()}, Node ${process.versions.node}.

Each is installed with npm in an empty folder, ours from the tarballs that would be published, with the run-time
dependencies of it. An import is that of the package's own name in an ES module, by a process of its own, in milliseconds
over the ${withRange(empty)} ms of a process that runs an empty script: the median of ${String(ROUNDS)} interleaved rounds, in random order, with
the lowest and the highest behind it.

${table(['', 'asked', 'measured', 'met'], askedRows)}

${table(['', 'version', 'packages', 'bytes', 'import, ms'], rows)}
`;
  console.log(text);
  if (!QUICK) await writeResults('install', text);
} finally {
  rmSync(root, { recursive: true, force: true });
}
