import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** Sockets over which nothing can have been sent: they have not connected, TLS included, or never did. */
const connecting = new WeakSet<Socket>();

/** Follows a socket until it has connected, and its certificate has been checked. */
export function watchConnecting(socket: Socket): void {
  // Undocumented, and kept by Node through a handshake that fails; without it, TLS counts as connected.
  const { secureConnecting } = socket as Partial<TLSSocket> & { secureConnecting?: boolean };
  if ((socket.connecting || secureConnecting === true) && !connecting.has(socket)) {
    connecting.add(socket);
    socket.once(secureConnecting === undefined ? 'connect' : 'secureConnect', connected);
  }
}

function connected(this: Socket): void {
  connecting.delete(this);
}

/** Whether bytes given to this socket may have left. */
export function mayHaveSent(socket: Socket | null | undefined): boolean {
  return socket !== null && socket !== undefined && !connecting.has(socket);
}
