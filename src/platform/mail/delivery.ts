/**
 * What is known after one attempt to hand one message to a server.
 * - `sent`: the server answered 2yz to the final dot.
 * - `deferred`: the server answered 4yz at some step, the final dot included; it took nothing.
 * - `refused`: the server answered 5yz at some step; it took nothing.
 * - `not-taken`: no such answer, but no byte of the message was ever read, so nothing can have been taken.
 * - `in-doubt`: all else. The server may or may not have the message; only a person can tell.
 */
export type Delivery =
  | { readonly kind: 'sent'; readonly response: string }
  | { readonly kind: 'deferred'; readonly code: number; readonly response: string }
  | { readonly kind: 'refused'; readonly code: number; readonly response: string }
  | { readonly kind: 'not-taken'; readonly reason: string }
  | { readonly kind: 'in-doubt'; readonly reason: string };

/** One complete reply of a server. `code` is 0 when it is not a well-formed SMTP reply (RFC 5321, 4.2). */
export interface Reply {
  readonly code: number;
  readonly text: string;
}

/** The verdict a 4yz or 5yz reply carries; null for every other reply. */
export function negative(reply: Reply): Delivery | null {
  if (reply.code >= 400 && reply.code < 500)
    return { kind: 'deferred', code: reply.code, response: reply.text };
  if (reply.code >= 500 && reply.code < 600)
    return { kind: 'refused', code: reply.code, response: reply.text };
  return null;
}
