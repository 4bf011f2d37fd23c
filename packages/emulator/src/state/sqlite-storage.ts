import { assertOption, ConfigurationError } from '@luxcore/errors';
import type { Storage } from './state.ts';

/** What is used of `node:sqlite`; Deno and Bun have it too. */
interface Sqlite {
  readonly DatabaseSync: new (path: string) => Database;
}

interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

interface Statement {
  run(...values: string[]): unknown;
  all(): unknown[];
}

/** Another layout of the rows is another number; a file of another is refused. */
const VERSION = 1;

/**
 * Keeps rows in a file of SQLite: in one transaction what belongs together, written to the disk before
 * `commit` returns, so that a process that is killed loses nothing of what it has answered.
 *
 * @param path - The file; it is made if there is none.
 * @throws {ConfigurationError} `INVALID_OPTION`: the runtime has no `node:sqlite`, or the file cannot be
 *   opened.
 */
export function sqliteStorage(path: string): Storage {
  assertOption(path !== '' && path !== ':memory:', 'data', 'the name of a file', path);
  const { DatabaseSync } = sqlite();
  const database = open(DatabaseSync, path);
  const upsert = database.prepare(
    // Not REPLACE: a row that changes keeps its place.
    'INSERT INTO rows (tab, key, row) VALUES (?, ?, ?) ON CONFLICT (tab, key) DO UPDATE SET row = excluded.row',
  );
  const remove = database.prepare('DELETE FROM rows WHERE tab = ? AND key = ?');
  const select = database.prepare('SELECT tab, key, row FROM rows ORDER BY id');

  return {
    *load() {
      for (const found of select.all() as { tab: string; key: string; row: string }[]) {
        yield { table: found.tab, key: found.key, row: JSON.parse(found.row) as object };
      }
    },
    commit(changes) {
      database.exec('BEGIN IMMEDIATE');
      try {
        for (const { table, key, after } of changes) {
          if (after === undefined) remove.run(table, key);
          else upsert.run(table, key, JSON.stringify(after));
        }
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    close() {
      database.close();
    },
  };
}

function sqlite(): Sqlite {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => unknown };
  };
  const found = process?.getBuiltinModule?.('node:sqlite') as Sqlite | undefined;
  if (found !== undefined) return found;
  throw new ConfigurationError(
    'data: expected a runtime with node:sqlite (Node 22.13 and later, Deno, Bun), received one without; leave `data` out to keep all in memory',
    { code: 'INVALID_OPTION' },
  );
}

function open(DatabaseSync: Sqlite['DatabaseSync'], path: string): Database {
  try {
    const database = new DatabaseSync(path);
    // FULL: an answer that was given is on the disk, also where the machine itself is switched off.
    database.exec(
      'PRAGMA busy_timeout = 2000; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL',
    );
    // Takes the lock, which is kept until the end: two emulators would each not see what the other has done.
    database.exec('BEGIN IMMEDIATE; COMMIT');
    const [version] = database.prepare('PRAGMA user_version').all() as { user_version: number }[];
    if (version?.user_version === 0) {
      database.exec(
        `BEGIN; CREATE TABLE rows (id INTEGER PRIMARY KEY, tab TEXT NOT NULL, key TEXT NOT NULL, row TEXT NOT NULL, UNIQUE (tab, key)); PRAGMA user_version = ${String(VERSION)}; COMMIT`,
      );
    } else if (version?.user_version !== VERSION) {
      throw new Error(`it is of version ${String(version?.user_version)}, not ${String(VERSION)}`);
    }
    return database;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable';
    throw new ConfigurationError(
      `data: expected a file of the emulator, or a name for a new one, received ${path} (${reason})`,
      { code: 'INVALID_OPTION', cause },
    );
  }
}
