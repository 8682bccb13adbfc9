import { Readable } from 'node:stream';
import type { Response } from 'express';

interface StreamAnswer {
  readonly type: string;
  readonly file?: string;
  readonly body: AsyncIterable<string | Uint8Array>;
}

/**
 * Sends a body while it is made, at the pace of the reader. What made it is ended when the reader leaves; when making it
 * fails half-way the connection is cut, so that nobody takes half a file for a whole one.
 */
export function sendStream(res: Response, { type, file, body }: StreamAnswer): void {
  if (file !== undefined) res.attachment(file);
  res.type(type);
  // What is told while it happens must not wait in the buffer of a proxy.
  if (file === undefined) res.setHeader('X-Accel-Buffering', 'no');
  const source = body instanceof Readable ? body : Readable.from(body, { objectMode: false });
  source.on('error', () => res.destroy());
  res.on('close', () => source.destroy());
  source.pipe(res);
}
