// A world in which an earlier test showed unequal treatment at two employers, and a campaign that does the test again.
import { sql, type RawBuilder } from 'kysely';
import type { CampaignDraft, CampaignId } from '../../src/campaigns/index.js';
import { countPair } from '../../src/findings/index.js';
import { dateOnly, toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import type { Id } from '../../src/platform/ids.js';
import { draftOf, requestOf, runningCampaign, sendAll, type World } from './world.js';

/** The last of the earlier test left on 8 September; 90 days later is 7 December. */
export const FREE = dateOnly(2026, 12, 7);
/** A number of no enterprise in the register. */
export const UNKNOWN = '0999999922';

export interface Tested {
  readonly employer: string;
  readonly kbo: string;
  readonly name: string;
  readonly vacancy: string;
}

export interface Repeatable {
  /** The campaign of the earlier test. */
  readonly earlier: CampaignId;
  /**
   * Its employers, in the order of its plan: unequal, equal, unequal the other way round, still open, and unequal without a later
   * vacancy.
   */
  readonly tested: readonly Tested[];
  /** The number of an employer who was never tested. */
  readonly other: string;
}

/** Changes rows, or reads them, as the owner of the tables. */
export const ownerOf =
  (world: World) =>
  async <Row = unknown>(query: RawBuilder<unknown>): Promise<Row[]> =>
    asOwner(world.services.database.kysely, async (db) => (await query.execute(db)).rows as Row[]);

/** Does the earlier test, and moves the clock to the first of December, when new vacancies are open. */
export async function furnishEarlier(world: World): Promise<Repeatable> {
  const owner = ownerOf(world);
  const earlier = await runningCampaign(world, 5, { cells: [{ sector: 'bouw', quota: 5 }] });
  await sendAll(world);
  const tested = await owner<Tested>(
    sql`select t.employer, e.kbo, e.name, t.vacancy from test t join employer e on e.id = t.employer where t.campaign = ${earlier} order by t.ordinal`,
  );
  const [stranger] = await owner<{ other: string }>(
    sql`select e.kbo as other from employer e join vacancy v on v.employer = e.id where v.sector = 'detailhandel' limit 1`,
  );
  await settle(world, earlier, 0, 'INV', 'NON');
  await settle(world, earlier, 1, 'INV', 'INV');
  await settle(world, earlier, 2, 'NON', 'INV');
  await settle(world, earlier, 4, 'INV', 'NON');
  await world.at(toInstant(dateOnly(2026, 12, 1), 8 * 60));
  for (const [place, one] of tested.slice(0, 4).entries()) await openVacancy(world, one, `later-${place}`);
  return { earlier, tested, other: stranger!.other };
}

/** Fixes the outcomes of a pair. */
async function settle(
  world: World,
  campaign: CampaignId,
  place: number,
  control: 'INV' | 'NON',
  treatment: 'INV' | 'NON',
): Promise<void> {
  const pair = await ownerOf(world)<{ id: Id<'application'>; arm: string }>(
    sql`select a.id, a.arm from application a join test t on t.id = a.test where t.campaign = ${campaign} and t.ordinal = ${place}`,
  );
  await world.services.systemContext().inTx(async (ctx) => {
    for (const { id: application, arm } of pair) {
      const code = arm === 'control' ? control : treatment;
      await ctx.db.insertInto('outcome').values({ application, code, final_at: ctx.clock.now() }).execute();
      await countPair(ctx, application);
    }
  });
}

/** A vacancy that came later, of an employer who was tested. */
export const openVacancy = (world: World, of: Tested, reference: string): Promise<unknown> =>
  ownerOf(
    world,
  )(sql`insert into vacancy (id, source, reference, title, employer, establishment, sector, place, postcode, contact_address, contact_name, occupation, bottleneck, open_from)
    select gen_random_uuid(), source, ${reference}, title, employer, establishment, sector, place, postcode, contact_address, contact_name, occupation, bottleneck, '2026-11-20'
    from vacancy where id = ${of.vacancy}`);

/** A draft that does the test again, with one pair. */
export const again = (world: World, change: Partial<CampaignDraft> = {}): Promise<CampaignId> =>
  world.services.campaigns.create(
    world.as('inspector'),
    draftOf(1, {
      purpose: 'enforcement',
      scenario: 'recurrence-origin',
      sendFrom: FREE,
      cells: [{ sector: 'bouw', quota: 1 }],
      ...change,
    }),
  );

/** The request of a campaign, that names all of them. */
export const nameAll = (world: World, campaign: CampaignId, { tested, other }: Repeatable): Promise<void> =>
  world.services.campaigns.draftRequest(
    world.as('inspector'),
    campaign,
    requestOf('mandate', { employers: [...tested.map(({ kbo }) => kbo), other, UNKNOWN] }),
  );
