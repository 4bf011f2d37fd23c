import { ConfigurationError } from '@luxcore/errors';
import { Table, type Change } from './table.ts';

/** Where rows are kept beyond the life of the process. */
export interface Storage {
  /** Every row that is kept, in the order in which they came. */
  load(): Iterable<{ readonly table: string; readonly key: string; readonly row: object }>;
  /** Keeps all of these changes or, throwing, none. */
  commit(changes: readonly Change[]): void;
  close(): void;
}

/** All of a state as JSON: its rows by table and key. */
export type Snapshot = Readonly<Record<string, readonly (readonly [key: string, row: object])[]>>;

/**
 * The tables of an emulator. Whatever changes, changes in a transaction: all of it or, where something
 * throws, none; and it is committed to the storage before anybody is told.
 */
export class State {
  readonly #tables = new Map<string, Table<object>>();
  readonly #storage: Storage | undefined;
  #changes: Change[] | undefined;

  constructor(storage?: Storage) {
    this.#storage = storage;
    for (const { table, key, row } of storage?.load() ?? []) {
      this.table(table).restore(key, row);
    }
  }

  /** The table of a name; made when it is asked for first. */
  table<Row extends object>(name: string): Table<Row> {
    let table = this.#tables.get(name);
    if (table === undefined) {
      table = new Table<object>(name, (change) => {
        if (this.#changes === undefined)
          throw new Error(`${name} was changed outside of a transaction`);
        this.#changes.push(change);
      });
      this.#tables.set(name, table);
    }
    return table as Table<Row>;
  }

  /** Does work that changes tables; a transaction within another is a part of it. */
  transaction<T>(work: () => T): T {
    if (this.#changes !== undefined) return work();
    const changes: Change[] = [];
    this.#changes = changes;
    try {
      const result = work();
      if (changes.length > 0) this.#storage?.commit(changes);
      return result;
    } catch (error) {
      for (const { table, key, before } of changes.reverse())
        this.table(table).restore(key, before);
      throw error;
    } finally {
      this.#changes = undefined;
    }
  }

  export(): Snapshot {
    const filled = [...this.#tables.values()].filter(({ size }) => size > 0);
    return Object.fromEntries(filled.map((table) => [table.name, [...table.entries()]]));
  }

  /** Puts a snapshot in the place of everything that is here. */
  import(snapshot: Snapshot): void {
    const rows = rowsOf(snapshot);
    this.transaction(() => {
      for (const table of this.#tables.values()) {
        for (const [key] of [...table.entries()]) table.delete(key);
      }
      for (const { table, key, row } of rows) this.table(table).set(key, row);
    });
  }

  close(): void {
    this.#storage?.close();
  }
}

function rowsOf(snapshot: unknown): { table: string; key: string; row: object }[] {
  if (!isObject(snapshot)) throw invalidSnapshot('an object of tables');
  return Object.entries(snapshot).flatMap(([table, rows]) => {
    if (!Array.isArray(rows)) throw invalidSnapshot(`a list of rows in ${table}`);
    return rows.map((pair: unknown) => {
      const [key, row] = Array.isArray(pair) ? (pair as unknown[]) : [];
      if (typeof key === 'string' && isObject(row)) return { table, key, row };
      throw invalidSnapshot(`pairs of a key and a row in ${table}`);
    });
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalidSnapshot(expected: string): ConfigurationError {
  return new ConfigurationError(`snapshot: expected ${expected}, received another value`, {
    code: 'INVALID_OPTION',
  });
}
