import net from 'node:net';
import tls from 'node:tls';
import { isLoopback } from './loopback.js';

/** Where to connect and how. Times in milliseconds. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (implicit TLS), not STARTTLS. */
  readonly secure: boolean;
  readonly tls?: tls.ConnectionOptions;
  readonly connectionTimeout: number;
  readonly loopbackOnly: boolean;
}

/** Opens a socket and gives it paused. Rejects with a reason when it cannot, or when it ended up outside loopback. */
export function openSocket(endpoint: Endpoint): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const { host, port, secure } = endpoint;
    const ready = (): void => {
      settle();
      if (endpoint.loopbackOnly && !isLoopback(socket.remoteAddress ?? '')) {
        socket.destroy();
        reject(new Error(`"${host}" leads to ${socket.remoteAddress ?? 'nowhere'}, which is not loopback`));
      } else resolve(socket);
    };
    const failed = (error: Error): void => {
      settle();
      socket.destroy();
      reject(error);
    };
    const servername = net.isIP(host) === 0 ? { servername: host } : {};
    const socket = secure
      ? tls.connect({ host, port, ...servername, ...endpoint.tls }, ready)
      : net.connect({ host, port }, ready);
    const timer = setTimeout(
      () => failed(new Error(`no connection within ${endpoint.connectionTimeout} ms`)),
      endpoint.connectionTimeout,
    );
    const settle = (): void => {
      clearTimeout(timer);
      socket.removeListener('error', failed);
      socket.on('error', () => undefined);
    };
    socket.on('error', failed);
  });
}
