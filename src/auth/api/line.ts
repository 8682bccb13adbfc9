import { z } from 'zod';
import type { Ctx, ReadCtx, TxCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import { may, type Permission } from '../permissions.js';
import { parse, type Answer, type Entry, type RawRequest, type Request, type RouteLine } from '../route.js';
import type { Contract, PageQuery } from './contract.js';
import type { Position } from './cursor.js';
import { namesVersion, versionOf } from './version.js';

type JsonAnswer = Extract<Answer, { kind: 'json' }>;

interface Said {
  readonly can: Entry;
  /** In English: one line, a verb first. */
  readonly summary: string;
  /** Problems of this line's own; a code of the one table each. */
  readonly problems?: readonly string[];
}

/** One thing that can be read, and whose version an edit must name. */
export interface Resource<Shown extends z.ZodType> {
  readonly can: Permission;
  readonly answer: Shown;
  /** Problems: not-found */
  readonly find: (ctx: ReadCtx, id: string) => Promise<z.input<Shown>>;
  /** Locks its row until the transaction ends. */
  readonly hold: (ctx: TxCtx, id: string) => Promise<void>;
}

/** What an edit answers: the new version, to name in the next edit. */
export const Changed = z.object({ version: z.string().meta({ examples: [`"${'0'.repeat(32)}"`] }) });

/** A read: answers 200 with what the view gives, cut to the answer's schema. */
export function get<const Path extends string, Shown extends z.ZodType, Query = unknown>(
  path: Path,
  line: Said & { readonly answer: Shown; readonly query?: z.ZodType<Query> },
  view: (ctx: Ctx, request: Request<Path, unknown, Query>) => Promise<z.input<Shown>>,
): RouteLine {
  return {
    ...bareLine('get', path, line, { kind: 'read', query: line.query }),
    handle: async (ctx, raw) =>
      json(200, line.answer.parse(await view(ctx, parse<Path, unknown, Query>(line, raw)))),
  };
}

/** A read of one thing, with its version as ETag. */
export function getOne<Shown extends z.ZodType>(
  path: `${string}:id`,
  summary: string,
  of: Resource<Shown>,
): RouteLine {
  const line = { can: of.can, summary, answer: of.answer };
  return {
    ...bareLine('get', path, line, { kind: 'one' }),
    handle: async (ctx, raw) => {
      parse<'/:id', unknown, unknown>(line, raw);
      const shown = of.answer.parse(await ctx.read((ctx) => of.find(ctx, idOf(raw))));
      return json(200, shown, { ETag: versionOf(shown) });
    },
  };
}

/** A part of a list: its rows, and where the next part begins, or null at the end. */
export interface Part<Row> {
  readonly rows: readonly Row[];
  readonly next: Position | null;
}

/**
 * A list, part by part. `query` is `PageQuery` or extends it. The view gives at most `limit` rows after a position;
 * it sorts by what never changes, so that nothing is skipped or told twice while others add rows.
 */
export function list<
  const Path extends string,
  Row extends z.ZodType,
  Query extends z.output<typeof PageQuery>,
>(
  path: Path,
  line: Said & { readonly row: Row; readonly query: z.ZodType<Query> },
  view: (
    ctx: Ctx,
    request: Request<Path, unknown, Query> & { readonly after: Position | null },
  ) => Promise<Part<z.input<Row>>>,
): RouteLine {
  const answer = z.object({
    items: z.array(line.row),
    next: z
      .string()
      .nullable()
      .meta({ description: 'The address of the next part; null at the end.', format: 'uri-reference' }),
  });
  return {
    ...bareLine('get', path, { ...line, answer }, { kind: 'list', query: line.query }),
    handle: async (ctx, raw) => {
      const request = parse<Path, unknown, Query>(line, raw);
      const { cursors, hrefFrom } = raw.api;
      const after = request.query.cursor === undefined ? null : cursors.open(request.query.cursor);
      const part = await view(ctx, { ...request, after });
      const next = part.next === null ? null : hrefFrom(cursors.seal(part.next));
      const shown = answer.parse({ items: part.rows, next });
      return json(200, shown, next === null ? {} : { Link: `<${next}>; rel="next"` });
    },
  };
}

/** Makes a thing: answers 201 with its id and where it stands. */
export function create<const Path extends string, Body>(
  path: Path,
  line: Said & { readonly body: z.ZodType<Body> },
  make: (ctx: Ctx, request: Request<Path, Body, unknown>) => Promise<string>,
): RouteLine {
  const answer = z.object({ id: z.uuid() });
  return {
    ...bareLine('post', path, { ...line, answer }, { kind: 'create', status: 201, body: line.body }),
    handle: async (ctx, raw) => {
      const id = await make(ctx, parse<Path, Body, unknown>(line, raw));
      return json(201, answer.parse({ id }), { Location: `${path}/${id}` });
    },
  };
}

/**
 * Changes one thing. The request names with If-Match the version it changes; when another stands there now, the answer
 * is 412 with both. Version and act stand or fall in one transaction, under the thing's lock.
 */
export function edit<const Path extends `${string}:id${string}`, Shown extends z.ZodType, Body = unknown>(
  path: Path,
  line: Said & { readonly of: Resource<Shown>; readonly body?: z.ZodType<Body> },
  act: (ctx: TxCtx, request: Request<Path, Body, unknown>) => Promise<void>,
): RouteLine {
  const { of } = line;
  const about = { kind: 'edit', body: line.body, of } as const;
  return {
    ...bareLine('post', path, { ...line, answer: Changed }, about),
    handle: async (ctx, raw) => {
      const request = parse<Path, Body, unknown>(line, raw);
      const { ifMatch } = raw.api;
      if (ifMatch === undefined) throw new Problem('version-needed');
      return ctx.inTx(async (ctx) => {
        await of.hold(ctx, idOf(raw));
        const before = of.answer.parse(await of.find(ctx, idOf(raw)));
        if (!namesVersion(ifMatch, versionOf(before))) throw conflict(ctx, raw, of, before);
        await act(ctx, request);
        const version = versionOf(of.answer.parse(await of.find(ctx, idOf(raw))));
        return json(200, { version }, { ETag: version });
      });
    },
  };
}

/** Does something to a thing that has no version of its own: its rule guards it. Answers 200. */
export function act<const Path extends string, Shown extends z.ZodType, Body = unknown>(
  path: Path,
  line: Said & { readonly answer: Shown; readonly body?: z.ZodType<Body> },
  use: (ctx: Ctx, request: Request<Path, Body, unknown>) => Promise<z.input<Shown>>,
): RouteLine {
  return {
    ...bareLine('post', path, line, { kind: 'act', body: line.body }),
    handle: async (ctx, raw) =>
      json(200, line.answer.parse(await use(ctx, parse<Path, Body, unknown>(line, raw)))),
  };
}

/** Both versions of a lost update: what was sent, and what stands there now as far as the caller may read it. */
function conflict(ctx: Ctx, raw: RawRequest, of: Resource<z.ZodType>, present: unknown): Problem {
  return new Problem('version-conflict', undefined, [], {
    yours: { version: raw.api.ifMatch ?? '', change: z.json().parse(raw.body) },
    theirs: {
      version: versionOf(present),
      value: may(ctx.actor, of.can) ? z.json().parse(present) : null,
    },
  });
}

function bareLine(
  method: 'get' | 'post',
  path: string,
  line: Said & { readonly answer: z.ZodType },
  about: Pick<Contract, 'kind'> & Partial<Contract>,
): Omit<RouteLine, 'handle'> {
  const { can, summary, answer, problems = [] } = line;
  const contract = { query: undefined, body: undefined, of: undefined, status: 200, ...about } as const;
  return { method, path, can, contract: { ...contract, summary, answer, problems } };
}

function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): JsonAnswer {
  return { kind: 'json', status, value, headers };
}

// `parse` refused every `:id` that is no uuid before this is asked.
function idOf(raw: RawRequest): string {
  return z.object({ id: z.string() }).parse(raw.params).id;
}
