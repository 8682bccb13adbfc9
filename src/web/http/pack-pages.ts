import compression from 'compression';
import type { RequestHandler } from 'express';

/**
 * Packs pages that are read. Form tokens are masked anew in every answer, so that the length of a packed page tells
 * nothing of them; what `isLeft` names leaves as it is (pages that show another secret, and what is no page), and so does
 * every answer to a form, a stream and a download.
 */
export function packPages(isLeft: (path: string) => boolean): RequestHandler {
  const pack = compression({
    filter: (_req, res) => String(res.getHeader('Content-Type')).startsWith('text/html'),
  });
  return (req, res, next) => {
    if (req.method === 'GET' && !isLeft(req.path)) pack(req, res, next);
    else next();
  };
}
