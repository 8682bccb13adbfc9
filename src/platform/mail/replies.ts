import type { Reply } from './delivery.js';

const LONGEST_REPLY = 64 * 1024;
const LONGEST_SHOWN = 500;

/**
 * Reads server replies from raw bytes and gives only complete ones: every line ended by a line feed, the last line
 * without a hyphen, one code throughout (RFC 5321, 4.2.1). Half a reply is no reply, whatever its first digits say.
 */
export class ReplyReader {
  #rest = '';
  #lines: string[] = [];

  /** Takes the next bytes; returns the replies they completed. */
  read(chunk: Buffer): Reply[] {
    const replies: Reply[] = [];
    this.#rest += chunk.toString('latin1');
    for (let at = this.#rest.indexOf('\n'); at >= 0; at = this.#rest.indexOf('\n')) {
      const line = this.#rest.slice(0, at).replace(/\r$/, '');
      this.#rest = this.#rest.slice(at + 1);
      if (line.trim() === '' && this.#lines.length === 0) continue;
      this.#lines.push(line);
      if (/^\d{3}-/.test(line) && this.#lines.length < 1000) continue;
      replies.push(toReply(this.#lines));
      this.#lines = [];
    }
    if (this.#rest.length > LONGEST_REPLY) this.#rest = this.#rest.slice(0, LONGEST_REPLY);
    return replies;
  }

  /** Whether bytes of an unfinished reply are waiting. */
  get unfinished(): boolean {
    return this.#rest !== '' || this.#lines.length > 0;
  }
}

function toReply(lines: readonly string[]): Reply {
  const codes = lines.map((line) => /^([2-5]\d\d)(?:[ -]|$)/.exec(line)?.[1]);
  const [first] = codes;
  const same = first !== undefined && codes.every((code) => code === first);
  return { code: same ? Number(first) : 0, text: shown(lines.join(' ')) };
}

function shown(text: string): string {
  const utf8 = Buffer.from(text, 'latin1').toString('utf8');
  return utf8.replace(/\p{Cc}+/gu, ' ').slice(0, LONGEST_SHOWN);
}
