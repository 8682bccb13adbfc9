import type { Readable, Writable } from 'node:stream';
import busboy from 'busboy';
import type { Request, RequestHandler, Response } from 'express';
import { Problem } from '../../platform/problems.js';
import { MOST_FILE_BYTES, type UploadedFile } from '../thread.js';

/** What a form of the channel may carry. */
const MOST = { fields: 100, fieldBytes: 40_000, files: 5, urlencodedBytes: 100_000 } as const;
/** So many uploads are held in memory at once, each until its answer has left; who comes later is asked to try again. */
const UPLOADS_AT_ONCE = 8;

/** The fields and files of a form, as strings; a field given twice counts once. */
export interface Form {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly UploadedFile[];
  /** True when a file was longer than a file may be, or all were together; it was not kept. */
  readonly tooLarge: boolean;
}

const forms = new WeakMap<Request, Form>();
let uploads = 0;
/** How a request that holds files gives its place among the uploads to another. */
const places = new WeakMap<Request, () => void>();
const atWork = new WeakSet<Request>();

/** What `readForm` read of a request; nothing of one without a form. */
export function formOf(req: Request): Form {
  return forms.get(req) ?? { fields: {}, files: [], tooLarge: false };
}

/** Reads a form into `formOf(req)`, and its fields into `req.body`. Problems: bad-body, too-large, channel-busy */
export function readForm(): RequestHandler {
  return (req, res, next) => {
    if (req.method !== 'POST') return next();
    void readAny(req, res).then(
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

async function readAny(req: Request, res: Response): Promise<Form> {
  const form = await readByType(req, res);
  // PostgreSQL holds no NUL in a text; it stands in no form that somebody typed.
  if (Object.entries(form.fields).flat().join('').includes('\0')) throw new Problem('bad-body');
  return form;
}

async function readByType(req: Request, res: Response): Promise<Form> {
  const type = req.headers['content-type'] ?? '';
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) {
    const pairs = [...new URLSearchParams(await readText(req))].slice(0, MOST.fields);
    return { fields: Object.fromEntries(pairs), files: [], tooLarge: false };
  }
  if (!/^multipart\/form-data\b/i.test(type)) throw new Problem('bad-body');
  if (uploads >= UPLOADS_AT_ONCE) throw new Problem('channel-busy');
  holdPlace(req, res);
  try {
    return await parse(req);
  } catch {
    throw new Problem('bad-body');
  }
}

/** Takes a place among the uploads; a request that nobody works on leaves it when its connection does. */
function holdPlace(req: Request, res: Response): void {
  uploads += 1;
  places.set(req, () => {
    places.delete(req);
    uploads -= 1;
  });
  res.once('close', () => {
    if (!atWork.has(req)) places.get(req)?.();
  });
}

/** Works on a form: what it brought is in memory to the end of that, also where its sender went away. */
export async function workOn<T>(req: Request, use: () => Promise<T>): Promise<T> {
  atWork.add(req);
  try {
    return await use();
  } finally {
    places.get(req)?.();
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
    let room = MOST_FILE_BYTES;
    const parser = busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: {
        fields: MOST.fields,
        fieldSize: MOST.fieldBytes,
        files: MOST.files,
        // At the limit itself the parser calls a file cut.
        fileSize: MOST_FILE_BYTES + 1,
        parts: MOST.fields + MOST.files,
        headerPairs: 20,
      },
    });
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('file', (_name, stream, info) => {
      const pieces: Buffer[] = [];
      const leave = (): void => {
        tooLarge = true;
        pieces.length = 0;
      };
      open.add(stream);
      stream.on('data', (piece: Buffer) => {
        room -= piece.length;
        if (room >= 0) pieces.push(piece);
        else leave();
      });
      stream.on('limit', leave);
      stream.on('error', reject);
      stream.on('close', () => {
        open.delete(stream);
        // A browser sends an empty part without a name where no file was chosen.
        if (!tooLarge && pieces.length > 0)
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
