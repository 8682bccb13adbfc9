import { sql } from 'kysely';
import { addMember, type CampaignId } from '../../src/campaigns/index.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { authorise, draftOf, seedOf, type World } from './world.js';

const SECTORS = ['uitzend', 'bouw', 'detailhandel'];

/** Statements that put so many vacancies in the register, each of an employer of its own, in three sectors in turn; all at one mail domain where one is given. */
export const manyVacancies = (size: number, domain?: string) => [
  sql`insert into employer (id, kbo, name, sector)
    select gen_random_uuid(), '1' || lpad(n::text, 9, '0'), 'Werkgever ' || n, (${sql.val(SECTORS)}::text[])[1 + n % 3]
    from generate_series(1, ${size}::int) n`,
  sql`insert into vacancy (id, source, reference, title, employer, sector, place, postcode, contact_address, occupation, bottleneck, open_from)
    select gen_random_uuid(), 'bench', e.kbo, 'Magazijnier', e.id, e.sector, 'Gent', '9000', ${domain === undefined ? sql`'job@w' || e.kbo || '.example'` : sql`'job' || e.kbo || '@' || ${domain}::text`}, 'warehouse', false, '2026-01-01'
    from employer e where e.name like 'Werkgever %'`,
];

/** The most pairs that a plan may begin in a day. */
export const MOST_A_DAY = 1000;

/** A running campaign of so many pairs (a multiple of three): first applications are due at nine, the most a day that a plan may have, from its first day on; second ones at nine on the day after. */
export async function startOfManyPairs(world: World, pairs: number, domain?: string): Promise<CampaignId> {
  await asOwner(world.services.database.kysely, async (db) => {
    for (const statement of manyVacancies(pairs, domain)) await statement.execute(db);
  });
  const { campaigns } = world.services;
  const cells = SECTORS.map((sector) => ({ sector, quota: pairs / 3 }));
  const id = await campaigns.create(
    world.as('inspector'),
    draftOf(1, { cells, pairsPerDay: Math.min(pairs, MOST_A_DAY) }),
  );
  await campaigns.seal(world.as('coordinator'), id, seedOf(1));
  await releaseIncrement(world.as('inspector'), id, 0);
  await addMember(world.as('coordinator'), id, world.as('fieldworker').actor.id);
  await authorise(world, id, { maxTests: pairs });
  await campaigns.start(world.as('inspector'), id);
  await asOwner(world.services.database.kysely, (db) =>
    sql`update application set due_at = ((due_at at time zone 'Europe/Brussels')::date + time '09:00') at time zone 'Europe/Brussels'
      where campaign = ${id}`.execute(db),
  );
  return id;
}
