import { ConfigurationError } from '@luxcore/errors';

/**
 * Refuses to run where a visitor can read the credentials. LuxCore's rule: keys never belong in
 * client-side code.
 */
export function guardBrowser(allowed: boolean): void {
  if (allowed || !isBrowser()) return;
  throw new ConfigurationError(
    'This is a browser, where every visitor can read the credentials: call LuxCore from your server. ' +
      'If this page is yours alone, set dangerouslyAllowBrowser to true.',
    { code: 'BROWSER_NOT_ALLOWED' },
  );
}

function isBrowser(): boolean {
  const { window, document, Deno } = globalThis as {
    window?: unknown;
    document?: unknown;
    Deno?: unknown;
  };
  return window !== undefined && document !== undefined && Deno === undefined;
}
