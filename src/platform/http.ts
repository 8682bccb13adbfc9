import { request } from 'node:http';
import { createServer } from 'node:net';
import type { Express } from 'express';
import type { Server } from 'node:http';

/** A port cannot be listened on; the message names the cure. */
export class PortInUse extends Error {
  constructor(port: number, setting: string) {
    super(
      `Port ${port} is in use by another program. Stop that program, or choose another port with ${setting}.`,
    );
    this.name = 'PortInUse';
  }
}

/** Listens on a host and port (0: any free one). Throws PortInUse, naming the `setting` that changes the port. */
export function listen(
  app: Express,
  host: string,
  port: number,
  setting: string,
): Promise<{ port: number; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server: Server = app.listen(port, host);
    server.once('listening', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
    server.once('error', (error) =>
      reject('code' in error && error.code === 'EADDRINUSE' ? new PortInUse(port, setting) : error),
    );
  });
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Posts JSON to a port of this machine and gives the JSON it answers. Throws on any status but 200. */
export function postLocal(port: number, path: string, body: unknown): Promise<unknown> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
      },
      (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          answer += chunk;
        });
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode === 200) resolve(JSON.parse(answer));
          else reject(new Error(`port ${port}${path} answered ${response.statusCode ?? 0}`));
        });
      },
    );
    call.on('error', reject);
    call.end(text);
  });
}
