import compression from 'compression';
import type { RequestHandler } from 'express';

/**
 * Packs pages that are read. Form tokens are masked anew in every answer, so that the length of a packed page tells
 * nothing of them; pages that show another secret are named by `holdsSecret` and leave as they are, and so does every
 * answer to a form, a stream and a download.
 */
export function packPages(holdsSecret: (path: string) => boolean): RequestHandler {
  return compression({
    filter: (req, res) =>
      req.method === 'GET' &&
      String(res.getHeader('Content-Type')).startsWith('text/html') &&
      !holdsSecret(req.path),
  });
}
