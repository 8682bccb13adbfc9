import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';

const ids = new WeakMap<IncomingMessage, string>();

/** Gives each request its own id and says it in `X-Request-Id`. An id that the client sends is not believed. */
export function requestId(newId: () => string): RequestHandler {
  return (req, res, next) => {
    const id = newId();
    ids.set(req, id);
    res.setHeader('X-Request-Id', id);
    next();
  };
}

/** The id of a request; empty when `requestId` has not seen it. */
export function requestIdOf(req: IncomingMessage): string {
  return ids.get(req) ?? '';
}
