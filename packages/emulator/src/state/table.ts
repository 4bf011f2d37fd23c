/** A change of one row: what it was before, or nothing, and what it is now, or nothing. */
export interface Change {
  readonly table: string;
  readonly key: string;
  readonly before: object | undefined;
  readonly after: object | undefined;
}

/**
 * Rows by their key, in the order in which they came. A row is never changed but replaced, so that what
 * was there before can be put back.
 */
export class Table<Row extends object> {
  readonly name: string;
  readonly #rows = new Map<string, Row>();
  readonly #onChange: (change: Change) => void;

  constructor(name: string, onChange: (change: Change) => void) {
    this.name = name;
    this.#onChange = onChange;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  set(key: string, row: Row): Row {
    this.#put(key, row);
    return row;
  }

  /** A key that no row has yet: with a seed, the ids of a file or a snapshot come again. */
  freshKey(make: () => string): string {
    for (;;) {
      const key = make();
      if (!this.#rows.has(key)) return key;
    }
  }

  delete(key: string): void {
    if (this.#rows.has(key)) this.#put(key, undefined);
  }

  /** The oldest first. */
  values(): MapIterator<Row> {
    return this.#rows.values();
  }

  entries(): MapIterator<[string, Row]> {
    return this.#rows.entries();
  }

  /** Puts a row in or takes it out without telling anybody: for what was stored, and what is undone. */
  restore(key: string, row: object | undefined): void {
    if (row === undefined) this.#rows.delete(key);
    else this.#rows.set(key, row as Row);
  }

  #put(key: string, after: Row | undefined): void {
    const before = this.#rows.get(key);
    this.restore(key, after);
    this.#onChange({ table: this.name, key, before, after });
  }
}
