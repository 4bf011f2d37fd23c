import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { joinedHeaders, refusedHead } from './answer-head.ts';
import { ByteCollector } from './byte-collector.ts';
import { mayHaveSent, watchConnecting } from './connecting.node.ts';
import { answerTooLong, connectionFailed } from './failures.ts';
import type { SocketPool } from './socket-pool.node.ts';
import type { TransportRequest, TransportResponse } from './transport.ts';

const EXCHANGE = Symbol('exchange');

/** Listeners are shared by all requests, and find by this what they are about. */
interface Carrier {
  [EXCHANGE]: NodeExchange;
}

/** One request on its way, from when Node has it to the last byte of its answer. */
export class NodeExchange {
  readonly #request: TransportRequest;
  readonly #resolve: (response: TransportResponse) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #pool: SocketPool | undefined;
  readonly #message: ClientRequest;
  #answer: IncomingMessage | undefined;
  #body: ByteCollector | undefined;
  #isOver = false;
  readonly #forget: (() => void) | undefined;

  constructor(
    request: TransportRequest,
    message: ClientRequest,
    pool: SocketPool | undefined,
    resolve: (response: TransportResponse) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#request = request;
    this.#message = message;
    this.#pool = pool;
    this.#resolve = resolve;
    this.#reject = reject;
    (message as ClientRequest & Carrier)[EXCHANGE] = this;
    // Several errors may come, also after the answer: nobody listening, they would end the process.
    message.on('error', onError);
    message.on('response', onResponse);
    message.on('upgrade', onUpgrade);
    message.on('close', onClose);
    if (pool === undefined) message.on('socket', watchConnecting);
    this.#forget = request.onEnd(() => {
      this.fail(new Error('ended by the caller'));
    });
    if (!this.#isOver) message.end(request.body);
  }

  head(answer: IncomingMessage): void {
    const { statusCode: status = 0, headers } = answer;
    this.#answer = answer;
    const keepAlive = headers['keep-alive'];
    if (keepAlive !== undefined) this.#pool?.heard(String(keepAlive));
    const refused = refusedHead(this.#request, status, headers);
    if (refused) {
      this.#end(refused);
      return;
    }
    this.#body = new ByteCollector(this.#request.maxResponseBytes);
    (answer as IncomingMessage & Carrier)[EXCHANGE] = this;
    answer.on('data', onData);
    answer.on('end', onEnd);
  }

  data(chunk: Uint8Array): void {
    if (this.#isOver || this.#body?.add(chunk) === true) return;
    this.#end(answerTooLong(this.#request, this.#answer?.statusCode ?? 0));
  }

  done(): void {
    if (this.#isOver || this.#answer?.complete !== true) return;
    const { statusCode: status = 0, headers } = this.#answer;
    this.#isOver = true;
    this.#forget?.();
    this.#resolve({
      status,
      headers: joinedHeaders(headers),
      body: this.#body?.bytes() ?? new Uint8Array(0),
    });
  }

  fail(cause: Error): void {
    if (this.#isOver) return;
    const status = this.#answer?.statusCode;
    const outcome = mayHaveSent(this.#message.socket) ? 'unknown' : 'not_sent';
    this.#end(connectionFailed(this.#request, { status, outcome, cause }));
  }

  /** After a whole answer this says nothing. */
  closed(): void {
    if (!this.#isOver) this.fail(new Error('the connection closed'));
  }

  /** The rest of an answer is not read: its connection goes with it. */
  #end(reason: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#forget?.();
    this.#reject(reason);
    this.#message.destroy();
  }
}

function onResponse(this: ClientRequest, answer: IncomingMessage): void {
  (this as ClientRequest & Carrier)[EXCHANGE].head(answer);
}

function onError(this: ClientRequest, error: Error): void {
  (this as ClientRequest & Carrier)[EXCHANGE].fail(error);
}

function onUpgrade(this: ClientRequest, answer: IncomingMessage, socket: Socket): void {
  socket.destroy();
  (this as ClientRequest & Carrier)[EXCHANGE].fail(
    new Error(`the server switched protocols (${String(answer.statusCode)})`),
  );
}

function onClose(this: ClientRequest): void {
  (this as ClientRequest & Carrier)[EXCHANGE].closed();
}

function onData(this: IncomingMessage, chunk: Uint8Array): void {
  (this as IncomingMessage & Carrier)[EXCHANGE].data(chunk);
}

function onEnd(this: IncomingMessage): void {
  (this as IncomingMessage & Carrier)[EXCHANGE].done();
}
