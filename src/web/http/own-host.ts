import type { RequestHandler } from 'express';
import { Problem } from '../../platform/problems.js';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuses any Host but the public one, or without one this machine's own names. A page elsewhere whose name is made to
 * point here (DNS rebinding) could otherwise read and post as one of our own.
 */
export function ownHostOnly(publicHost?: string): RequestHandler {
  const isOwn = (host: string): boolean =>
    publicHost === undefined ? LOOPBACK.test(host) : host.toLowerCase() === publicHost.toLowerCase();
  return (req, _res, next) => {
    const { host } = req.headers;
    next(host !== undefined && isOwn(host) ? undefined : new Problem('wrong-host'));
  };
}
