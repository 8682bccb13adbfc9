import type { IncomingMessage } from 'node:http';
import express, { type RequestHandler } from 'express';
import { sha256 } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';

/** The largest form with files, in bytes. */
export const MOST_FORM_BYTES = 10_000_000;
const MOST_PARTS = 100;

/** The files of a form by the name of their field: the first of a name, as it was sent. */
export type SentFiles = ReadonlyMap<string, Uint8Array>;

const NO_FILES: SentFiles = new Map();
const sent = new WeakMap<IncomingMessage, SentFiles>();

/** The files that came with a request. */
export const filesOf = (req: IncomingMessage): SentFiles => sent.get(req) ?? NO_FILES;

interface FileFormChoices {
  /** Whether this request may have its files read at all. */
  readonly mayRead: (req: IncomingMessage) => boolean;
}

/**
 * Reads `multipart/form-data` of at most 10 MB. A file stands in the body as the SHA-256 of its bytes in hexadecimal, as
 * an empty text when none was chosen; its bytes stand apart (`filesOf`) for as long as the request lives, and are kept
 * nowhere. Stands before `formToken`, which looks into the body.
 */
export function readFileForms({ mayRead }: FileFormChoices): RequestHandler {
  const readRaw: RequestHandler = express.raw({ type: 'multipart/form-data', limit: MOST_FORM_BYTES });
  return (req, res, next) => {
    if (req.is('multipart/form-data') !== 'multipart/form-data' || !mayRead(req)) return next();
    readRaw(req, res, (error?: unknown) => {
      if (error !== undefined) return next(error);
      const raw: unknown = req.body;
      const files = new Map<string, Uint8Array>();
      const fields = Buffer.isBuffer(raw) ? readParts(raw, req.get('content-type') ?? '', files) : null;
      if (fields === null) return next(new Problem('bad-body'));
      req.body = fields;
      sent.set(req, files);
      next();
    });
  };
}

/**
 * The fields of a form as RFC 7578 sends it; a field given twice is a list. Null where it is not such a form. Header
 * values are read as browsers write them: UTF-8, with `%22` for a quote. What files hold is put in `files`.
 */
export function readParts(
  raw: Buffer,
  contentType: string,
  files = new Map<string, Uint8Array>(),
): Record<string, string | string[]> | null {
  const given = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  const boundary = given?.[1] ?? given?.[2];
  if (boundary === undefined) return null;
  const fields = new Map<string, string[]>();
  const line = Buffer.from(`\r\n--${boundary}`);
  // The first boundary has no line end before it.
  const body = Buffer.concat([Buffer.from('\r\n'), raw]);
  let from = body.indexOf(line);
  for (let parts = 0; from >= 0; parts += 1) {
    const start = from + line.length;
    if (body.toString('latin1', start, start + 2) === '--') return asRecord(fields);
    const until = body.indexOf(line, start);
    const headEnd = body.indexOf('\r\n\r\n', start);
    if (until < 0 || headEnd < 0 || headEnd > until || parts >= MOST_PARTS) return null;
    const field = readField(body.toString('utf8', start, headEnd), body.subarray(headEnd + 4, until));
    if (field === null) return null;
    fields.set(field.name, [...(fields.get(field.name) ?? []), field.value]);
    if (field.file !== undefined && !files.has(field.name)) files.set(field.name, field.file);
    from = until;
  }
  return null;
}

function readField(head: string, content: Buffer): { name: string; value: string; file?: Uint8Array } | null {
  const disposition = /^content-disposition:\s*form-data\b(.*)$/im.exec(head)?.[1];
  const name = /;\s*name="([^"]*)"/i.exec(disposition ?? '')?.[1];
  if (name === undefined || name === '') return null;
  const file = /;\s*filename="([^"]*)"/i.exec(disposition ?? '')?.[1];
  if (file === undefined) return { name, value: content.toString('utf8') };
  // A browser sends an empty part without a name where no file was chosen.
  const chosen = file !== '' || content.length > 0;
  return chosen ? { name, value: sha256(content).toString('hex'), file: content } : { name, value: '' };
}

function asRecord(fields: ReadonlyMap<string, string[]>): Record<string, string | string[]> {
  return Object.fromEntries(
    [...fields].map(([name, values]) => {
      const [first = ''] = values;
      return [name, values.length === 1 ? first : values];
    }),
  );
}
