import { z } from 'zod';
import { hmacSha256, timingSafeEqual } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';

/** Where a list goes on: the values by which its last row was sorted. */
export type Position = readonly string[];

/** Makes and reads the cursors of one list. What is in a cursor is no secret, but only the server can make one. */
export interface Cursors {
  readonly seal: (position: Position) => string;
  /** Problems: bad-input when it is not a cursor of this list */
  readonly open: (cursor: string) => Position;
}

const Positions = z.array(z.string().max(100)).min(1).max(4);

/** The cursors of a list: base64url of the position as JSON, a dot, and its HMAC bound to the list and its filters. */
export function cursorsFor(key: Uint8Array, of: string): Cursors {
  const mac = (body: string): Buffer => hmacSha256(key, 'cursor/1/', of, '\0', body).subarray(0, 16);
  return {
    seal: (position) => {
      const body = Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');
      return `${body}.${mac(body).toString('base64url')}`;
    },
    open: (cursor) => {
      const [body = '', given = ''] = cursor.split('.');
      if (!timingSafeEqual(Buffer.from(given, 'base64url'), mac(body))) throw unreadable();
      const position = Positions.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
      if (!position.success) throw unreadable();
      return position.data;
    },
  };
}

function unreadable(): Problem {
  return new Problem('bad-input', undefined, [
    { field: 'cursor', message: 'is not a cursor of this list; leave it out to begin anew' },
  ]);
}
