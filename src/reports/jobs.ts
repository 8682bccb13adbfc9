import { sql } from 'kysely';
import type { Ctx, TxCtx } from '../platform/context.js';
import { hmacSha256, randomBytes } from '../platform/crypto.js';
import { addDays, type DateOnly } from '../platform/dates.js';
import type { Job } from '../platform/jobs.js';
import type { Channel } from './channel.js';
import { rewriteNight } from './night.js';
import { purgeShredded } from './purge.js';
import { stepAt, STEPS_KEPT } from './second-step.js';

/** Where one-time codes are kept: of organisations, and of officers. */
const STEP_TABLES = ['organisation_credential', 'officer_step'] as const;

/** What the channel does by itself; each may run twice. The contexts of the rest are not used: the channel has its own. */
export function reportJobs(channel: Channel): Job[] {
  const system = (run: (ctx: Ctx) => Promise<number>) => () => run(channel.system());
  return [
    { name: 'reports.drafts', when: '0 15 0 * * *', run: system(eraseOldDrafts) },
    { name: 'reports.retention', when: '0 10 1 * * *', run: system(eraseClosed) },
    { name: 'reports.lendings', when: '0 2 0 * * *', run: system(endLendings) },
    { name: 'reports.purge', when: '0 50 0 * * *', run: () => purgeShredded(channel) },
    { name: 'reports.sessions', when: '40 * * * * *', run: system(endSessions) },
    { name: 'reports.codes', when: '0 5 0 * * *', run: system(forgiveCodes) },
    { name: 'reports.shred', when: '0 20 * * * *', run: system((ctx) => zeroSlots(ctx, channel)) },
    { name: 'reports.rewrite', when: '0 10 3 * * *', run: system(rewriteNight) },
    { name: 'reports.acts', when: '0 30 0 * * *', run: system(linkActs) },
  ];
}

/**
 * Removes what ended sessions left: an unlocked key, of a reporter or an officer, is gone within a minute, as is a peeled box
 * past its day. The step of a one-time code tells when it was typed: it is forgotten once no code of then is taken any more.
 */
async function endSessions(ctx: Ctx): Promise<number> {
  return ctx.inTx(async (ctx) => {
    const now = ctx.clock.now();
    const visits = await ctx.db.deleteFrom('visit').where('idle_until', '<', now).executeTakeFirst();
    const sessions = await ctx.db
      .deleteFrom('officer_session')
      .where((of) => of.or([of('idle_until', '<', now), of('ends_at', '<', now)]))
      .executeTakeFirst();
    const used = stepAt(now) - STEPS_KEPT;
    for (const table of STEP_TABLES)
      await ctx.db
        .updateTable(table)
        .set({ last_step: 0 })
        .where('last_step', '>', 0)
        .where('last_step', '<', used)
        .execute();
    const members = await ctx.db
      .deleteFrom('organisation_session')
      .where((of) => of.or([of('idle_until', '<', now), of('ends_at', '<', now)]))
      .executeTakeFirst();
    const peeled = await ctx.db.deleteFrom('peeled_box').where('until_at', '<', now).executeTakeFirst();
    return Number(
      visits.numDeletedRows + sessions.numDeletedRows + members.numDeletedRows + peeled.numDeletedRows,
    );
  });
}

/** Lets who typed too many wrong one-time codes try again. */
async function forgiveCodes(ctx: Ctx): Promise<number> {
  return ctx.inTx(async (ctx) => {
    let forgiven = 0n;
    for (const table of STEP_TABLES) {
      const { numUpdatedRows } = await ctx.db
        .updateTable(table)
        .set({ wrong_codes: 0 })
        .where('wrong_codes', '>', 0)
        .executeTakeFirst();
      forgiven += numUpdatedRows;
    }
    return Number(forgiven);
  });
}

/** Takes away the copies of keys that colleagues had until a day before this one: they open nothing since that day was over. */
function endLendings(ctx: Ctx): Promise<number> {
  return ctx.inTx(async (ctx) => {
    const over = await ctx.db
      .deleteFrom('key_copy')
      .where('until_day', '<', ctx.clock.today())
      .returning(['report', 'officer'])
      .execute();
    for (const { report, officer } of over)
      ctx.happenings.push({ what: 'report.lending-over', report, officer: officer ?? '' });
    return over.length;
  });
}

/** Erases drafts whose last day is over, and the marks of what was sent before yesterday. */
async function eraseOldDrafts(ctx: Ctx): Promise<number> {
  return ctx.inTx(async (ctx) => {
    const today = ctx.clock.today();
    const erased = await ctx.db
      .deleteFrom('report')
      .where('status', '=', 'draft')
      .where('draft_until', '<', today)
      .executeTakeFirst();
    await ctx.db.deleteFrom('sent_mark').where('sent_on', '<', addDays(today, -1)).execute();
    return Number(erased.numDeletedRows);
  });
}

/**
 * Erases closed reports whose term is over, held by nobody, after the reporter was silent for long enough. The database
 * leaves a certificate and a line for the figures of each, and its shred key is zeroed within the hour.
 */
function eraseClosed(ctx: Ctx): Promise<number> {
  return ctx.inTx(async (ctx) => {
    const { rows } = await sql<{
      id: string;
    }>`select id from report where status = 'closed' and erasable_from(id) <= today() order by id limit 500`.execute(
      ctx.db,
    );
    for (const { id } of rows) {
      await ctx.db.deleteFrom('report').where('id', '=', id).execute();
      ctx.happenings.push({ what: 'report.erased', report: id });
    }
    return rows.length;
  });
}

/** Zeroes the shred keys of reports that are gone: first on disk, then in the row, so that it is done again after a crash. */
async function zeroSlots(ctx: Ctx, { pool }: Channel): Promise<number> {
  const waiting = await ctx.read((ctx) =>
    ctx.db.selectFrom('shred_slot').select('slot').where('state', '=', 'to-zero').execute(),
  );
  for (const { slot } of waiting) pool.zero(slot);
  if (waiting.length === 0) return 0;
  await ctx.inTx((ctx) =>
    ctx.db
      .updateTable('shred_slot')
      .set({ state: 'zeroed' })
      .where('state', '=', 'to-zero')
      .where(
        'slot',
        'in',
        waiting.map(({ slot }) => slot),
      )
      .execute(),
  );
  return waiting.length;
}

/**
 * Links the acts of reporters and organisations of the days before today: one link per day, also for a day without acts, with a random salt
 * and the HMAC of each act under it, in the order of those HMACs. So the chain tells that an act was, and not when.
 */
async function linkActs(ctx: Ctx): Promise<number> {
  return ctx.inTx(async (ctx) => {
    // Two servers take turns here: the second finds the day linked.
    await ctx.db.selectFrom('audit_head').select('seq').forUpdate().executeTakeFirstOrThrow();
    const today = ctx.clock.today();
    const acts = await ctx.db
      .selectFrom('pending_act')
      .select((of) => ['id', 'what', of.fn.coalesce('report', 'organisation').as('of'), 'on_day'])
      .where('on_day', '<', today)
      .execute();
    const days = new Set<DateOnly>([addDays(today, -1), ...acts.map((act) => act.on_day)]);
    for (const day of [...days].sort()) {
      const ofDay = acts.filter((act) => act.on_day === day);
      if (ofDay.length > 0 || !(await isLinked(ctx, day))) recordDay(ctx, day, ofDay);
    }
    await ctx.db.deleteFrom('pending_act').where('on_day', '<', today).execute();
    return acts.length;
  });
}

function recordDay(
  ctx: TxCtx,
  day: DateOnly,
  acts: readonly { id: string; what: string; of: string | null }[],
): void {
  const salt = randomBytes(32);
  const digests = acts.map(({ id, what, of }) => hmacSha256(salt, `${what}/${of}/${id}`).toString('hex'));
  ctx.happenings.push({ what: 'reporters.acts', day, salt: salt.toString('hex'), digests: digests.sort() });
}

async function isLinked(ctx: TxCtx, day: DateOnly): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('audit_link')
    .select('seq')
    .where('what', '=', 'reporters.acts')
    .where(sql<string>`body::jsonb ->> 'day'`, '=', day)
    .executeTakeFirst();
  return found !== undefined;
}
