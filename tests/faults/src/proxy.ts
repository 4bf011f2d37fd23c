/** A proxy that loses, breaks, repeats and delays requests, as the plan has it. */
import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { Exchange } from './exchange.ts';
import { ACTIONS, type FaultContext } from './fault-actions.ts';
import type { Fault } from './fault-table.ts';
import { plannedFault } from './plan.ts';
import { random } from './random.ts';

/** Says which call a request belongs to. */
export const CALL_HEADER = 'X-Trial-Call';

export interface ProxyOptions {
  readonly seed: number;
  readonly timeoutMs: number;
  /** The port of the emulator. */
  readonly port: number;
}

export interface Proxy {
  readonly url: string;
  /** What happened to the requests of each call, in their order. */
  readonly met: ReadonlyMap<number, readonly Fault[]>;
  /** Connections that were reset before a byte was read. */
  readonly resets: () => number;
  /** Resolves when no request is under way any more. */
  idle(): Promise<void>;
}

const OPEN_MS = 700;
const CLOSED_MS = 40;
/** The part of connections that are reset as they are accepted. */
const RESET_FRACTION = 0.02;

export async function startProxy({ seed, timeoutMs, port }: ProxyOptions): Promise<Proxy> {
  const upstream = { port, agent: new Agent({ keepAlive: true }) };
  const context: FaultContext = { timeoutMs, answered: { last: undefined } };
  const met = new Map<number, Fault[]>();
  const underWay = new Set<Promise<void>>();
  const chance = random(seed);
  let resets = 0;

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const call = Number(incoming.headers[CALL_HEADER.toLowerCase()]);
    const faults = met.get(call) ?? [];
    const planned = plannedFault(seed, call, faults.length);
    met.set(call, [...faults, planned.fault]);
    const exchange = new Exchange(incoming, outgoing, planned.chance, upstream);
    try {
      await ACTIONS[planned.fault](exchange, context);
    } catch {
      // The client or the emulator has hung up: the other hears no more either.
      exchange.reset();
    }
  }

  const http = createServer((incoming, outgoing) => {
    const handled = handle(incoming, outgoing);
    underWay.add(handled);
    void handled.then(() => underWay.delete(handled));
  });
  const tcp = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    if (chance.chance(RESET_FRACTION)) {
      resets += 1;
      socket.resetAndDestroy();
    } else {
      http.emit('connection', socket);
    }
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const { port: own } = tcp.address() as AddressInfo;

  // For a moment nobody listens, and connections are refused; what is connected goes on.
  const closing = setInterval(() => {
    tcp.close();
    setTimeout(() => tcp.listen(own, '127.0.0.1'), CLOSED_MS);
  }, OPEN_MS);
  closing.unref();

  return {
    url: `http://127.0.0.1:${String(own)}`,
    met,
    resets: () => resets,
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
