import { sql } from 'kysely';
import { z } from 'zod';
import type { CampaignId } from '../../campaigns/index.js';
import { canonicalJson, type Json } from '../../platform/canonical.js';
import type { ReadCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import type { PlannedTest } from './plan.js';

/** A test as its rows hold it, as canonical JSON; without what was written once its texts were erased by their term. */
export interface Stored {
  readonly text: string;
  readonly erased: boolean;
}

interface Row {
  readonly ordinal: number;
  readonly erased: boolean;
  readonly test: Json;
  readonly applications: readonly { readonly [field: string]: Json; readonly written: Json }[];
}

/** The tests of a plan as they are stored, by ordinal: from one, and before another. */
export async function findStored(
  ctx: ReadCtx,
  campaign: CampaignId,
  from: number,
  before: number,
): Promise<ReadonlyMap<number, Stored>> {
  const found = await sql<Row>`select t.ordinal, bool_or(a.erased_at is not null) as erased,
      jsonb_build_object('increment', t.increment, 'vacancy', t.vacancy, 'employer', t.employer, 'unit', t.employer_unit, 'sector', t.sector,
        'ground', t.ground, 'firstArm', t.first_arm, 'block', t.block, 'leaf', encode(t.leaf, 'hex')) as test,
      jsonb_agg(jsonb_build_object('position', a.position, 'arm', a.arm, 'template', a.template, 'layout', a.layout, 'name', a.from_name,
        'address', a.from_address, 'messageId', a.message_id, 'due', to_char(a.planned_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'profile', a.profile, 'hidden', to_jsonb(a.hidden_words), 'written', jsonb_build_object('subject', a.subject,
          'body', encode(sha256(convert_to(a.body, 'UTF8')), 'hex'), 'form', a.form_url)) order by a.position) as applications
    from test t join application a on a.test = t.id
    where t.campaign = ${campaign} and t.ordinal >= ${from} and t.ordinal < ${before} group by t.id`.execute(
    ctx.db,
  );
  return new Map(
    found.rows.map(({ ordinal, erased, test, applications }) => [
      ordinal,
      { erased, text: textOf(test, applications, erased) },
    ]),
  );
}

/** The first test that stands past the end of a plan; null where none does. */
export async function findExtraTest(ctx: ReadCtx, campaign: CampaignId, end: number): Promise<number | null> {
  const found = await sql<{
    first: number | null;
  }>`select min(ordinal) as first from test where campaign = ${campaign} and (ordinal < 0 or ordinal >= ${end})`.execute(
    ctx.db,
  );
  return found.rows[0]?.first ?? null;
}

/** Whether a test is stored as it was drawn. */
export function isAsDrawn(test: PlannedTest, stored: Stored | undefined): boolean {
  if (stored === undefined) return false;
  const { vacancy, assignment } = test;
  const drawn = {
    increment: test.increment,
    vacancy: vacancy.id,
    employer: vacancy.employer,
    unit: test.employerUnit,
    sector: vacancy.sector,
    ground: test.ground,
    firstArm: assignment.firstArm,
    block: assignment.block,
    leaf: test.leaf.toString('hex'),
  };
  const applications = test.applications.map(({ profile, ...one }) => ({
    position: one.position,
    arm: one.arm,
    template: profile.documents.template,
    layout: profile.documents.layout,
    name: profile.identity.displayName,
    address: profile.identity.mailAddress,
    messageId: one.messageId,
    due: one.dueAt.toISOString(),
    profile: plainOf({ ...profile.identity, match: test.match }),
    hidden: [...one.hiddenWords],
    written: {
      subject: profile.documents.subject,
      body: sha256(one.body).toString('hex'),
      form: vacancy.formUrl,
    },
  }));
  return stored.text === textOf(drawn, applications, stored.erased);
}

function textOf(test: Json, applications: Row['applications'], erased: boolean): string {
  const shown = applications.map(({ written, ...one }) => (erased ? one : { ...one, written }));
  return canonicalJson({ test, applications: shown });
}

/** A value as the database gives it back. */
const plainOf = (value: object): Json => z.custom<Json>().parse(JSON.parse(JSON.stringify(value)));
