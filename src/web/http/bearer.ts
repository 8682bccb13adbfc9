import type { Request, RequestHandler } from 'express';
import { Problem } from '../../platform/problems.js';
import { paths } from '../paths.js';

/** What follows `Authorization: Bearer`, be it a token or not; undefined when the request came without. */
export function bearerOf(req: Request): string | undefined {
  return /^Bearer\b(.*)$/i.exec(req.get('authorization') ?? '')?.[1]?.trim();
}

/**
 * Leaves out a link of the chain for requests with a token, which no other site can make a browser send. Such a
 * request is never taken for one of the browser's session, and comes no further than the API (`token-elsewhere`).
 */
export function unlessBearer(link: RequestHandler): RequestHandler {
  return (req, res, next) => {
    if (bearerOf(req) === undefined) link(req, res, next);
    else next(req.path.startsWith(paths.api.under) ? undefined : new Problem('token-elsewhere'));
  };
}
