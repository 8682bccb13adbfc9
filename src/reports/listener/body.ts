import type { Readable, Writable } from 'node:stream';
import busboy from 'busboy';
import type { Request, RequestHandler } from 'express';
import { Problem } from '../../platform/problems.js';
import { MOST_FILE_BYTES, type UploadedFile } from '../thread.js';

/** What a form of the channel may carry. */
const MOST = { fields: 100, fieldBytes: 40_000, files: 5, urlencodedBytes: 100_000 } as const;
/** So many uploads are held in memory at once; who comes later is asked to try again. */
const UPLOADS_AT_ONCE = 8;

/** The fields and files of a form, as strings; a field given twice counts once. */
export interface Form {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly UploadedFile[];
  /** True when a file was longer than a file may be; it was not kept. */
  readonly tooLarge: boolean;
}

const forms = new WeakMap<Request, Form>();
let uploads = 0;

/** What `readForm` read of a request; nothing of one without a form. */
export function formOf(req: Request): Form {
  return forms.get(req) ?? { fields: {}, files: [], tooLarge: false };
}

/** Reads a form into `formOf(req)`, and its fields into `req.body`. Problems: bad-body, too-large, channel-busy */
export function readForm(): RequestHandler {
  return (req, _res, next) => {
    if (req.method !== 'POST') return next();
    void readAny(req).then(
      (form) => {
        forms.set(req, form);
        req.body = form.fields;
        next();
      },
      (error: unknown) => {
        // What is still coming is let go, so that the answer can be read.
        req.unpipe();
        req.resume();
        next(error);
      },
    );
  };
}

async function readAny(req: Request): Promise<Form> {
  const form = await readByType(req);
  // PostgreSQL holds no NUL in a text; it stands in no form that somebody typed.
  if (Object.entries(form.fields).flat().join('').includes('\0')) throw new Problem('bad-body');
  return form;
}

async function readByType(req: Request): Promise<Form> {
  const type = req.headers['content-type'] ?? '';
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) {
    const pairs = [...new URLSearchParams(await readText(req))].slice(0, MOST.fields);
    return { fields: Object.fromEntries(pairs), files: [], tooLarge: false };
  }
  if (!/^multipart\/form-data\b/i.test(type)) throw new Problem('bad-body');
  if (uploads >= UPLOADS_AT_ONCE) throw new Problem('channel-busy');
  uploads += 1;
  try {
    return await parse(req);
  } catch {
    throw new Problem('bad-body');
  } finally {
    uploads -= 1;
  }
}

const readText = async (req: Request): Promise<string> =>
  (await readBytes(req, MOST.urlencodedBytes)).toString('utf8');

/**
 * The bytes of a body. One that is too long is read to its end and not kept, so that its sender gets an answer.
 * Problems: too-large, bad-body where its sender went away
 */
export function readBytes(req: Request, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let length = 0;
    req.on('data', (piece: Buffer) => {
      length += piece.length;
      if (length <= most) pieces.push(piece);
      else pieces.length = 0;
    });
    req.on('end', () => {
      if (length > most) reject(new Problem('too-large'));
      else resolve(Buffer.concat(pieces));
    });
    req.on('close', () => reject(new Problem('bad-body')));
  });
}

function parse(req: Request): Promise<Form> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    const files: UploadedFile[] = [];
    const open = new Set<Readable>();
    let tooLarge = false;
    const parser = busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: {
        fields: MOST.fields,
        fieldSize: MOST.fieldBytes,
        files: MOST.files,
        fileSize: MOST_FILE_BYTES,
        parts: MOST.fields + MOST.files,
        headerPairs: 20,
      },
    });
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('file', (_name, stream, info) => {
      const pieces: Buffer[] = [];
      open.add(stream);
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('error', reject);
      stream.on('close', () => {
        open.delete(stream);
        if (stream.truncated === true) tooLarge = true;
        // A browser sends an empty part without a name where no file was chosen.
        else if (pieces.length > 0)
          files.push({
            name: nameOf(info.filename),
            type: info.mimeType,
            content: Buffer.concat(pieces),
          });
      });
    });
    parser.on('error', reject);
    parser.on('close', () => resolve({ fields, files, tooLarge }));
    req.on('close', () => {
      if (!req.complete) reject(new Error('the sender went away'));
    });
    req.on('end', () => {
      whenQuiet(parser, open, () => reject(new Error('a part has no end')));
    });
    req.pipe(parser);
  });
}

/** So many turns of the event loop in which nothing is left to read: more than a stream needs to tell of its end. */
const QUIET_TURNS = 3;

/**
 * After a close delimiter the parser may open a part and never end it, and waits for it for ever. Once the whole body is
 * read and nothing of it waits, a file that is still open is such a part.
 */
function whenQuiet(parser: Writable, open: ReadonlySet<Readable>, use: () => void, quiet = 0): void {
  setImmediate(() => {
    if (parser.closed) return;
    const busy = parser.writableLength > 0 || [...open].some((stream) => stream.readableLength > 0);
    if (quiet >= QUIET_TURNS && open.size > 0) use();
    else if (busy || open.size > 0) whenQuiet(parser, open, use, busy ? 0 : quiet + 1);
  });
}

// @types/busboy says that a name is always there; a part may have none.
const nameOf = (name: string | undefined): string => (name === undefined || name === '' ? 'bestand' : name);
