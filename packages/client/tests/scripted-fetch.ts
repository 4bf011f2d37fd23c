import type { Fetch } from '../src/index.ts';

/** What a scripted fetch does with a request: answers it, loses it, or never answers. */
export type Step =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> }
  | ((request: Seen) => Response | Promise<Response>)
  | Error
  | 'hang';

/** A request as a scripted fetch has seen it. */
export interface Seen {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface ScriptedFetch {
  readonly fetch: Fetch;
  readonly seen: Seen[];
}

/** A fetch that follows a script, a step for each request; the last step is repeated. */
export function scripted(...steps: readonly Step[]): ScriptedFetch {
  const seen: Seen[] = [];
  return {
    seen,
    async fetch(url, init) {
      const body = init.body === undefined ? undefined : await new Response(init.body).text();
      const request = { url, headers: { ...(init.headers as Record<string, string>) }, body };
      const step = steps[Math.min(seen.push(request), steps.length) - 1];
      if (step instanceof Error) throw step;
      if (step === 'hang' || step === undefined) return new Promise<never>(() => undefined);
      if (typeof step === 'function') return step(request);
      return Response.json(step.body ?? {}, { status: step.status, headers: step.headers ?? {} });
    },
  };
}

/** A refusal in LuxCore's form. */
export function refusal(
  status: number,
  error: string,
  headers?: Record<string, string>,
): Exclude<Step, Error | 'hang' | ((request: Seen) => unknown)> {
  return {
    status,
    body: { statusCode: status, message: 'no', error },
    ...(headers && { headers }),
  };
}
