/** The build that browsers get has no way to a runtime's own hash, and signs the same. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { folderOf } from './published.ts';

const folder = folderOf('signing');

// The second of the vectors that LuxCore's rules are assumed from.
const SCRIPT = `
  import { canonicalString, sha256Hex, signCanonical } from '@luxcore/signing';
  const request = { timestamp: 1777420800, nonce: 'nonce-0002', method: 'GET' };
  const path = '/api/v2/balance?currency=ARS';
  const canonical = canonicalString({ ...request, path, bodySha256: sha256Hex(undefined) });
  console.log(import.meta.resolve('@luxcore/signing'));
  console.log(signCanonical('test_secret', canonical));
`;

it('signs as every build does', () => {
  const args = ['--conditions=browser', '--input-type=module', '--eval', SCRIPT];
  const [file, signature] = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    .trim()
    .split('\n');
  expect(file).toMatch(/\/dist\/index\.browser\.js$/);
  expect(signature).toBe(
    'hmac_sha256=f20696c9ecbf24bc48202590f0fadc90a20f905cd883c0734c5d8149aeb0a8e0',
  );
});

/** The text of a build with all pieces that it is split into. */
function textOf(file: string): string {
  const text = readFileSync(`${folder}/dist/${file}`, 'utf8');
  const pieces = [...text.matchAll(/from "\.\/(.+?)"/g)].map(([, piece]) => textOf(piece ?? ''));
  return [text, ...pieces].join('\n');
}

it.each(['index', 'primitives'])(
  'holds nothing in %s of the engine that uses what no browser has',
  (entry) => {
    expect(textOf(`${entry}.js`)).toContain('getBuiltinModule');
    expect(textOf(`${entry}.browser.js`)).not.toContain('getBuiltinModule');
  },
);
