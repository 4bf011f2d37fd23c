/** What all engines share for a run: the packed project, the bundles, and what is listened to. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator } from '@luxcore/emulator';
import { listen } from '@luxcore/emulator/node';
import { buildBundles } from './bundles.ts';
import { makePackedProject } from './packed-project.ts';
import type { Network } from './suite/host.ts';

export interface Workbench {
  /** The folder of the packed project. */
  readonly project: string;
  readonly network: Network;
  /** Serves the project to browsers; what it has no file for goes to the emulator. */
  readonly siteUrl: string;
}

export async function setUpWorkbench(): Promise<
  Workbench & { readonly close: () => Promise<void> }
> {
  const project = mkdtempSync(join(tmpdir(), 'packed-project-'));
  makePackedProject(project);
  await buildBundles(project);

  const emulator = createEmulator({ limits: { creation: [], standard: [] } });
  const server = await listen(emulator);
  const site = createServer((request, response) => {
    serve(request, response, project, server.url);
  });
  const siteUrl = await originOf(site);
  const closed = createServer();
  const closedUrl = await originOf(closed);
  closed.close();

  return {
    project,
    siteUrl,
    network: {
      emulatorUrl: server.url,
      credentials: emulator.credentials,
      redirectingUrl: `${siteUrl}${REDIRECTING}`,
      closedUrl,
    },
    async close() {
      site.close();
      site.closeAllConnections();
      await server.close();
      await emulator.close();
      rmSync(project, { recursive: true });
    },
  };
}

const REDIRECTING = '/redirecting';
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  json: 'application/json',
};
const PAGE =
  '<!doctype html><meta charset="utf-8"><title>runtimes</title><link rel="icon" href="data:,">';

function originOf(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    });
  });
}

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  project: string,
  emulatorUrl: string,
): void {
  const target = request.url ?? '/';
  const [, name = '', type = ''] = /^\/([\w-]+)\.(html|js|json)(?:$|\?)/.exec(target) ?? [];
  if (type !== '') {
    const text = name === 'page' ? PAGE : readFileSync(join(project, `${name}.${type}`));
    response.writeHead(200, { 'Content-Type': TYPES[type] }).end(text);
  } else if (target.startsWith(REDIRECTING)) {
    response.writeHead(307, { Location: target.slice(REDIRECTING.length) }).end();
  } else {
    forward(request, response, emulatorUrl + target);
  }
}

/**
 * The emulator answers no page of another origin, so a page of this one comes to it through here, with
 * all that its browser sent.
 */
function forward(request: IncomingMessage, response: ServerResponse, url: string): void {
  const { method, headers } = request;
  const cut = (): void => {
    response.destroy();
  };
  const forwarded = httpRequest(url, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on('error', cut).on('aborted', cut).pipe(response);
  });
  forwarded.on('error', cut);
  response.on('close', () => forwarded.destroy());
  request.pipe(forwarded);
}
