import type { RequestHandler } from 'express';
import { Problem } from '../../platform/problems.js';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuses any Host but this machine's own names. Without sign-in, a page elsewhere whose name is made to point at
 * 127.0.0.1 (DNS rebinding) could otherwise read and post here as one of our own.
 */
export function loopbackHostOnly(): RequestHandler {
  return (req, _res, next) => {
    const { host } = req.headers;
    next(host !== undefined && LOOPBACK.test(host) ? undefined : new Problem('wrong-host'));
  };
}
