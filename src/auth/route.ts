import type { VNode } from 'preact';
import { z } from 'zod';
import type { Ctx } from '../platform/context.js';
import { Problem, type FieldFault } from '../platform/problems.js';
import type { PathParams } from '../web/paths.js';
import { isUuid } from '../platform/ids.js';
import type { Lang } from '../web/i18n/languages.js';
import { sayFaults } from '../web/i18n/texts.js';
import type { SentFiles } from '../web/http/file-forms.js';
import type { ApiCall, Contract } from './api/contract.js';
import type { Permission } from './permissions.js';

/** A whole page: what stands in the title, the trail above it, and its content. */
export interface PageAnswer {
  readonly kind: 'page';
  readonly status: number;
  readonly title: string;
  readonly content: VNode;
  readonly trail: readonly { readonly label: string; readonly href: string }[];
}

/** A file that the browser keeps under a name. */
export interface FileAnswer {
  readonly name: string;
  /** Media type with its charset, where it has one. */
  readonly type: string;
  readonly text: string | Buffer;
}

/** A cookie to set, or with `value: null` to take away; the name gets its prefix, and Secure is added, where TLS is. */
export interface CookieChange {
  readonly name: string;
  readonly value: string | null;
  readonly sameSite: 'strict' | 'lax';
  /** Seconds; without it the cookie goes when the browser closes. */
  readonly maxAge?: number;
}

interface WithCookies {
  readonly cookies?: readonly CookieChange[];
}

export type Answer = (
  | PageAnswer
  | { readonly kind: 'see-other'; readonly to: string }
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly value: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | ({ readonly kind: 'file' } & FileAnswer)
  | {
      readonly kind: 'stream';
      readonly type: string;
      /** The name to save it under; left out for what is not a file. */
      readonly file?: string;
      readonly body: AsyncIterable<string | Uint8Array>;
    }
) &
  WithCookies;

/** What sign-in needs to know of whoever stands at the door. */
export interface Visitor {
  /** The address of the client; never stored or logged but as a keyed hash. */
  readonly address: string;
  /** The origin under which this browser came in. */
  readonly origin: string;
  /** Browser and system in two words, such as "Firefox, Linux". */
  readonly agent: string;
  /** The session of this browser, complete or waiting for its second step. */
  readonly session: { readonly id: string; readonly account: string; readonly complete: boolean } | null;
  readonly cookie: (name: string) => string | undefined;
}

/** What came in, not yet parsed. */
export interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly files: SentFiles;
  readonly lang: Lang;
  readonly visitor: Visitor;
  readonly api: ApiCall;
}

/** What a handler gets: everything parsed. */
export interface Request<Path extends string, Body, Query> {
  readonly params: PathParams<Path>;
  readonly body: Body;
  /** The files of a form, unread. */
  readonly files: SentFiles;
  readonly query: Query;
  readonly lang: Lang;
  readonly visitor: Visitor;
}

/** Who may use a line: holders of a permission, everybody who signed in (their own account), or everybody. */
export type Entry = Permission | 'signed-in' | 'public';

/** A route is a line of data: method, path, permission ('public' is written out), and what it does. */
export interface RouteLine {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly can: Entry;
  /** What the document says of it, when it is a line of the API. */
  readonly contract?: Contract;
  readonly handle: (ctx: Ctx, request: RawRequest) => Promise<Answer>;
}

// A field that was given several times (ticked boxes) is kept as its values with a space between them.
const Kept = z.union([z.string(), z.array(z.string()).transform((values) => values.join(' '))]);
const idParams = z.record(z.string(), z.string().max(200));

interface Line<Body, Query> {
  readonly can: Entry;
  readonly body?: z.ZodType<Body>;
  readonly query?: z.ZodType<Query>;
}

/** An HTML page. */
export function page<const Path extends string, Query = unknown>(
  path: Path,
  line: Line<unknown, Query>,
  show: (ctx: Ctx, request: Request<Path, unknown, Query>) => Promise<Shown>,
): RouteLine {
  return {
    method: 'get',
    path,
    can: line.can,
    handle: async (ctx, raw) => ({
      kind: 'page',
      status: 200,
      trail: [],
      ...(await show(ctx, parse<Path, unknown, Query>(line, raw))),
    }),
  };
}

/** A file to keep. */
export function download<const Path extends string, Query = unknown>(
  path: Path,
  line: Line<unknown, Query>,
  write: (ctx: Ctx, request: Request<Path, unknown, Query>) => Promise<FileAnswer>,
): RouteLine {
  return {
    method: 'get',
    path,
    can: line.can,
    handle: async (ctx, raw) => ({
      kind: 'file',
      ...(await write(ctx, parse<Path, unknown, Query>(line, raw))),
    }),
  };
}

/** A read that may answer with a page or send the browser elsewhere. */
export function visit<const Path extends string, Query = unknown>(
  path: Path,
  line: Line<unknown, Query>,
  answer: (ctx: Ctx, request: Request<Path, unknown, Query>) => Promise<(Shown | Moved) & WithCookies>,
): RouteLine {
  return {
    method: 'get',
    path,
    can: line.can,
    handle: async (ctx, raw) => answerOf(await answer(ctx, parse<Path, unknown, Query>(line, raw))),
  };
}

type Shown = Omit<PageAnswer, 'kind' | 'status' | 'trail'> & Partial<Pick<PageAnswer, 'trail'>>;
interface Moved {
  readonly to: string;
}

function answerOf(given: (Shown | Moved) & WithCookies): Answer {
  return 'to' in given ? { ...given, kind: 'see-other' } : { trail: [], ...given, kind: 'page', status: 200 };
}

/**
 * A form: acts, then sends the browser on (303), or shows at once what can be shown only once. Bad input comes back as the page that `again` shows, with status 422
 * and the faults; without `again` it becomes the problem page.
 */
export function form<const Path extends string, Body = unknown>(
  path: Path,
  line: Line<Body, unknown> & {
    readonly again?: (
      ctx: Ctx,
      request: Request<Path, Readonly<Record<string, string>>, unknown>,
      faults: readonly FieldFault[],
    ) => Promise<Shown>;
  },
  act: (ctx: Ctx, request: Request<Path, Body, unknown>) => Promise<string | ((Shown | Moved) & WithCookies)>,
): RouteLine {
  return {
    method: 'post',
    path,
    can: line.can,
    handle: async (ctx, raw) => {
      try {
        const done = await act(ctx, parse<Path, Body, unknown>(line, raw));
        return answerOf(typeof done === 'string' ? { to: done } : done);
      } catch (error) {
        if (line.again === undefined || !(error instanceof Problem) || error.faults.length === 0) throw error;
        const kept = z.record(z.string(), Kept).catch({}).parse(raw.body);
        const shown = await line.again(
          ctx,
          { ...parse<Path, unknown, unknown>({ can: line.can }, raw), body: kept },
          sayFaults(error.faults, raw.lang),
        );
        return { kind: 'page', status: 422, trail: [], ...shown };
      }
    },
  };
}

/** Reads what came in by the line's schemas. Problems: not-found, bad-input with every fault, bad-body */
export function parse<Path extends string, Body, Query>(
  line: Line<Body, Query>,
  raw: RawRequest,
): Request<Path, Body, Query> {
  const given = idParams.safeParse(raw.params);
  if (!given.success) throw new Problem('not-found');
  const params = given.data;
  if (params['id'] !== undefined && !isUuid(params['id'])) throw new Problem('not-found');
  if (!isParams<Path>(params)) throw new Problem('not-found');
  const body = checked(line.body ?? z.custom<Body>(), raw.body);
  return {
    params,
    lang: raw.lang,
    visitor: raw.visitor,
    files: raw.files,
    body,
    query: checked(line.query ?? z.custom<Query>(), raw.query),
  };
}

// Express fills exactly the names of the path that the line was mounted under.
function isParams<Path extends string>(
  params: Record<string, string>,
): params is Record<string, string> & PathParams<Path> {
  return Object.values(params).every((value) => value !== '');
}

// PostgreSQL holds no NUL in a text; refused here, where it is somebody's input, rather than there as a bug.
function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul);
}

function checked<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  if (holdsNul(value)) throw new Problem('bad-body');
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Problem(
    'bad-input',
    undefined,
    parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })),
  );
}
