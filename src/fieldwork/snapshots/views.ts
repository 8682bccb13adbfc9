import { sql } from 'kysely';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import type { VacancyId } from '../../register/index.js';
import type { CampaignId } from '../../campaigns/index.js';
import type { AttemptId } from '../dispatch/schema.js';
import type { PageMedia, SnapshotId } from './schema.js';

/** A page that was kept: what it is, when, by whom; not what it says. */
export interface SnapshotLine {
  readonly id: SnapshotId;
  readonly media: PageMedia;
  readonly bytes: number;
  /** SHA-256 of the page, in hexadecimal. */
  readonly hash: string;
  readonly takenAt: Date;
  readonly takenBy: string;
  readonly erased: boolean;
}

export interface VacancyPages {
  readonly id: VacancyId;
  readonly title: string;
  readonly pages: readonly SnapshotLine[];
}

// Of a campaign of the actor's, without an own interest there.
const WORKED = sql`exists (select from test t where t.vacancy = v.id and not exists (select from own_interest o
  where o.campaign = t.campaign and o.account = app_actor() and o.withdrawn_at is null))`;

/** The vacancy that the actor's campaigns test; undefined for any other. */
export async function findTested(
  ctx: ReadCtx,
  id: string,
): Promise<{ id: VacancyId; title: string } | undefined> {
  const found = await sql<{
    id: VacancyId;
    title: string;
  }>`select v.id, v.title from vacancy v where v.id = ${id} and ${WORKED}`.execute(ctx.db);
  return found.rows[0];
}

/** The pages that were kept of a vacancy, the newest first. Problems: not-found */
export function findPages(ctx: Ctx, id: string): Promise<VacancyPages> {
  return ctx.read(async (ctx) => {
    const vacancy = await findTested(ctx, id);
    if (vacancy === undefined) throw new Problem('not-found');
    const found =
      await sql<SnapshotLine>`select p.id, p.media, p.bytes, encode(p.sha256, 'hex') as hash, p.taken_at as "takenAt",
        coalesce(a.name, '') as "takenBy", p.erased_at is not null as erased
      from vacancy_snapshot p left join account a on a.id = p.taken_by where p.vacancy = ${id} and p.attempt is null order by p.taken_at desc, p.id limit 200`.execute(
        ctx.db,
      );
    return { ...vacancy, pages: found.rows };
  });
}

interface SealedPage {
  readonly id: SnapshotId;
  readonly vacancy: VacancyId;
  /** The web form that it confirms, with its campaign. */
  readonly attempt: AttemptId | null;
  readonly campaign: CampaignId | null;
  readonly media: PageMedia;
  readonly sha256: Buffer;
  readonly sealed: Buffer;
}

/** A page of a vacancy that the actor's campaigns test, still sealed; undefined for any other. */
export async function findPage(ctx: ReadCtx, id: string): Promise<SealedPage | undefined> {
  const found =
    await sql<SealedPage>`select p.id, p.vacancy, p.attempt, p.campaign, p.media, p.sha256, p.sealed from vacancy_snapshot p join vacancy v on v.id = p.vacancy
    where p.id = ${id} and ${WORKED} and (p.campaign is null or not has_own_interest(p.campaign))`.execute(
      ctx.db,
    );
  return found.rows[0];
}

/** The numbers of the keys that pages lie under. */
export function findKeys(ctx: Ctx): Promise<Buffer[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      key: Buffer;
    }>`select distinct page_key as key from vacancy_snapshot where erased_at is null`.execute(ctx.db);
    return found.rows.map(({ key }) => key);
  });
}
