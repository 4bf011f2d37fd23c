/** What each fault of the table does. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, Exchange } from './exchange.ts';
import type { Fault } from './fault-table.ts';

export interface FaultContext {
  /** After so many milliseconds the client has given up. */
  readonly timeoutMs: number;
  /** Answers that others were given: the last of them is dealt out as the wrong one. */
  readonly answered: { last: Answer | undefined };
}

type Act = (exchange: Exchange, context: FaultContext) => Promise<void> | void;

export const ACTIONS: Readonly<Record<Fault, Act>> = {
  none: passOn,
  brief_delay: async (exchange, context) => {
    await exchange.receive();
    await wait(exchange.chance.between(10, 120));
    await passOn(exchange, context);
  },
  early_hints: async (exchange, context) => {
    exchange.outgoing.writeEarlyHints({ link: '</openapi.json>; rel=preload' });
    await passOn(exchange, context);
  },
  closed_after_answer: async (exchange, context) => {
    const { outgoing, incoming } = exchange;
    // No `Connection: close`: the client may have put the next request on it already.
    outgoing.once('finish', () => {
      incoming.socket.destroySoon();
    });
    await passOn(exchange, context);
  },

  reset_before: (exchange) => {
    exchange.reset();
  },
  reset_during_upload: (exchange) => exchange.cutUpload(),
  html_502_before: answering(() => html(502)),
  html_200_before: answering(() => html(200)),
  error_5xx_before: answering(({ chance }) => serverError(chance.between(0, 3))),
  too_many_requests: answering(({ chance }) =>
    problem(
      429,
      'RATE_LIMIT_EXCEEDED',
      [{}, { 'retry-after': '0' }, { 'retry-after': '1' }][chance.between(0, 2)],
    ),
  ),
  request_timeout_408: answering(() => problem(408, 'Request Timeout')),
  refused_400: answering(() => problem(400, 'INSUFFICIENT_BALANCE')),
  redirected: answering(() => ({ ...html(307), headers: { location: '/api/v1/elsewhere' } })),

  late: async (exchange, { timeoutMs }) => {
    await exchange.receive();
    await pastTimeout(exchange, timeoutMs);
    exchange.reply(await exchange.forward());
  },
  lost_after: async (exchange) => {
    await exchange.forward();
    exchange.reset();
  },
  silent_after: async (exchange, { timeoutMs }) => {
    const answer = await exchange.forward();
    await pastTimeout(exchange, timeoutMs);
    exchange.reply(answer);
  },
  reset_in_answer: async (exchange) => {
    exchange.replyHalf(await exchange.forward());
    await wait(5);
    exchange.reset();
  },
  truncated: async (exchange) => {
    exchange.reply(truncated(await exchange.forward()));
  },
  slow_body: async (exchange, { timeoutMs }) => {
    const rest = exchange.replyHalf(await exchange.forward());
    await pastTimeout(exchange, timeoutMs);
    exchange.outgoing.end(rest);
  },
  empty_201: async (exchange) => {
    await exchange.forward();
    exchange.reply({ status: 201, headers: {}, body: Buffer.alloc(0) });
  },
  html_200_after: afterwards(() => html(200)),
  html_502_after: afterwards(() => html(502)),
  error_5xx_after: afterwards(({ chance }) => serverError(chance.between(0, 3))),
  answer_of_another: async (exchange, { answered }) => {
    const own = await exchange.forward();
    exchange.reply(answered.last ?? own);
  },

  twice: async (exchange) => {
    exchange.reply(await twice(exchange));
  },
  twice_and_truncated: async (exchange) => {
    exchange.reply(truncated(await twice(exchange)));
  },
};

async function passOn(exchange: Exchange, { answered }: FaultContext): Promise<void> {
  const answer = await exchange.forward();
  exchange.reply(answer);
  // Not one of a reference that two calls share: to its twin it would not be wrong.
  if (answer.status === 201 && !answer.body.includes('"shared-')) answered.last = answer;
}

/** Answers in LuxCore's place, which never has the request. */
function answering(answerOf: (exchange: Exchange) => Answer): Act {
  return (exchange) => {
    exchange.incoming.resume();
    exchange.reply(answerOf(exchange));
  };
}

/** Lets LuxCore do it, and answers something else. */
function afterwards(answerOf: (exchange: Exchange) => Answer): Act {
  return async (exchange) => {
    await exchange.forward();
    exchange.reply(answerOf(exchange));
  };
}

/** Sends the same bytes on two times, at once or one after the other, and takes one of the answers. */
async function twice(exchange: Exchange): Promise<Answer> {
  const isAtOnce = exchange.chance.chance(0.5);
  const first = exchange.forward();
  if (!isAtOnce) await first;
  const answers = await Promise.all([first, exchange.forward()]);
  return answers[exchange.chance.chance(0.5) ? 0 : 1];
}

/** Whole by its length, and half by its JSON. */
function truncated({ body, ...head }: Answer): Answer {
  return { ...head, body: body.subarray(0, body.length / 2) };
}

async function pastTimeout({ chance }: Exchange, timeoutMs: number): Promise<void> {
  await wait(timeoutMs + chance.between(50, 700));
}

function html(status: number): Answer {
  const body = Buffer.from('<!doctype html><title>Please wait</title>');
  return { status, headers: { 'content-type': 'text/html' }, body };
}

function serverError(choice: number): Answer {
  return (
    [
      problem(500, 'DATABASE_ERROR'),
      problem(502, 'Bad Gateway'),
      html(503),
      problem(504, 'TIMEOUT'),
    ][choice] ?? html(500)
  );
}

function problem(status: number, error: string, headers: Record<string, string> = {}): Answer {
  const body = Buffer.from(JSON.stringify({ statusCode: status, message: 'No luck', error }));
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}
