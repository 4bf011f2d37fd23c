/** Chromium and Firefox of this machine: a page, or a web worker that it starts. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { launch } from 'puppeteer-core';
import { CHROMIUM, CHROMIUM_ARGS } from '../../../gates/src/debian-chromium.ts';
import { ENGINES, type EngineId } from '../engines.ts';
import type { Workbench } from '../workbench.ts';
import { assignmentOf } from './assignment-of.ts';
import type { FindEngine } from './engine-runner.ts';
import { versionOf } from './on-process.ts';

/** The most that a suite may take. */
const TIMEOUT_MS = 180_000;

/** What is used of a page of either tool. */
interface Page {
  on(event: 'console', listener: (message: { text(): string }) => void): unknown;
  on(event: 'pageerror', listener: (error: { readonly message: string }) => void): unknown;
  goto(url: string): Promise<unknown>;
  evaluate(script: string): Promise<unknown>;
}

interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

interface BrowserKind {
  /** Where a system has it. */
  readonly commands: readonly string[];
  readonly open: (executablePath: string) => Promise<Browser>;
}

const BROWSERS: Readonly<Record<'chromium' | 'firefox', BrowserKind>> = {
  chromium: {
    commands: [CHROMIUM, '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    open: async (executablePath) => await chromium.launch({ executablePath, args: CHROMIUM_ARGS }),
  },
  firefox: {
    commands: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
    open: async (executablePath) =>
      (await launch({ browser: 'firefox', executablePath })) as unknown as Browser,
  },
};

export function onBrowser(kind: keyof typeof BROWSERS): FindEngine {
  return (id) => {
    const { commands, open } = BROWSERS[kind];
    const browser = commands.map(answering).find((one) => one !== undefined);
    if (browser === undefined) return { missing: `there is no working ${commands.join(' or ')}` };
    return {
      version: browser.version,
      run: async (workbench) => {
        const opened = await open(browser.command);
        try {
          return await runInPage(await opened.newPage(), id, workbench);
        } finally {
          await opened.close();
        }
      },
    };
  };
}

/** A command that tells its version. Ubuntu has stubs there, which only say how to install the browser. */
function answering(command: string): { command: string; version: string } | undefined {
  if (!existsSync(command)) return undefined;
  try {
    return { command, version: versionOf(command) };
  } catch {
    return undefined;
  }
}

/** Loads the suite into a page of the site, and waits for its last line. */
async function runInPage(page: Page, id: EngineId, workbench: Workbench): Promise<string[]> {
  const lines: string[] = [];
  const ended = new Promise<void>((resolve) => {
    const timer = setTimeout(() => {
      lines.push(`the page has not ended after ${String(TIMEOUT_MS)} ms`);
      resolve();
    }, TIMEOUT_MS);
    const end = (line: string): void => {
      lines.push(line);
      clearTimeout(timer);
      resolve();
    };
    page.on('console', (message) => {
      const line = message.text();
      if (line.startsWith('{"ran":')) end(line);
      else if (!isFailedRequest(line)) lines.push(line);
    });
    page.on('pageerror', ({ message }) => {
      if (!isFailedRequest(message)) end(message);
    });
  });
  await page.goto(`${workbench.siteUrl}/page.html`);
  await page.evaluate(ENGINES[id].isPage ? scriptOf(id, workbench) : workerOf(id, workbench));
  await ended;
  return lines;
}

/** A browser tells of each request that is not answered with success: some tests are about these. */
function isFailedRequest(line: string): boolean {
  return /^(?:Failed to load resource:|Cross-Origin Request Blocked:)/.test(line);
}

/** The module of the suite; beside it lies what it is told. */
function moduleOf(id: EngineId, workbench: Workbench): string {
  const { siteUrl, project, network } = workbench;
  const own = assignmentOf(id, { ...workbench, network: { ...network, emulatorUrl: siteUrl } });
  const assignment = { ...own, realmFile: '/realm.js' };
  writeFileSync(join(project, `${id}.json`), JSON.stringify(assignment));
  return JSON.stringify(`/browser.js?${id}`);
}

function scriptOf(id: EngineId, workbench: Workbench): string {
  return `import(${moduleOf(id, workbench)}).catch((error) => { reportError(error); });0`;
}

function workerOf(id: EngineId, workbench: Workbench): string {
  return `{
    const worker = new Worker(${moduleOf(id, workbench)}, { type: 'module' });
    worker.onmessage = ({ data }) => { console.log(data); };
    worker.onerror = ({ message }) => { reportError(new Error('the worker: ' + message)); };
  } 0`;
}
