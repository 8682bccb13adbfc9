import { StringDecoder } from 'node:string_decoder';
import { DataRefused } from './refusal.js';

const BOM = 0xfeff;

interface Decoder {
  readonly write: (bytes: Uint8Array) => string;
  readonly end: () => string;
}

/** A decoder that puts U+FFFD where bytes have no meaning. Throws DataRefused for an encoding nobody knows. */
function decoderOf(encoding: string): Decoder {
  if (/^utf-?8$/i.test(encoding)) {
    // Several times faster than TextDecoder on a stream.
    const decoder = new StringDecoder('utf8');
    return {
      write: (bytes) => decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
      end: () => decoder.end(),
    };
  }
  try {
    const decoder = new TextDecoder(encoding);
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  } catch {
    throw new DataRefused(
      `--encoding: "${encoding}" is not an encoding; take one such as utf-8, latin1, windows-1252, windows-1251 or utf-16le.`,
    );
  }
}

/** The text of a stream of bytes, without byte order mark. */
export async function* decodeText(
  source: AsyncIterable<Uint8Array | string>,
  encoding: string,
): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  let first = true;
  for await (const chunk of source) {
    const text = decoder.write(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    if (text === '') continue;
    yield first && text.charCodeAt(0) === BOM ? text.slice(1) : text;
    first = false;
  }
  const rest = decoder.end();
  if (rest !== '') yield rest;
}

/** What to say where the bytes have no meaning in the encoding. */
export function undecodableText(encoding: string): string {
  const cure =
    'save the file as UTF-8, or name its encoding, such as --encoding windows-1252, latin1, windows-1251 or utf-16le';
  return `the text is not ${encoding.toUpperCase()} here; ${cure}`;
}
