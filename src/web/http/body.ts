import express from 'express';
import type { Express, RequestHandler } from 'express';

/**
 * Reads form and JSON bodies of at most 100 kB and 500 fields; a field given twice is a list, nothing nests. Anything
 * else stays unread: a route that takes files or raw mail brings its own parser.
 */
export function readBody(): RequestHandler[] {
  return [
    express.urlencoded({ extended: false, limit: '100kb', parameterLimit: 500 }),
    express.json({ limit: '100kb', strict: true }),
  ];
}

/**
 * Express's own settings: no banner, plain (not nested) search parameters, no ETag over pages that change. The address
 * and protocol of a client are believed of a proxy on this machine, and only where one is said to stand.
 */
export function settle(app: Express, { proxied = false }: { readonly proxied?: boolean } = {}): void {
  app.set('trust proxy', proxied ? 'loopback' : false);
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
}
