import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';

/** What the control port can ask of the simulator. */
export interface Controlled {
  /** Moves the simulated time and sends what has come due. Rejects with a RangeError when the time would go back. */
  advance(now: number): Promise<unknown>;
  state(): unknown;
}

const timeBody = z.strictObject({ now: z.iso.datetime({ offset: true }) });
const LONGEST_BODY = 10_000;

/**
 * The control port: `POST /time {"now": ISO}` and `GET /state`, on loopback only. Answers JSON; what cannot be read is
 * answered 400, time going back 409.
 */
export async function startControl(
  controlled: Controlled,
  host: string,
  port: number,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(controlled, request).then(
      ([status, body]) => reply(response, status, body),
      (error: unknown) =>
        reply(response, error instanceof RangeError ? 409 : 500, {
          error: error instanceof Error ? error.message : 'failed',
        }),
    );
  });
  await listen(server, host, port);
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(controlled: Controlled, request: IncomingMessage): Promise<[number, unknown]> {
  const path = request.url ?? '';
  if (request.method === 'GET' && path === '/state') return [200, controlled.state()];
  if (request.method !== 'POST' || path !== '/time') return [404, { error: 'Ask POST /time or GET /state.' }];
  const body = timeBody.safeParse(await readJson(request));
  if (!body.success)
    return [400, { error: 'The body must be {"now": "2026-07-06T09:00:00Z"}: an instant with its zone.' }];
  return [200, await controlled.advance(Date.parse(body.data.now))];
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > LONGEST_BODY) return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(
        inUse
          ? new Error(
              `Simulator control: port ${port} is in use on ${host}. Stop the other program or choose another port.`,
              { cause: error },
            )
          : error,
      );
    });
    server.listen(port, host, () => resolve());
  });
}
