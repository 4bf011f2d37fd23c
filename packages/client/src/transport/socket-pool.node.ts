import type { Agent, ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { watchConnecting } from './connecting.node.ts';
import { nodeModules } from './node-modules.node.ts';

/** The bounds of a pool. */
export interface PoolOptions {
  /** How many connections are open at once; more requests wait. */
  readonly maxSockets: number;
  /** How long a connection may be idle where the server does not say, in milliseconds. */
  readonly idleMs: number;
}

/** Where a pool connects to. */
export interface PoolTarget {
  readonly isSecure: boolean;
  /** Without the brackets of IPv6. */
  readonly hostname: string;
  readonly port: number;
}

interface Idle {
  readonly socket: Socket;
  /** By the clock of `performance.now()`. */
  readonly until: number;
}

/** How long before the server closes an idle connection it is not used any more. */
const MARGIN_MS = 1000;

/** A server that offers longer is not believed. */
const MAX_IDLE_MS = 600_000;

/**
 * Keep-alive connections to one origin, in the place of an Agent. Node's own copies the options of a
 * request three times and names its sockets by strings, which costs a fourth of the whole request.
 *
 * The connection used last is used first, so that those not needed grow old; an idle one keeps no
 * process alive, and one on which a server speaks unasked is closed: what it said would be taken for
 * the answer to the next request.
 */
export class SocketPool {
  /** As Node knows it. */
  readonly agent: Agent;
  readonly #target: PoolTarget;
  readonly #maxSockets: number;
  readonly #idle: Idle[] = [];
  readonly #waiting: ClientRequest[] = [];
  readonly #keeps: boolean;
  #idleMs: number;
  #open = 0;
  #session: Buffer | undefined;
  #sweep: NodeJS.Timeout | undefined;
  #hint = '';

  constructor(target: PoolTarget, { maxSockets, idleMs }: PoolOptions) {
    const { Agent } = nodeModules().http;
    this.agent = Object.assign(new Agent({ keepAlive: true }), {
      protocol: target.isSecure ? 'https:' : 'http:',
      defaultPort: target.isSecure ? 443 : 80,
      addRequest: (request: ClientRequest) => {
        this.#addRequest(request);
      },
    });
    this.#target = target;
    this.#maxSockets = maxSockets;
    this.#keeps = idleMs > 0;
    this.#idleMs = idleMs;
  }

  /** What Node asks of an agent: to give the request a socket, now or later. */
  #addRequest(request: ClientRequest): void {
    const socket = this.#takeIdle();
    if (socket !== undefined) {
      socket.removeListener('data', destroyThis);
      socket.ref();
      request.reusedSocket = true;
      request.onSocket(socket);
    } else if (this.#open < this.#maxSockets) {
      request.onSocket(this.#connect());
    } else {
      this.#waiting.push(request);
    }
  }

  /** Minds how long the server keeps idle connections: the `Keep-Alive` header of an answer. */
  heard(keepAlive: string): void {
    if (keepAlive === this.#hint || !this.#keeps) return;
    this.#hint = keepAlive;
    const seconds = /(?:^|[\s,;])timeout=(\d+)/i.exec(keepAlive)?.[1];
    if (seconds === undefined) return;
    this.#idleMs = Math.min(Math.max(Number(seconds) * 1000 - MARGIN_MS, 0), MAX_IDLE_MS);
  }

  #takeIdle(): Socket | undefined {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      const { socket, until } = idle;
      if (socket.writable && performance.now() < until) return socket;
      socket.destroy();
    }
    return undefined;
  }

  #connect(): Socket {
    const { isSecure, hostname: host, port } = this.#target;
    const options = { host, port, noDelay: true };
    const session = this.#session;
    const { net, tls } = nodeModules();
    const socket = isSecure
      ? tls.connect({
          ...options,
          // An address has no name to ask for; its certificate is checked all the same.
          ...(net.isIP(host) === 0 ? { servername: host } : {}),
          ...(session ? { session } : {}),
          ALPNProtocols: ['http/1.1'],
        })
      : net.connect(options);
    this.#open += 1;
    watchConnecting(socket);
    socket.on('error', ignore);
    socket.on('free', () => {
      this.#free(socket);
    });
    socket.on('session', (made: Buffer) => {
      this.#session = made;
    });
    socket.on('close', (failed) => {
      this.#open -= 1;
      // One that the server does not take any more would fail the next connection too.
      if (failed) this.#session = undefined;
      this.#serveWaiting();
    });
    return socket;
  }

  #free(socket: Socket): void {
    if (!socket.writable || this.#idleMs === 0) {
      socket.destroy();
      return;
    }
    socket.unref();
    socket.on('data', destroyThis);
    this.#idle.push({ socket, until: performance.now() + this.#idleMs });
    if (this.#waiting.length > 0) this.#serveWaiting();
    if (this.#sweep === undefined) this.#closeAfter(this.#idleMs);
  }

  #serveWaiting(): void {
    let request = this.#waiting.shift();
    // One that was ended while it waited needs no connection any more.
    while (request?.destroyed === true) request = this.#waiting.shift();
    if (request !== undefined) this.#addRequest(request);
  }

  #closeAfter(ms: number): void {
    this.#sweep = setTimeout(this.#closeOld, ms).unref();
  }

  readonly #closeOld = (): void => {
    this.#sweep = undefined;
    const now = performance.now();
    const old = this.#idle.findIndex(({ until }) => until > now);
    for (const { socket } of this.#idle.splice(0, old === -1 ? this.#idle.length : old)) {
      socket.destroy();
    }
    const next = this.#idle[0];
    if (next) this.#closeAfter(next.until - now);
  };
}

function destroyThis(this: Socket): void {
  this.destroy();
}

/** Who uses the connection hears of it too; while it is idle, nobody need. */
function ignore(): void {
  // Its end is told by 'close'.
}
