import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { hmacSha256 } from '../crypto.js';

/** How long a token is good by itself, in seconds. */
export const TOKEN_SECONDS = 300;

const ISSUER = 'praktijktest';
const AUDIENCE = 'praktijktest/pages';
const Claims = z.object({ jti: z.uuid(), nr: z.int().positive(), exp: z.number() });

/** What a token says: which session it carries, its number in that session, and whether its five minutes are over. */
export interface CarriedSession {
  readonly id: string;
  readonly number: number;
  readonly expired: boolean;
}

const keyOf = (key: Uint8Array): Buffer => hmacSha256(key, 'session-token/1');

/** A JSON web token (HS256) that carries a session's id from request to request. It grants nothing by itself. */
export function signSessionToken(key: Uint8Array, id: string, number: number, now: Date): string {
  const iat = Math.floor(now.getTime() / 1000);
  return jwt.sign({ nr: number, iat, exp: iat + TOKEN_SECONDS }, keyOf(key), {
    algorithm: 'HS256',
    issuer: ISSUER,
    audience: AUDIENCE,
    jwtid: id,
  });
}

/** Reads a token; null unless it is HS256 under our key, from us and for us. Whether an expired one still counts is for the session's row to say. */
export function readSessionToken(key: Uint8Array, token: string, now: Date): CarriedSession | null {
  try {
    const seconds = Math.floor(now.getTime() / 1000);
    const claims = Claims.parse(
      jwt.verify(token, keyOf(key), {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        clockTimestamp: seconds,
        ignoreExpiration: true,
      }),
    );
    return { id: claims.jti, number: claims.nr, expired: claims.exp <= seconds };
  } catch {
    return null;
  }
}
