/** The suite in a page or in a web worker, with what it is told in the URL of this module. */
import type { Host } from '../suite/host.ts';
import { runSuite } from '../suite/run-suite.ts';
import { wholeSuite } from '../suite/whole-suite.ts';
import type { Assignment } from './assignment.ts';

const { searchParams } = new URL(import.meta.url);
const { lacks, realmFile, ...host } = JSON.parse(searchParams.get('assignment') ?? '') as Assignment;

/** Evaluates the file in a frame, which has a realm of its own. */
async function frameRealm(): Promise<Host['realm']> {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const script = document.createElement('script');
  script.textContent = await (await fetch(realmFile)).text();
  frame.contentDocument?.body.append(script);
  return (frame.contentWindow as unknown as Pick<Host, 'realm'>).realm;
}

const realm = lacks.includes('realm') ? undefined : await frameRealm();
/** A page prints; a worker tells its page, which prints. */
const print = host.isPage ? console.log : (line: string) => { postMessage(line); };
await runSuite(wholeSuite({ ...host, realm }), lacks, print);
