/** What the suite is written with: no test runner runs on all of these engines. */

/** What a test needs of an engine beyond the language, so that what cannot run is told. */
export type Need =
  /** Request, Response, Headers, URL, AbortController and timers. */
  | 'web'
  /** A synchronous hash of its own, so that there are two to try. */
  | 'two hashes'
  /** `fetch` over the network, to an emulator in another process. */
  | 'network'
  /** A `fetch` that sends a request once, even where a kept connection ends without an answer. */
  | 'one sending'
  /** A second realm, with classes of its own. */
  | 'realm';

export interface Test {
  readonly name: string;
  readonly needs: readonly Need[];
  readonly run: () => void | Promise<void>;
}

export type AddTest = (name: string, run: Test['run'], ...needs: Need[]) => void;

/** The tests that `define` adds, with the needs of them all. */
export function group(
  title: string,
  needs: readonly Need[],
  define: (test: AddTest) => void,
): Test[] {
  const tests: Test[] = [];
  define((name, run, ...further) => {
    tests.push({ name: `${title}: ${name}`, needs: [...needs, ...further], run });
  });
  return tests;
}

/** Compares by value; the order of members is of no account, and a member that is `undefined` is none. */
export function equal(received: unknown, expected: unknown): void {
  const [left, right] = [show(received), show(expected)];
  if (left !== right) throw new Error(`expected ${right}, received ${left}`);
}

export function ok(condition: boolean, what: string): void {
  if (!condition) throw new Error(`expected ${what}`);
}

/** What a function throws, as far as a test asks for it: `{ name, code }`, and other members. */
export function throws(run: () => unknown, expected: Record<string, unknown>): void {
  let result: unknown;
  try {
    result = run();
  } catch (error) {
    matches(error, expected);
    return;
  }
  throw new Error(`expected ${show(expected)} to be thrown, received ${show(result)}`);
}

/** The same of a promise; returns what it rejected with. */
export async function rejects(
  promise: PromiseLike<unknown>,
  expected: Record<string, unknown>,
): Promise<unknown> {
  let result: unknown;
  try {
    result = await promise;
  } catch (error) {
    matches(error, expected);
    return error;
  }
  throw new Error(`expected a rejection with ${show(expected)}, received ${show(result)}`);
}

/** Compares the members that are expected, and leaves the others. */
export function matches(received: unknown, expected: Record<string, unknown>): void {
  const found = Object.keys(expected).map((key) => [key, (received as never)[key]]);
  equal(Object.fromEntries(found), expected);
}

function show(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  const text = JSON.stringify(value, (_key, member: unknown) => {
    if (ArrayBuffer.isView(member)) return { bytes: Array.from(member as Uint8Array) };
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    const record = member as Record<string, unknown>;
    return Object.fromEntries(
      Object.keys(record)
        .sort()
        .map((key) => [key, record[key]]),
    );
  }) as string | undefined;
  return text ?? String(value);
}
