import { sql } from 'kysely';
import type { Db, ReadDb, TxCtx } from '../../platform/context.js';
import type { Id } from '../../platform/ids.js';
import type { Media, ResponseId, UploadChannel } from './schema.js';
import type { Suggestion } from './suggestion.js';

/** The answer that has these bytes already: of this application, or in the queue. */
export async function findKept(
  db: ReadDb,
  hash: Buffer,
  application: Id<'application'> | null,
): Promise<ResponseId | undefined> {
  const row = await db
    .selectFrom('response')
    .select('id')
    .where('sha256', '=', hash)
    .where((eb) =>
      application === null
        ? eb.and([eb('application', 'is', null), eb('channel', '!=', 'mail')])
        : eb('application', '=', application),
    )
    .orderBy('received_at')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** Writes an upload under the actor's name; it waits for its application. */
export async function insertUpload(
  ctx: TxCtx,
  upload: {
    readonly id: ResponseId;
    readonly channel: UploadChannel;
    readonly media: Media;
    readonly from: string;
    readonly to: string;
    readonly receivedAt: Date;
    readonly sealed: Buffer;
    readonly bytes: number;
    readonly sha256: Buffer;
  },
): Promise<void> {
  const { id, channel, media, from, to, receivedAt, sealed, bytes, sha256 } = upload;
  await sql`insert into response (id, channel, media, envelope_from, envelope_to, received_at, sealed, bytes, sha256, state, uploaded_by, uploaded_at)
    values (${id}, ${channel}, ${media}, ${from}, ${to}, ${receivedAt}, ${sealed}, ${bytes}, ${sha256}, 'unmatched', ${ctx.actor.id}, ${ctx.clock.now()})`.execute(
    ctx.db,
  );
}

/** An upload as its acts look at it. */
export interface LockedUpload {
  readonly channel: 'mail' | UploadChannel;
  readonly application: Id<'application'> | null;
  readonly campaign: Id<'campaign'> | null;
  readonly toRelease: boolean;
}

/** Locks an upload that the actor may see. */
export async function lockUpload(db: Db, id: ResponseId): Promise<LockedUpload | undefined> {
  const found =
    await sql<LockedUpload>`select channel, application, campaign, to_release as "toRelease" from response
      where id = ${id} and channel <> 'mail' for update`.execute(db);
  return found.rows[0];
}

export async function setTranscript(db: Db, id: ResponseId, transcript: Buffer): Promise<void> {
  await db.updateTable('response').set({ transcript }).where('id', '=', id).execute();
}

/** Releases words to coders, with what the rules make of them. */
export async function setReleased(
  ctx: TxCtx,
  id: ResponseId,
  text: string,
  { code, words }: Suggestion,
): Promise<void> {
  await ctx.db
    .updateTable('response')
    .set({
      to_release: false,
      released_by: ctx.actor.id,
      released_at: ctx.clock.now(),
      redacted_subject: '',
      redacted_text: text,
      suggestion: code,
      suggestion_words: [...words],
    })
    .where('id', '=', id)
    .execute();
}
