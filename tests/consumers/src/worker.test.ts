/** A Worker as `wrangler deploy` would upload it, run by workerd itself. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freshProject, run, runNode, toolPath } from './fresh-project.ts';
import { MODULES, RESULT } from './shop.ts';

// Workers of that date know nothing of Node.
const COMPATIBILITY_DATE = '2024-06-01';

/** `test` is what `workerd test` calls. */
const WORKER = `import { shop } from './shop.mjs';
  export default {
    fetch: async () => Response.json(await shop()),
    async test() {
      const response = await this.fetch();
      console.log(await response.text());
    },
  };`;

const WORKERD_CONFIG = `using Workerd = import "/workerd/workerd.capnp";
  const config :Workerd.Config = (services = [(name = "main", worker = (
    modules = [(name = "worker", esModule = embed "out/worker.js")],
    compatibilityDate = "${COMPATIBILITY_DATE}",
  ))]);`;

it('runs in workerd as wrangler bundles it, without a flag for Node', async () => {
  const folder = freshProject({
    ...MODULES,
    'worker.mjs': WORKER,
    'workerd.capnp': WORKERD_CONFIG,
    'wrangler.json': JSON.stringify({
      name: 'shop',
      main: 'worker.mjs',
      compatibility_date: COMPATIBILITY_DATE,
      send_metrics: false,
    }),
  });
  const wrangler = toolPath('wrangler', 'bin/wrangler.js');
  const deployed = await runNode(folder, wrangler, 'deploy', '--dry-run', '--outdir', 'out');
  expect(deployed).toMatchObject({ code: 0, stderr: '' });
  expect(deployed.stdout).toContain('--dry-run: exiting now.');
  const workerd = toolPath('workerd', 'bin/workerd');
  const tested = await run(folder, workerd, ['test', join(folder, 'workerd.capnp')]);
  expect(tested).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(JSON.stringify(RESULT)) as string,
  });
});
