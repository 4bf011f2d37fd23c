/** The suite in a page or in a web worker; the query of its URL names the file of what it is told. */
import type { Host } from '../suite/host.ts';
import { runSuite } from '../suite/run-suite.ts';
import { wholeSuite } from '../suite/whole-suite.ts';
import type { Assignment } from './assignment.ts';

const file = `/${new URL(import.meta.url).search.slice(1)}.json`;
const { lacks, realmFile, ...host } = (await (await fetch(file)).json()) as Assignment;

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
const print = host.isPage
  ? console.log
  : (line: string) => {
      postMessage(line);
    };
await runSuite(wholeSuite({ ...host, realm }), lacks, print);
