// A tiny server with the product's own assets and headers, for pages that need no database.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { newUuid } from '../../../src/platform/crypto.js';
import { Problem, type ProblemTable } from '../../../src/platform/problems.js';
import { paths } from '../../../src/web/paths.js';
import { serveAssets } from '../../../src/web/http/assets.js';
import { switchLanguage } from '../../../src/web/http/language.js';
import { problemHandler } from '../../../src/web/http/problem-handler.js';
import { requestId } from '../../../src/web/http/request-id.js';
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
  return listenTo(app);
}

/** A server that fails at every address as its name says: `/bug` for a fault of ours, else a problem of the table. */
export async function serveProblems(table: ProblemTable): Promise<Served> {
  const app = express();
  app.use(requestId(newUuid));
  app.use(securityHeaders({ scripts: true, tls: false }));
  app.get(paths.assets, serveAssets());
  app.use(switchLanguage({ secure: false }));
  app.get('/:code', (req) => {
    throw req.params.code === 'bug' ? new Error('a fault of ours') : new Problem(req.params.code);
  });
  app.use(problemHandler({ table, onBug: () => undefined }));
  return listenTo(app);
}

async function listenTo(app: Express): Promise<Served> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
