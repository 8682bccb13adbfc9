import { Readable } from 'node:stream';

const PIECE = 16 * 1024;

/** How far a message has been read: nothing yet, some of it, all of it (then the final dot may be on its way). */
export type BodyPhase = 'unread' | 'reading' | 'ended';

/**
 * A message as a stream that knows whether it was ever read. `mayStart` is asked before the first byte is given; when
 * it refuses, the stream fails and stays unread. While the phase is `reading`, the final dot cannot have been written,
 * because the end of the stream has not been told to anyone.
 */
export class BodyStream extends Readable {
  readonly #raw: Buffer;
  readonly #mayStart: () => boolean;
  #at = 0;
  phase: BodyPhase = 'unread';

  constructor(raw: Buffer, mayStart: () => boolean) {
    super({ highWaterMark: PIECE });
    this.#raw = endsInNewLine(raw) ? raw : Buffer.concat([raw, Buffer.from('\r\n')]);
    this.#mayStart = mayStart;
  }

  override _read(): void {
    if (this.phase === 'unread') {
      if (!this.#mayStart()) {
        this.destroy(new Error('the server did not ask for the message'));
        return;
      }
      this.phase = 'reading';
    }
    const piece = this.#raw.subarray(this.#at, this.#at + PIECE);
    this.#at += piece.length;
    if (piece.length > 0) this.push(piece);
    else {
      this.phase = 'ended';
      this.push(null);
    }
  }
}

function endsInNewLine(raw: Buffer): boolean {
  return raw.length >= 2 && raw[raw.length - 2] === 0x0d && raw[raw.length - 1] === 0x0a;
}
