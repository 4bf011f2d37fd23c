import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator } from '../emulator.ts';
import { DEPOSIT, testEmulator, WITHDRAWAL } from '../test-emulator.ts';
import { State, type Storage } from './state.ts';

describe('a transaction', () => {
  it('is undone as a whole where something throws, one within another too', () => {
    const state = new State();
    const table = state.table<{ n: number }>('numbers');
    state.transaction(() => {
      table.set('a', { n: 1 });
      table.set('b', { n: 2 });
    });
    expect(() => {
      state.transaction(() => {
        table.set('a', { n: 3 });
        table.delete('b');
        table.delete('nothing');
        table.set('c', { n: 4 });
        state.transaction(() => table.set('c', { n: 5 }));
        throw new Error('no');
      });
    }).toThrow('no');
    expect(Object.fromEntries(table.entries())).toEqual({ a: { n: 1 }, b: { n: 2 } });
  });

  it('is undone where it cannot be kept', () => {
    const storage: Storage = {
      load: () => [{ table: 'numbers', key: 'a', row: { n: 1 } }],
      commit: () => {
        throw new Error('the disk is full');
      },
      close: () => undefined,
    };
    const state = new State(storage);
    const table = state.table<{ n: number }>('numbers');
    expect(() => state.transaction(() => table.set('a', { n: 2 }))).toThrow('the disk is full');
    expect(table.get('a')).toEqual({ n: 1 });
    expect(state.transaction(() => 7)).toBe(7);
  });

  it('is the only place where a table changes', () => {
    const table = new State().table('numbers');
    expect(() => table.set('a', {})).toThrow('outside of a transaction');
  });
});

describe('export and import', () => {
  it('carry everything, and what comes due', async () => {
    const emulator = testEmulator();
    const { body } = await emulator.v1('POST', '/payments', {
      ...DEPOSIT,
      merchant_reference: 'order-1',
    });
    const key = emulator.control.createKey();
    const snapshot = JSON.parse(JSON.stringify(emulator.control.export())) as ReturnType<
      typeof emulator.control.export
    >;
    const other = testEmulator({ seed: 2 });
    await other.v1('POST', '/payments', WITHDRAWAL);
    other.control.import(snapshot);
    const list = await other.v1('GET', '/payments', undefined, key);
    expect(list.body.data).toEqual([body]);
    await other.control.advance('15m');
    expect((await other.v1('GET', `/payments/${String(body.transaction_id)}`)).body.status).toBe(
      'expired',
    );
    expect((await emulator.v1('GET', '/payments')).body.data).toEqual([body]);
  });

  it.each([[null], [[]], [{ payments: {} }], [{ payments: [['a']] }], [{ payments: [[1, {}]] }]])(
    'refuse %j, and change nothing',
    (snapshot) => {
      const { control } = testEmulator();
      const before = control.export();
      expect(() => {
        control.import(snapshot as never);
      }).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }) as Error);
      expect(control.export()).toEqual(before);
    },
  );
});

const hasSqlite = (process.getBuiltinModule('node:sqlite') as unknown) !== undefined;

describe(`a file${hasSqlite ? '' : ': not looked at, this runtime has no node:sqlite'}`, () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'emulator-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.runIf(hasSqlite)('keeps everything from one emulator to the next', async () => {
    const data = join(folder, 'luxcore.db');
    const first = testEmulator({ data });
    const { body } = await first.v1('POST', '/payments', { ...DEPOSIT, merchant_reference: 'a' });
    await first.v1('POST', '/payments', { ...WITHDRAWAL, merchant_reference: 'b' });
    const key = first.control.createKey();
    await first.control.advance('10s');
    const before = first.control.export();
    await first.close();
    await first.close();

    const second = testEmulator({ data, seed: 2 });
    expect(second.control.export()).toEqual(before);
    const again = await second.v1(
      'POST',
      '/payments',
      { ...DEPOSIT, merchant_reference: 'a' },
      key,
    );
    expect([again.status, again.body]).toEqual([200, body]);
    await second.control.advance('15m');
    expect((await second.v1('GET', '/payments')).body.data).toMatchObject([
      { status: 'completed' },
      { status: 'expired' },
    ]);
    await second.close();
  });

  it.runIf(hasSqlite)('is refused where it is none of the emulator', () => {
    const data = join(folder, 'text.db');
    writeFileSync(
      data,
      'this is no database at all, but it is long enough to be read as one'.repeat(99),
    );
    expect(() => createEmulator({ data })).toThrow(/data: expected a file of the emulator/);
    expect(() => createEmulator({ data: join(folder, 'no', 'such', 'folder') })).toThrow(
      /data: expected/,
    );
    expect(() => createEmulator({ data: '' })).toThrow(/data: expected the name of a file/);
    expect(() => createEmulator({ data: 7 as never })).toThrow(/data: expected the name of a file/);
  });

  it.runIf(hasSqlite)('of a later layout is refused', async () => {
    const data = join(folder, 'later.db');
    await createEmulator({ data }).close();
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
    const database = new DatabaseSync(data);
    database.exec('PRAGMA user_version = 2');
    database.close();
    expect(() => createEmulator({ data })).toThrow(/it is of version 2, not 1/);
  });

  it('needs a runtime that has node:sqlite, and says so', () => {
    const { process: before } = globalThis;
    try {
      Object.assign(globalThis, { process: { getBuiltinModule: () => undefined } });
      expect(() => createEmulator({ data: 'file.db' })).toThrow(
        expect.objectContaining({
          code: 'INVALID_OPTION',
          message: expect.stringContaining('Node 22.13') as string,
        }) as Error,
      );
    } finally {
      Object.assign(globalThis, { process: before });
    }
  });
});
