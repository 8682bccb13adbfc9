import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, request } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
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

/** A listener and the way to stop it. */
export interface Listening {
  /** 0 on a socket. */
  readonly port: number;
  close(): Promise<void>;
}

/** Files of a certificate and of its key, in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Listens on a host and port (0: any free one). Throws PortInUse, naming the `setting` that changes the port. */
export function listen(app: Express, host: string, port: number, setting: string): Promise<Listening> {
  return listening(app.listen(port, host), port, setting);
}

/** Listens and speaks TLS (1.2 or newer) itself. Throws as `listen`, and what reading the files throws. */
export function listenWithTls(
  app: Express,
  { cert, key }: Certificate,
  host: string,
  port: number,
  setting: string,
): Promise<Listening> {
  const server = createHttpsServer(
    { cert: readFileSync(cert), key: readFileSync(key), minVersion: 'TLSv1.2' },
    app,
  );
  return listening(server.listen(port, host), port, setting);
}

/** Listens on a Unix socket that its owner and group alone may use; one that an earlier process left is replaced. */
export async function listenOnSocket(app: Express, path: string, setting: string): Promise<Listening> {
  rmSync(path, { force: true });
  const listener = await listening(createHttpServer(app).listen(path), 0, setting);
  chmodSync(path, 0o660);
  return listener;
}

function listening(server: Server, port: number, setting: string): Promise<Listening> {
  return new Promise((resolve, reject) => {
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
