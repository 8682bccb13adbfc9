import { z } from 'zod';
import type { ReadCtx } from '../platform/context.js';
import { sha256 } from '../platform/crypto.js';

/** A paper as it is kept: its text and the files printed of it, each beside its hash. */
export interface KeptPaper {
  readonly campaign: string;
  readonly body: string;
  readonly html: string;
  readonly pdf: Buffer;
  readonly body_hash: Buffer;
  readonly html_hash: Buffer;
  readonly pdf_hash: Buffer;
}

/** What checking the papers of one kind found; `broken` names the first that does not hold, by its campaign, and why. */
export interface KeptState {
  readonly papers: number;
  readonly broken: { readonly campaign: string; readonly why: string } | null;
}

/** One kind of paper that is kept. */
export interface KeptKind {
  /** What it is called in the answer, such as "request". */
  readonly name: string;
  /** The act by which the log holds its hashes. */
  readonly what: string;
  /** The key of a paper, from what the log says of it. */
  readonly keyOf: (said: Readonly<Record<string, unknown>>) => string;
  /** The keys of all that are kept, in any order. */
  readonly keys: readonly string[];
  readonly read: (key: string) => Promise<KeptPaper>;
}

const Link = z.looseObject({ bodyHash: z.string(), htmlHash: z.string(), pdfHash: z.string() });
const PARTS = ['body', 'html', 'pdf'] as const;

/** Checks every paper of a kind: each file has the hash that stands beside it, the log holds all three, and none is gone. */
export async function checkKept(ctx: ReadCtx, kind: KeptKind): Promise<KeptState> {
  const links = await ctx.db.selectFrom('audit_link').select('body').where('what', '=', kind.what).execute();
  const logged = new Map(
    links.map(({ body }) => {
      const said = Link.parse(JSON.parse(body));
      return [kind.keyOf(said), said] as const;
    }),
  );
  const papers = kind.keys.length;
  const { name } = kind;
  for (const key of kind.keys) {
    const one = await kind.read(key);
    const link = logged.get(key);
    const broken = (why: string) => ({ papers, broken: { campaign: one.campaign, why } });
    if (link === undefined) return broken(`the log does not hold the ${name}`);
    for (const part of PARTS) {
      if (!sha256(one[part]).equals(one[`${part}_hash`]))
        return broken(`the ${part} of the ${name} does not have its hash`);
      if (one[`${part}_hash`].toString('hex') !== link[`${part}Hash`])
        return broken(`the ${part} of the ${name} is not the one in the log`);
    }
  }
  const kept = new Set(kind.keys);
  const gone = [...logged.keys()].find((key) => !kept.has(key));
  return {
    papers,
    broken: gone === undefined ? null : { campaign: '?', why: `the ${name} ${gone} is gone` },
  };
}
