import { sql } from 'kysely';
import { insistMember } from '../../campaigns/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { asId, type Id } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { KNOWN_TEST, VACANCY_TITLE } from '../about.js';
import { hideIn, readAnswer, type AnswerSeal, type Media, type ResponseId } from '../responses/index.js';
import type { ApplicationChoice, UploadKind, UploadLine, UploadView } from './schema.js';

/** The campaign of an application that the actor may see, and when it was sent; undefined when there is no such. */
export async function findSending(
  ctx: ReadCtx,
  application: Id<'application'>,
): Promise<{ readonly campaign: Id<'campaign'>; readonly sentAt: Date | null } | undefined> {
  return ctx.db
    .selectFrom('mailbox')
    .select(['campaign', 'sent_at as sentAt'])
    .where('application', '=', application)
    .executeTakeFirst();
}

/** The two applications of a test, for its campaign's own team. Throws `not-found` to others. */
export function findChoices(
  ctx: Ctx,
  test: Id<'test'>,
): Promise<{ readonly vacancyTitle: string; readonly applications: readonly ApplicationChoice[] }> {
  return ctx.read(async (ctx) => {
    const found = await sql<
      ApplicationChoice & { campaign: Id<'campaign'>; vacancyTitle: string }
    >`select m.application, m.campaign, m.address, m.sent_at as "sentAt", p.position, ${VACANCY_TITLE} as "vacancyTitle"
      from mailbox m join plan_place p on p.application = m.application join test t on t.id = m.test left join vacancy v on v.id = t.vacancy
      where m.test = ${test} and ${KNOWN_TEST} order by p.position`.execute(ctx.db);
    const [first] = found.rows;
    if (first === undefined) throw new Problem('not-found');
    await insistMember(ctx, first.campaign);
    const applications = found.rows.map(({ application, position, address, sentAt }) => ({
      ...{ application, position, address, sentAt },
    }));
    return { vacancyTitle: first.vacancyTitle, applications };
  });
}

/** A file as only its uploader may open it. */
interface OwnFile {
  readonly sealed: Buffer;
  readonly sha256: Buffer;
  readonly media: Media;
  readonly campaign: Id<'campaign'> | null;
}

/** The sealed bytes of an upload, for who uploaded it; undefined for everybody else. */
export async function findOwnFile(ctx: ReadCtx, id: ResponseId): Promise<OwnFile | undefined> {
  const found = await sql<OwnFile>`select sealed, sha256, media, campaign from response
    where id = ${id} and channel <> 'mail' and uploaded_by = app_actor()`.execute(ctx.db);
  return found.rows[0];
}

const LINE = sql`r.id, r.channel, r.received_at as "receivedAt", r.state, r.to_release as "toRelease", ${VACANCY_TITLE} as "vacancyTitle", c.name as "campaignName"`;
const TABLES = sql`response r left join application a on a.id = r.application left join test t on t.id = a.test
  left join vacancy v on v.id = t.vacancy left join campaign c on c.id = r.campaign`;
const OWN_TEAM = sql`r.campaign in (select m.campaign from campaign_member m where m.account = app_actor())`;

/** Uploads of the actor's campaigns that coders wait for, the oldest first. */
export function listToRelease(ctx: Ctx, limit = 100): Promise<UploadLine[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<UploadLine>`select ${LINE} from ${TABLES} where r.to_release and ${OWN_TEAM}
      order by r.received_at, r.id limit ${limit}`.execute(ctx.db);
    return found.rows;
  });
}

/** What the actor uploaded last. */
export function listOwnUploads(ctx: Ctx, limit = 50): Promise<UploadLine[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<UploadLine>`select ${LINE} from ${TABLES} where r.uploaded_by = app_actor()
      order by r.uploaded_at desc, r.id limit ${limit}`.execute(ctx.db);
    return found.rows;
  });
}

/** How many uploads of the actor's campaigns coders wait for, and since when. */
export function countToRelease(ctx: Ctx): Promise<{ count: number; oldest: Date | null }> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      count: number;
      oldest: Date | null;
    }>`select count(*)::int as count, min(r.received_at) as oldest
      from response r where r.to_release and ${OWN_TEAM}`.execute(ctx.db);
    return found.rows[0] ?? { count: 0, oldest: null };
  });
}

interface UploadRow extends Omit<UploadView, 'campaign' | 'own' | 'words' | 'redacted'> {
  readonly uploader: string;
  readonly sealed: Buffer;
  readonly sha256: Buffer;
  readonly transcript: Buffer | null;
  readonly released: string | null;
  readonly hiddenWords: string[] | null;
  readonly ownText: string | null;
  readonly campaignId: string | null;
  readonly campaignName: string | null;
}

/** One upload, for who uploaded it and for the team of its campaign. Throws `not-found` to others. */
export function findUpload(ctx: Ctx, seal: AnswerSeal, id: ResponseId): Promise<UploadView> {
  return ctx.read(async (ctx) => {
    const found =
      await sql<UploadRow>`select ${LINE}, r.uploaded_at as "uploadedAt", r.uploaded_by as uploader, u.name as "uploadedBy",
        r.media, r.bytes, r.envelope_from as "from", a.from_address as address, r.campaign as "campaignId", a.test,
        m.hidden_words as "hiddenWords", m.own_text as "ownText", r.sealed, r.sha256, r.transcript, r.released_at as "releasedAt",
        case when r.released_at is not null then r.redacted_text end as released
      from ${TABLES} join account u on u.id = r.uploaded_by left join mailbox m on m.application = r.application where r.id = ${id} and r.channel <> 'mail'`.execute(
        ctx.db,
      );
    const row = found.rows[0];
    if (row === undefined) throw new Problem('not-found');
    const {
      uploader,
      sealed,
      sha256,
      transcript,
      released,
      hiddenWords,
      ownText,
      campaignId,
      campaignName,
      ...shown
    } = row;
    const own = uploader === ctx.actor.id;
    if (campaignId !== null) await insistMember(ctx, asId<'campaign'>(campaignId));
    const words = await wordsOf(seal, { id, channel: row.channel, sealed, sha256, transcript });
    return {
      ...shown,
      own,
      words,
      redacted:
        released ?? (words === null || hiddenWords === null ? null : hideIn({ hiddenWords, ownText }, words)),
      campaign:
        campaignId === null || campaignName === null
          ? null
          : { id: asId<'campaign'>(campaignId), name: campaignName },
    };
  });
}

/** The words of an upload; null for a mail file, which is read elsewhere, and for what nobody typed yet. */
async function wordsOf(
  seal: AnswerSeal,
  kept: {
    readonly id: ResponseId;
    readonly channel: UploadKind;
    readonly sealed: Buffer;
    readonly sha256: Buffer;
    readonly transcript: Buffer | null;
  },
): Promise<string | null> {
  const { channel } = kept;
  const typed = channel === 'sms' || channel === 'call';
  return typed || (channel !== 'eml' && kept.transcript !== null)
    ? (await readAnswer(seal, kept)).text
    : null;
}
