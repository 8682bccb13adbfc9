import type { RequestHandler } from 'express';
import helmet from 'helmet';

interface HeaderChoices {
  /** False on the reporting channel's listener, where no script ever runs. */
  readonly scripts: boolean;
  /** True wherever the browser speaks TLS: asks it to keep doing so. */
  readonly tls: boolean;
}

/**
 * The same headers on every answer: nothing loads but our own styles, images and scripts; no frame, no other origin,
 * no guessing of content types; nothing is kept in a cache unless a later handler says so.
 */
export function securityHeaders({ scripts, tls }: HeaderChoices): RequestHandler[] {
  const own = ["'self'"];
  const none = ["'none'"];
  const directives = {
    'default-src': none,
    ...(scripts ? { 'script-src': own } : {}),
    'style-src': own,
    'img-src': own,
    'connect-src': own,
    'form-action': own,
    'base-uri': none,
    'frame-ancestors': none,
  };
  const headers = helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    // With no-referrer browsers send `Origin: null` when a form is posted, and the origin check would refuse it.
    referrerPolicy: { policy: 'same-origin' },
    xContentTypeOptions: true,
    strictTransportSecurity: tls ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xPoweredBy: true,
    xXssProtection: false,
  });
  const noStore: RequestHandler = (_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  };
  return [headers, noStore];
}
