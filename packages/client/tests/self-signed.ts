import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate of its own for `localhost`, or why there is none: openssl is not everywhere. */
export function selfSigned(): Certificate | string {
  const folder = mkdtempSync(join(tmpdir(), 'luxcore-cert-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  try {
    execFileSync(
      'openssl',
      [
        ...[
          'req',
          '-x509',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-days',
          '2',
          '-subj',
          '/CN=localhost',
        ],
        ...['-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert],
      ],
      { stdio: 'ignore' },
    );
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } catch (error) {
    return `no openssl: ${String(error)}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A file of this text, until the test ends: what the environment of a process names. */
export function fileOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'luxcore-cert-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'file.pem');
  writeFileSync(file, text);
  return file;
}
