import { expect, it } from 'vitest';
import { runProcess } from './run-process.ts';

const node = (script: string, isLog?: (line: string) => boolean) =>
  runProcess(process.execPath, ['--eval', script], '.', isLog);

it('gives the lines of both outputs', async () => {
  expect(await node('console.log("a"); console.error("b")')).toEqual(['a', 'b']);
});

it('says how an engine ended that ended badly', async () => {
  expect(await node('console.log("a"); process.exit(3)')).toEqual([
    'a',
    'the process ended with 3',
  ]);
  expect(await node('process.kill(process.pid, "SIGKILL"); setTimeout(() => {}, 9e9)')).toEqual([
    'the process ended with SIGKILL',
  ]);
});

it('leaves out what an engine logs of itself, unless it ended badly', async () => {
  const isLog = (line: string): boolean => line.startsWith('log');
  expect(await node('console.log("a"); console.error("log")', isLog)).toEqual(['a']);
  expect(await node('console.error("log"); process.exit(1)', isLog)).toEqual([
    'log',
    'the process ended with 1',
  ]);
});

it('rejects for a command that is not there', async () => {
  await expect(runProcess('/nowhere', [], '.')).rejects.toMatchObject({ code: 'ENOENT' });
});
