/** Milliseconds since some moment, which no one sets back: waits and windows are measured by them. */
export function monotonic(): number {
  const { performance } = globalThis as { performance?: { now(): number } };
  return performance?.now() ?? Date.now();
}
