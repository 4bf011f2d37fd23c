/** The Worker in workerd on this machine, bundled and set up as wrangler.json says. */
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const HERE = new URL('../', import.meta.url);

interface WranglerConfig {
  readonly main: string;
  readonly compatibility_date: string;
  readonly durable_objects: {
    readonly bindings: readonly { readonly name: string; readonly class_name: string }[];
  };
}

export interface LocalWorker {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** @param main - Another entry than that of wrangler.json. */
export async function serveWorker(
  port: number,
  bindings: Readonly<Record<string, string>>,
  main?: string,
): Promise<LocalWorker> {
  const wrangler = await config();
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(main ?? wrangler.main, HERE))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd'],
    external: ['cloudflare:*'],
  });
  const miniflare = new Miniflare({
    // Nothing is downloaded.
    cf: false,
    host: '127.0.0.1',
    port,
    compatibilityDate: wrangler.compatibility_date,
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: outputFiles[0]?.text ?? '' }],
    durableObjects: Object.fromEntries(
      wrangler.durable_objects.bindings.map(({ name, class_name: className }) => [
        name,
        { className, useSQLite: true },
      ]),
    ),
    bindings,
  });
  const { origin } = await miniflare.ready.catch((cause: unknown) => {
    throw new Error(
      `The Worker cannot be served: set PORT to another than ${String(port)} if that is taken`,
      { cause },
    );
  });
  return { url: origin, close: () => miniflare.dispose() };
}

async function config(): Promise<WranglerConfig> {
  return JSON.parse(await readFile(new URL('wrangler.json', HERE), 'utf8')) as WranglerConfig;
}
