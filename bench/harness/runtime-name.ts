/** The name and version of the runtime that runs this; Deno and Bun tell a version of Node too. */
export function runtimeName(): string {
  const { deno, bun, node } = process.versions as Partial<Record<string, string>>;
  if (deno !== undefined) return `Deno ${deno}`;
  return bun === undefined ? `Node ${node ?? ''}` : `Bun ${bun}`;
}
