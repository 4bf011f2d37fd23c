/** One request at the proxy, with what may be done to it. */
import { once } from 'node:events';
import { request, type Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from './random.ts';

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Where requests go. */
export interface Upstream {
  readonly port: number;
  readonly agent: Agent;
}

/** Said anew for each connection. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];

export class Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly chance: Random;
  readonly #upstream: Upstream;
  #body: Promise<Buffer> | undefined;

  constructor(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    chance: Random,
    upstream: Upstream,
  ) {
    this.incoming = incoming;
    this.outgoing = outgoing;
    this.chance = chance;
    this.#upstream = upstream;
  }

  /** Reads the request to its end: it goes on from here though the client may hang up. */
  receive(): Promise<Buffer> {
    return (this.#body ??= read(this.incoming));
  }

  /** Sends the request on, byte for byte, and reads the answer. */
  async forward(): Promise<Answer> {
    const body = await this.receive();
    const forwarded = this.#open();
    forwarded.end(body);
    const [answer] = (await once(forwarded, 'response')) as [IncomingMessage];
    const headers = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.includes(name));
    return {
      status: answer.statusCode ?? 0,
      headers: Object.fromEntries(headers) as Record<string, string>,
      body: await read(answer),
    };
  }

  /** Sends a part of the body on, and then hangs up on both sides. */
  async cutUpload(): Promise<void> {
    const forwarded = this.#open();
    const [first] = (await once(this.incoming, 'data')) as [Buffer];
    forwarded.write(first.subarray(0, first.length / 2));
    await wait(5);
    forwarded.destroy();
    this.reset();
  }

  reply({ status, headers, body }: Answer): void {
    this.outgoing.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
  }

  /** Sends the head of an answer and half of its body; the rest is up to the caller. */
  replyHalf({ status, headers, body }: Answer): Buffer {
    const half = Math.floor(body.length / 2);
    this.outgoing.writeHead(status, { ...headers, 'content-length': body.length });
    this.outgoing.write(body.subarray(0, half));
    return body.subarray(half);
  }

  reset(): void {
    this.incoming.socket.resetAndDestroy();
  }

  #open(): ReturnType<typeof request> {
    const { method, url, rawHeaders } = this.incoming;
    const { port, agent } = this.#upstream;
    return request({
      host: '127.0.0.1',
      port,
      agent,
      method,
      path: url,
      headers: rawHeaders,
      // Who waits for the answer is told; an error after it concerns nobody.
    }).on('error', () => undefined);
  }
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
