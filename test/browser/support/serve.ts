// A tiny server with the product's own assets and headers, for pages that need no database.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { paths } from '../../../src/web/paths.js';
import { serveAssets } from '../../../src/web/http/assets.js';
import { securityHeaders } from '../../../src/web/http/security-headers.js';

export interface Served {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves documents by path on a free port of loopback, with the security headers and assets of the product. */
export async function serveDocuments(documents: Readonly<Record<string, () => string>>): Promise<Served> {
  const app = express();
  app.use(securityHeaders({ scripts: true, tls: false }));
  app.get(paths.assets, serveAssets());
  for (const [path, render] of Object.entries(documents)) {
    app.get(path, (_req, res) => void res.type('html').send(render()));
  }
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
