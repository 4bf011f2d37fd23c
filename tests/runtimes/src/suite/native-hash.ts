/** Counts what is asked of the engine's own hash, which the package finds by `process.getBuiltinModule`. */

type Hash = (...args: readonly unknown[]) => unknown;
type GetBuiltinModule = (name: string) => Record<string, unknown> | undefined;

let calls = 0;

/** How often the engine's own hash has been called since `watchNativeHash`. */
export const nativeHashCalls = (): number => calls;

/** To be called before anything is hashed: the package looks for the hash once. */
export function watchNativeHash(): void {
  const { process } = globalThis as { process?: { getBuiltinModule?: GetBuiltinModule } };
  const original = process?.getBuiltinModule;
  if (process === undefined || original === undefined) return;
  process.getBuiltinModule = (name) => {
    const module = original.call(process, name);
    if (name !== 'node:crypto' || typeof module?.hash !== 'function') return module;
    const hash = module.hash as Hash;
    return {
      ...module,
      hash: (...args: readonly unknown[]) => {
        calls++;
        return hash(...args);
      },
    };
  };
}
