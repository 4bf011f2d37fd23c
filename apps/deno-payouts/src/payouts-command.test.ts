import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { payoutsArguments } from './payouts-command.ts';

it('runs with the permissions that the manifest names for LuxCore', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
    scripts: Record<string, string>;
  };
  const atLuxCore = payoutsArguments('payroll', 'https://api.lux-core.io').slice(0, -1);
  expect(manifest.scripts.payouts).toBe(['deno', ...atLuxCore].join(' '));
});
