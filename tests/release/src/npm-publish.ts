/**
 * Publishes the packages to npm: the very tarballs that the tests look at.
 *
 * By npm itself: `pnpm publish`, which `changeset publish` runs, leaves out the provenance that
 * `publishConfig` asks for, and says nothing. npm refuses to publish where it cannot make it.
 */
import { runCommand, type Answer } from './command.ts';
import { publishedPackages } from './packages.ts';

/** Each package that the registry does not have in its version, up to the first that fails. */
export async function npmPublish(
  tarballs: Readonly<Record<string, string>>,
  args: readonly string[],
  options: { cwd: string; env?: Readonly<Record<string, string>> },
): Promise<Answer> {
  let output = '';
  for (const { manifest } of publishedPackages()) {
    const version = `${manifest.name}@${manifest.version}`;
    const there = await runCommand('npm', ['view', version, 'version'], options);
    if (there.status === 0 && there.output.includes(manifest.version)) {
      output += `${version} is there already.\n`;
      continue;
    }
    const tarball = tarballs[manifest.name] ?? '';
    const published = await runCommand('npm', ['publish', tarball, ...args], options);
    output += `${version}\n${published.output}`;
    if (published.status !== 0) return { status: published.status, output };
  }
  return { status: 0, output };
}
