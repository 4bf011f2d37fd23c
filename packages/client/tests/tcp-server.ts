import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server below HTTP, which may misbehave. */
export interface TcpServer {
  readonly url: string;
  /** Every connection that came. */
  readonly sockets: Socket[];
}

/** Calls `handler` for each connection, on a free port, until the test ends. */
export async function tcpServer(
  handler: (socket: Socket, index: number) => void,
): Promise<TcpServer> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    sockets.push(socket);
    handler(socket, sockets.length - 1);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, sockets };
}

/** Answers each request, which is taken to come in one piece, with these bytes. */
export function answering(text: string): (socket: Socket) => void {
  return (socket) => {
    socket.on('data', () => socket.write(text));
  };
}
