import { z } from 'zod';
import { record } from '../audit/index.js';
import { canonicalJson } from '../platform/canonical.js';
import type { Ctx } from '../platform/context.js';
import { sha256 } from '../platform/crypto.js';
import { csvOf, xlsxOf, type FileColumn } from '../web/index.js';
import type { Permission } from './permissions.js';
import { parse, type Answer, type Request, type RouteLine } from './route.js';

/** A list to give as a file. */
export interface ListFile<Row> {
  /** The name of the file without its ending, and of its sheet. */
  readonly name: string;
  /** The campaign that it is of, for the log; null when it is of none. */
  readonly campaign: string | null;
  readonly count: number;
  readonly rows: () => AsyncGenerator<Row>;
  readonly columns: readonly FileColumn<Row>[];
}

const FORMS = ['csv', 'xlsx'] as const;
const FormQuery = z.looseObject({ vorm: z.enum(FORMS).catch('csv') });
const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/**
 * A list as a file, CSV or (`?vorm=xlsx`) XLSX, for who may see its page. Who took which list, filtered how (a hash) and
 * of how many rows goes into the log before the first byte leaves.
 */
export function exportList<const Path extends string, Query, Row>(
  path: Path,
  line: { readonly can: Permission; readonly query: z.ZodType<Query>; readonly list: string },
  make: (ctx: Ctx, request: Request<Path, unknown, Query>) => Promise<ListFile<Row>>,
): RouteLine {
  return {
    method: 'get',
    path,
    can: line.can,
    handle: async (ctx, raw): Promise<Answer> => {
      const { vorm: form } = FormQuery.parse(raw.query);
      const request = parse<Path, unknown, Query>(line, raw);
      const file = await make(ctx, request);
      await ctx.inTx((ctx) => {
        const queryHash = sha256(canonicalJson(z.json().parse(raw.query))).toString('hex');
        record(ctx, {
          what: 'list.exported',
          list: line.list,
          campaign: file.campaign,
          form,
          rows: file.count,
          queryHash,
        });
        return Promise.resolve();
      });
      return {
        kind: 'stream',
        type: TYPES[form],
        file: `${file.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}.${form}`,
        body:
          form === 'csv' ? csvOf(file.columns, file.rows()) : xlsxOf(file.name, file.columns, file.rows()),
      };
    },
  };
}
