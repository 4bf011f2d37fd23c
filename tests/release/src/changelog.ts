/**
 * How `changeset version` words a change: as it was written, and what of ours a package takes besides in
 * one line. The words that changesets brings say "Updated dependencies" once for every change below.
 */
interface Change {
  readonly summary: string;
}

interface Release {
  readonly name: string;
  readonly newVersion: string;
}

function getReleaseLine({ summary }: Change): string {
  const [first, ...rest] = summary.split('\n').map((line) => line.trimEnd());
  return [`- ${first ?? ''}`, ...rest.map((line) => (line === '' ? '' : `  ${line}`))].join('\n');
}

function getDependencyReleaseLine(_changes: unknown, taken: readonly Release[]): string {
  if (taken.length === 0) return '';
  return `- Takes ${taken.map(({ name, newVersion }) => `${name} ${newVersion}`).join(', ')}.`;
}

interface Changelog {
  readonly getReleaseLine: (change: Change) => string;
  readonly getDependencyReleaseLine: (changes: unknown, taken: readonly Release[]) => string;
}

const changelog: Changelog = { getReleaseLine, getDependencyReleaseLine };

export default changelog;
