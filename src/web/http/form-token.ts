import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import { hmacSha256, randomBytes, timingSafeEqual } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import { cookieOf } from './cookies.js';

interface FormTokenChoices {
  /** Binds tokens to this server; at least 32 random bytes. */
  readonly key: Uint8Array;
  /** True wherever the browser speaks TLS: the cookie is then `__Host-pt` and Secure. */
  readonly secure: boolean;
}

const tokens = new WeakMap<IncomingMessage, string>();
const COOKIE_VALUE = /^[\w-]{43}$/;
const READS = new Set(['GET', 'HEAD']);

/**
 * Ties every form to the browser it was made for: a random cookie, and a token that is the HMAC of it. A request that
 * may change something is refused (`form-expired`) unless it comes from our own origin AND carries the token, as field
 * `_csrf` or header `X-CSRF-Token`. Stands after the body parsers.
 */
export function formToken({ key, secure }: FormTokenChoices): RequestHandler {
  const name = secure ? '__Host-pt' : 'pt';
  return (req, res, next) => {
    const sent = cookieOf(req, name);
    const known = sent !== undefined && COOKIE_VALUE.test(sent);
    // Without a known cookie the value is fresh, so no token that was sent can fit it.
    const value = known ? sent : randomBytes(32).toString('base64url');
    const token = tokenFor(key, value);
    if (!READS.has(req.method) && !(isSameOrigin(req) && carries(req, token))) {
      return next(new Problem('form-expired'));
    }
    if (!known) res.cookie(name, value, { httpOnly: true, sameSite: 'strict', secure, path: '/' });
    tokens.set(req, token);
    next();
  };
}

/**
 * The token that forms on the answer to this request must carry.
 * @throws Error when `formToken` did not see the request first.
 */
export function formTokenOf(req: IncomingMessage): string {
  const token = tokens.get(req);
  if (token === undefined)
    throw new Error('This request has no form token: formToken() must stand before the routes.');
  return token;
}

function tokenFor(key: Uint8Array, cookie: string): string {
  return hmacSha256(key, 'form-token/1/', cookie).toString('base64url');
}

/** The browser says so itself (`Sec-Fetch-Site`), or, where it does not, its `Origin` is ours. */
function isSameOrigin(req: Request): boolean {
  const site = req.headers['sec-fetch-site'];
  if (site === 'same-origin') return true;
  if (site !== undefined && site !== 'none') return false;
  const { origin, host } = req.headers;
  return (
    origin !== undefined &&
    host !== undefined &&
    origin.toLowerCase() === `${req.protocol}://${host}`.toLowerCase()
  );
}

function carries(req: Request, token: string): boolean {
  const given = req.get('x-csrf-token') ?? fieldOf(req.body, '_csrf');
  return typeof given === 'string' && timingSafeEqual(Buffer.from(given), Buffer.from(token));
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}
