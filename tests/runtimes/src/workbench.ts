/** What all engines share for a run: the packed project, the bundles, and what is listened to. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
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

export async function setUpWorkbench(): Promise<Workbench & { readonly close: () => Promise<void> }> {
  const project = mkdtempSync(join(tmpdir(), 'packed-project-'));
  makePackedProject(project);
  await buildBundles(project);

  const emulator = createEmulator({ limits: { creation: [], standard: [] } });
  const server = await listen(emulator);
  const site = createServer((request, response) => {
    void serve(request, response, project, server.url);
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
const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' };
const PAGE = '<!doctype html><meta charset="utf-8"><title>runtimes</title><link rel="icon" href="data:,">';

function originOf(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    });
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  project: string,
  emulatorUrl: string,
): Promise<void> {
  const target = request.url ?? '/';
  const [, name = '', type = ''] = /^\/([\w-]+)\.(html|js)(?:$|\?)/.exec(target) ?? [];
  if (type !== '') {
    const text = name === 'page' ? PAGE : readFileSync(join(project, `${name}.${type}`));
    response.writeHead(200, { 'Content-Type': TYPES[type] }).end(text);
  } else if (target.startsWith(REDIRECTING)) {
    response.writeHead(307, { Location: target.slice(REDIRECTING.length) }).end();
  } else {
    await forward(request, response, emulatorUrl + target);
  }
}

/** The emulator answers no page of another origin, so a page of this one comes to it through here. */
async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  url: string,
): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const headers = Object.entries(request.headers).filter(([name]) => !NOT_FORWARDED.has(name));
  try {
    const answer = await fetch(url, {
      method: request.method ?? 'GET',
      headers: headers as [string, string][],
      redirect: 'manual',
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    });
    const body = new Uint8Array(await answer.arrayBuffer());
    response.writeHead(answer.status, [...answer.headers].flat()).end(body);
  } catch {
    // It was cut off there, so it is here.
    response.destroy();
  }
}

const NOT_FORWARDED: ReadonlySet<string> = new Set([
  'host',
  'origin',
  'connection',
  'content-length',
  'transfer-encoding',
]);
