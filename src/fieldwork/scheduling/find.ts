import { sql, type RawBuilder } from 'kysely';
import { holds } from '../../auth/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { typedNumber, wordPrefixes } from '../../platform/search-text.js';
import { fill, HITS_SHOWN, inEveryLang, paths, type Hit } from '../../web/index.js';
import type { TestId } from './schema.js';
import { wordsIn } from './words.js';

/** Employers that carry a word, up to which each one's tests are looked up. */
const FEW = 200;

/** Tests of the actor's own campaigns by their number, and by the name of an employer as far as it may be known. */
export async function find(ctx: Ctx, text: string): Promise<Hit[]> {
  const { roles } = ctx.actor;
  if (!holds(roles, 'test.read')) return [];
  const number = typedNumber(text);
  const words = wordPrefixes(text);
  return [
    ...(number === null ? [] : await findByNumber(ctx, number)),
    ...(words === null || !holds(roles, 'employer.see') ? [] : await findByEmployer(ctx, words)),
  ];
}

interface FoundTest {
  readonly id: TestId;
  readonly ordinal: number;
  readonly campaign: string;
  readonly employer: string;
}

/** Plans number from 0, people from 1. */
async function findByNumber(ctx: Ctx, number: number): Promise<Hit[]> {
  const found = await ctx.read((ctx) =>
    sql<FoundTest>`select t.id, t.ordinal, c.name as campaign, '' as employer from test t join campaign c on c.id = t.campaign
        join campaign_member m on m.campaign = c.id and m.account = app_actor()
      where t.ordinal = ${number - 1} order by c.created_at desc, t.id limit ${HITS_SHOWN + 1}`.execute(
      ctx.db,
    ),
  );
  return found.rows.map((test) => ({
    group: 'test',
    title: inEveryLang((lang) => wordsIn(lang)('find.test', { number: test.ordinal + 1 })),
    detail: inEveryLang(() => test.campaign),
    href: fill(paths.tests.one, { id: test.id }),
  }));
}

/**
 * An employer is found through a test of the actor's own campaigns alone, never as a name on its own: an enforcement
 * test, or one of a baseline that still has work (until both outcomes are final). Names of other purposes are not for
 * the search.
 */
async function findByEmployer(ctx: Ctx, words: string): Promise<Hit[]> {
  const found = await ctx.read(async (ctx) => {
    const employers = await namedEmployers(ctx, words);
    return sql<FoundTest>`select t.id, t.ordinal, c.name as campaign, e.name as employer
      from ${employers} join employer e on e.id = t.employer join campaign c on c.id = t.campaign
        join campaign_member m on m.campaign = c.id and m.account = app_actor()
      where (c.purpose = 'enforcement' or (c.purpose = 'baseline'
          and c.state in ('running', 'paused', 'closing')
          and (select count(*) from outcome o join application a on a.id = o.application where a.test = t.id) < 2))
      order by lower(e.name) collate "C", t.id limit ${HITS_SHOWN + 1}`.execute(ctx.db);
  });
  return found.rows.map((test) => ({
    group: 'employer',
    title: inEveryLang(() => test.employer),
    detail: inEveryLang(
      (lang) => `${wordsIn(lang)('find.test', { number: test.ordinal + 1 })}, ${test.campaign}`,
    ),
    href: fill(paths.tests.one, { id: test.id }),
  }));
}

/** The tests of the employers so named: by their ids when they are few, which the database then looks up one by one. */
async function namedEmployers(ctx: ReadCtx, words: string): Promise<RawBuilder<unknown>> {
  const few = await sql<{ id: string }>`select employers_named(${words}, ${FEW + 1}) as id`.execute(ctx.db);
  return few.rows.length > FEW
    ? sql`(select employers_named(${words}, null) as id) n join test t on t.employer = n.id`
    : sql`(select * from test where employer = any(${few.rows.map(({ id }) => id)}::uuid[])) t`;
}
