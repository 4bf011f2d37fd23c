const MAX_CACHED = 1_000;

/** Remembers what `make` made of its keys, and starts anew when they are too many. */
export function cached<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) {
      value = make(key);
      if (made.size >= MAX_CACHED) made.clear();
      made.set(key, value);
    }
    return value;
  };
}
