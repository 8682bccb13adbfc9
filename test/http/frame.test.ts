// The sampling frame: what no plan ever tests, and how often one group of enterprises is reached.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignDraft, CampaignId } from '../../src/campaigns/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { Problem } from '../../src/platform/problems.js';
import { checkDigits, importFile } from '../../src/register/index.js';
import { getAs } from '../support/acting.js';
import { draftOf, openWorld, seedOf, type World } from '../support/world.js';

const [ines] = practiceAccounts;
const withCheck = (eight: string): string => `${eight}${checkDigits(eight)}`;
const PARENT = withCheck('09990900');

let world: World;
let made = 0;

/** Four enterprises by themselves, six shops of one group of two daughters, and three vacancies that nobody tests. */
beforeAll(async () => {
  world = await openWorld();
  const employers = ['kbo,name,sector,municipality,postcode,establishment,mail_domain,parent_kbo'];
  const vacancies = [
    'reference,source,title,kbo,establishment,sector,place,postcode,contact_email,occupation,bottleneck,open_from,exclusion',
  ];
  const add = (n: number, kbo: string, parent: string, title = 'Metser', exclusion = ''): void => {
    const two = String(n).padStart(2, '0');
    const establishment = withCheck(`299909${two}`);
    employers.push(`${kbo},Bedrijf ${n},bouw,Gent,9000,${establishment},b${n}.example,${parent}`);
    vacancies.push(
      `V${n},proef,${title},${kbo},${establishment},bouw,Gent,9000,jobs@b${n}.example,${title},nee,2026-09-01,${exclusion}`,
    );
  };
  for (let n = 1; n <= 4; n += 1) add(n, withCheck(`099901${String(n).padStart(2, '0')}`), '');
  const daughters = [withCheck('09990950'), withCheck('09990951')] as const;
  for (let n = 11; n <= 16; n += 1) add(n, daughters[n % 2] ?? '', PARENT);
  add(21, withCheck('09990121'), '', 'Metser', 'positieve actie');
  add(22, withCheck('09990122'), '', 'Metser', 'identiteitsbewijs');
  add(23, withCheck('09990123'), '', 'Jobstudent werf');
  const folder = mkdtempSync(join(tmpdir(), 'praktijktest-'));
  for (const [kind, lines] of [
    ['employers', employers],
    ['vacancies', vacancies],
  ] as const) {
    writeFileSync(join(folder, kind), `${lines.join('\n')}\n`);
    await importFile(world.as('fieldworker'), kind, join(folder, kind), { keepGood: false });
  }
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => world.close());

async function draft(pairs: number, change: Partial<CampaignDraft>): Promise<CampaignId> {
  return world.services.campaigns.create(
    world.as('inspector'),
    draftOf(pairs, { purpose: 'baseline', cells: [{ sector: 'bouw', quota: pairs }], ...change }),
  );
}

async function seal(id: CampaignId): Promise<void> {
  made += 1;
  await world.services.campaigns.seal(world.as('coordinator'), id, seedOf(made));
}

/** The names of a plan's employers, those of the group apart. */
async function drawnBy(id: CampaignId): Promise<{ alone: number; group: number; excluded: number }> {
  const { rows } = await asOwner(world.services.database.kysely, (db) =>
    sql<{ alone: number; group: number; excluded: number }>`
      select (count(*) filter (where e.parent_kbo is null))::int as alone, (count(*) filter (where e.parent_kbo is not null))::int as "group",
        (count(*) filter (where v.exclusion is not null))::int as excluded
      from test t join vacancy v on v.id = t.vacancy join employer e on e.id = t.employer where t.campaign = ${id}`.execute(
      db,
    ),
  );
  return rows[0]!;
}

const wordsOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ');

describe('a sampling frame', () => {
  test('leaves out positive action, students’ jobs and identity documents, and says how many', async () => {
    const id = await draft(6, {});
    const { text } = await getAs(world, ines, `/campagnes/${id}/plan`);
    // Asked, open, possible, not testable, establishment, group, recruiter.
    expect(wordsOf(text)).toMatch(/Bouw\S* 6 10 6 3 0 \d 0 /);
    expect(wordsOf(text)).toContain('Niet testbaar zijn vacatures met positieve actie');
  });

  test('gives a group of enterprises at most two tests in twelve months, over all campaigns', async () => {
    const first = await draft(6, {});
    await seal(first);
    expect(await drawnBy(first)).toEqual({ alone: 4, group: 2, excluded: 0 });
    const again = await draft(6, {});
    const { text } = await getAs(world, ines, `/campagnes/${again}/plan`);
    expect(wordsOf(text)).toContain('hoogstens 0 van 6 paren');
    const refused = await seal(again).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused instanceof Problem && [refused.code, refused.detail]).toEqual([
      'frame-too-small',
      'bouw: 6 pairs planned, 10 vacancies open, 0 usable (6 passed over because their establishment was or is tested, 4 because of their group of enterprises, 0 because of their recruiter). Plan fewer pairs or import more vacancies.',
    ]);
  });

  test('leaves that to the authorisation in enforcement', async () => {
    const id = await draft(4, { purpose: 'enforcement' });
    await seal(id);
    expect(await drawnBy(id)).toEqual({ alone: 0, group: 4, excluded: 0 });
    const { rows } = await asOwner(world.services.database.kysely, (db) =>
      sql<{ body: string }>`select body from seal where campaign = ${id}`.execute(db),
    );
    expect(JSON.parse(rows[0]?.body ?? '{}').caps).toEqual({
      perEstablishment: 1,
      perRecruiterDomain: 2,
      perGroup: null,
    });
  });

  test('is never widened by who may not seal: the counts of others’ tests are not theirs', async () => {
    const counted = await world
      .as('inspector')
      .read((ctx) => sql`select from groups_tested_since('2020-01-01')`.execute(ctx.db));
    expect(counted.rows).toEqual([]);
  });
});
