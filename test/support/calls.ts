// A campaign of client calls in a test's world, and the two testers who call.
import { sql } from 'kysely';
import { addMember, type CampaignDraft, type CampaignId } from '../../src/campaigns/index.js';
import type { Actor, Ctx } from '../../src/platform/context.js';
import { asOwner } from '../../src/platform/db/index.js';
import { asId } from '../../src/platform/ids.js';
import type { CallCode, CallTaskId } from '../../src/fieldwork/calls/schema.js';
import { authorise, draftOf, importWorld, seedOf, type World } from './world.js';

/** A second tester beside the practice account; made by `addSecondTester`. */
export const SECOND_TESTER: Actor = {
  id: '00000000-0000-4000-8000-0000000000f2',
  name: 'Tijs Tweede',
  roles: ['tester'],
};

/** Makes the second tester; their number is 2. */
export async function addSecondTester(world: World): Promise<Ctx> {
  await asOwner(world.services.database.kysely, (db) =>
    sql`insert into account (id, name, kind, roles) values (${SECOND_TESTER.id}, ${SECOND_TESTER.name}, 'person', '{tester}')`.execute(
      db,
    ),
  );
  return world.services.contextFor(SECOND_TESTER);
}

/** The draft of a campaign that calls `agencies` temp agencies. */
export function callDraft(agencies: number, change: Partial<CampaignDraft> = {}): CampaignDraft {
  return draftOf(agencies, {
    purpose: 'enforcement',
    scenario: 'client-call-temp-agency',
    hypothesis: 'Sommige uitzendkantoren gaan in op een wens die de wet verbiedt.',
    cells: [{ sector: 'uitzend', quota: agencies }],
    ...change,
  });
}

/** A sealed campaign of calls; every agency has a number to call. */
export async function sealedCalls(
  world: World,
  agencies: number,
  change: Partial<CampaignDraft> = {},
  seed = 1,
): Promise<CampaignId> {
  await importWorld(world, agencies);
  await asOwner(world.services.database.kysely, (db) =>
    sql`update employer set phone = '03 123 45 ' || right(kbo, 2)`.execute(db),
  );
  const { campaigns } = world.services;
  const id = await campaigns.create(world.as('inspector'), callDraft(agencies, change));
  await campaigns.seal(world.as('coordinator'), id, seedOf(seed));
  await addMember(world.as('coordinator'), id, world.as('fieldworker').actor.id);
  return id;
}

/** A running campaign of calls. */
export async function runningCalls(
  world: World,
  agencies: number,
  change: Partial<CampaignDraft> = {},
  maxTests = 1000,
): Promise<CampaignId> {
  const id = await sealedCalls(world, agencies, change);
  await authorise(world, id, { maxTests });
  await world.services.campaigns.start(world.as('inspector'), id);
  return id;
}

/** The open calls of somebody, in the order of their list. */
export async function openCallsOf(ctx: Ctx) {
  const rows = await ctx.read((ctx) =>
    ctx.db
      .selectFrom('call_task')
      .select(['id', 'number', 'wave', 'employer_unit as unit'])
      .where('tester', '=', ctx.actor.id)
      .where('state', '=', 'planned')
      .orderBy('ordinal')
      .execute(),
  );
  return rows.map((row) => ({ ...row, id: asId<'call-task'>(row.id) }));
}

/** Every answer that waits for its first coder, in the order of the plan, with what its tester chose. */
export async function waitingCalls(world: World) {
  const found = await asOwner(world.services.database.kysely, (db) =>
    sql<{
      task: CallTaskId;
      code: CallCode;
      askedReason: boolean;
      namedBan: boolean;
    }>`select o.task, o.code, o.asked_reason as "askedReason", o.named_ban as "namedBan"
      from call_outcome o join call_task t on t.id = o.task where o.code not in ('not-reached', 'stopped') and o.void_reason is null
        and not exists (select from call_coding c where c.task = o.task) order by t.campaign, t.ordinal`.execute(
      db,
    ),
  );
  return found.rows;
}

/** Both coders choose what the tester chose, for every answer that waits, but one. */
export async function codeCalls(world: World, but?: CallTaskId): Promise<void> {
  for (const { task, ...codes } of (await waitingCalls(world)).filter((one) => one.task !== but))
    for (const who of ['coder', 'second coder'] as const)
      await world.services.callCoding.code(world.as(who), task, codes);
}
