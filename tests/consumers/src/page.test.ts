/** Pages in a real browser: one without any build, whose import map names the files, and one of Vite's. */
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { CHROMIUM, CHROMIUM_ARGS } from '../../gates/src/debian-chromium.ts';
import { describeWithTools } from '../../interop/src/required-tools.ts';
import { freshProject, runNode, toolPath } from './fresh-project.ts';
import { serveFolder } from './serve-folder.ts';
import { MODULES, projectSource, RESULT } from './shop.ts';

const GIVE_UP_MS = 60_000;

/** The first thing that a page says on its console: its result, or what went wrong. */
async function openPage(folder: string): Promise<string> {
  await using server = await serveFolder(folder);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage();
    const said = Promise.race([
      page.waitForEvent('console', { timeout: GIVE_UP_MS }).then((message) => message.text()),
      page.waitForEvent('pageerror', { timeout: GIVE_UP_MS }).then(({ message }) => message),
    ]);
    await page.goto(server.url);
    return await said;
  } finally {
    await browser.close();
  }
}

describeWithTools('Chromium', 'src/page.test.ts', [CHROMIUM], () => {
  it('runs a plain page with an import map', async () => {
    const folder = freshProject({ ...MODULES, 'index.html': projectSource('page.html') });
    expect(await openPage(folder)).toBe(JSON.stringify(RESULT));
  });

  it('runs what Vite builds of the page', async () => {
    const html = projectSource('page.html').replace(/<script type="importmap">.*?<\/script>/s, '');
    const folder = freshProject({ ...MODULES, 'index.html': html });
    const built = await runNode(folder, toolPath('vite', 'bin/vite.js'), 'build');
    expect(built).toMatchObject({ code: 0, stderr: '' });
    expect(await openPage(`${folder}/dist`)).toBe(JSON.stringify(RESULT));
  });

  it('refuses credentials in a page that does not ask for it', async () => {
    const html = projectSource('page.html').replace('shop(true)', 'shop()');
    const folder = freshProject({ ...MODULES, 'index.html': html });
    expect(await openPage(folder)).toMatch(/dangerouslyAllowBrowser/);
  });
});
