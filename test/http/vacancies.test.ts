// Whether a vacancy is still open, seen by a person: one list, a comparison, and what follows from it.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { addMember, type CampaignId } from '../../src/campaigns/index.js';
import { createDispatch } from '../../src/fieldwork/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { createMailSender } from '../../src/platform/mail/index.js';
import { createCalendar, loadReference } from '../../src/register/index.js';
import { scenarioFolder } from '../../src/services.js';
import { getAs, postAs } from '../support/acting.js';
import { settle } from '../support/people.js';
import { importWorld, openWorld, runningCampaign, type World } from '../support/world.js';

const [inspector, , fieldworker] = practiceAccounts;
const LIST = '/vacatures/nakijken';

let world: World;
let campaign: CampaignId;
interface Due {
  readonly vacancy: string;
  readonly title: string;
  readonly at: Date;
  readonly application: string;
}
let due: Due[];

const rows = async <Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
const stateOf = async (application: string): Promise<[string, string | null]> => {
  const [row] = await rows<{ state: string; reason: string | null }>(
    sql`select state, state_reason as reason from application where id = ${application}`,
  );
  return [row!.state, row!.reason];
};
const checksOf = (vacancy: string) =>
  rows<{ verdict: string; adapter: string; title: string }>(
    sql`select verdict, adapter, fields ->> 'title' as title from vacancy_check where vacancy = ${vacancy} order by at, id`,
  );

/** Dispatch as it is outside the demo: no adapter looks at vacancies. */
async function promoteAt(instant: Date): Promise<void> {
  await world.at(instant);
  const { services } = world;
  const dispatch = createDispatch({
    printCv: () => Promise.resolve(Buffer.from('%PDF-1.7')),
    sender: createMailSender({ host: '127.0.0.1', port: 9, loopbackOnly: true }),
    calendar: createCalendar(loadReference(`${scenarioFolder}/reference`).holidays),
    server: 'a server without an adapter',
    openSeed: services.campaigns.openSeed,
    onUnsent: services.responses.endUnsent,
  });
  await dispatch.promote(services.systemContext());
}

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 20);
  campaign = await runningCampaign(world, 6, { stopRule: 'e-value', pairsPerDay: 6 });
  due = (
    await rows<Due & { at: string }>(
      sql`select v.id as vacancy, v.title, a.due_at as at, a.id as application from application a join test t on t.id = a.test join vacancy v on v.id = t.vacancy
        where a.campaign = ${campaign} and a.position = 1 order by a.due_at, v.id`,
    )
  ).map((row) => ({ ...row, at: new Date(row.at) }));
  await addMember(world.as('coordinator'), campaign, fieldworker.id);
}, 120_000);
afterAll(() => world.close());

describe('the list of vacancies to look at', () => {
  test('holds what leaves within the day and nobody looked at, and says what then', async () => {
    const { status, text } = await getAs(world, fieldworker, LIST);
    expect([status, text.includes(`v-${due[0]!.vacancy}`)]).toEqual([200, true]);
    expect(text).toContain('het schuift één keer op, en vervalt dan');
    const late = due.filter(({ at }) => at.getTime() > world.services.clock.now().getTime() + 24 * 3600_000);
    expect(late.length).toBeGreaterThan(0);
    expect(late.some(({ vacancy }) => text.includes(`v-${vacancy}`))).toBe(false);
  });

  test('shows neither arm nor answer', async () => {
    const { text } = await getAs(world, fieldworker, LIST);
    expect(text).not.toMatch(/referentieprofiel|testprofiel|uitgenodigd/i);
  });

  test.each([
    ['an inspector', inspector, 403],
    ['a fieldworker', fieldworker, 200],
  ])('is for who works in the field (%s)', async (_who, account, status) => {
    expect((await getAs(world, account, LIST)).status).toBe(status);
  });

  test('is empty for a fieldworker of another team', async () => {
    const other = await settle(world, ['fieldworker']);
    expect((await getAs(world, other, LIST)).text).toContain('Er is niets na te kijken');
    expect((await getAs(world, other, `/vacatures/${due[0]!.vacancy}/nakijken`)).status).toBe(404);
  });

  test('asks for at least one answer', async () => {
    const sent = await postAs(world, fieldworker, `${LIST}/leg-vast`, {});
    expect([sent.status, sent.text]).toEqual([422, expect.stringContaining('minstens één vacature')]);
  });

  test('takes several answers at once, and each keeps what stood in the vacancy', async () => {
    const [open, closed] = [due[0]!, due[1]!];
    const sent = await postAs(world, fieldworker, `${LIST}/leg-vast`, {
      [`v-${open.vacancy}`]: 'open',
      [`v-${closed.vacancy}`]: 'closed',
      [`v-${due[2]!.vacancy}`]: 'later',
    });
    expect(sent.status).toBe(303);
    expect([
      await checksOf(open.vacancy),
      await checksOf(closed.vacancy),
      await checksOf(due[2]!.vacancy),
    ]).toEqual([
      [{ verdict: 'open', adapter: 'person', title: open.title }],
      [{ verdict: 'closed', adapter: 'person', title: closed.title }],
      [],
    ]);
    expect((await getAs(world, fieldworker, LIST)).text).not.toContain(`v-${open.vacancy}`);
  });
});

describe('a comparison', () => {
  const compare = (vacancy: string, fields: Record<string, string>) =>
    postAs(world, fieldworker, `/vacatures/${vacancy}/vergelijk`, fields);
  const first = () => due[2]!;
  const said = (change: Record<string, string> = {}) => ({
    title: first().title,
    duties: 'U rijdt met de heftruck, en u telt de voorraad.',
    requirements: 'Rijbewijs B',
    contact: '',
    closing: '',
    ...change,
  });

  test('with what was never noted finds nothing changed', async () => {
    const [{ contact }] = (await rows<{ contact: string }>(
      sql`select concat_ws(', ', contact_name, contact_address) as contact from vacancy where id = ${first().vacancy}`,
    )) as [{ contact: string }];
    const sent = await compare(first().vacancy, said({ contact }));
    expect([sent.headers['location'], (await checksOf(first().vacancy)).at(-1)?.verdict]).toEqual([
      `${LIST}?gedaan=open`,
      'open',
    ]);
  });

  test('does not mind capitals, punctuation and white space', async () => {
    const [{ contact }] = (await rows<{ contact: string }>(
      sql`select fields ->> 'contact' as contact from vacancy_check where vacancy = ${first().vacancy} order by at desc limit 1`,
    )) as [{ contact: string }];
    await compare(
      first().vacancy,
      said({ contact, duties: 'u rijdt met de HEFTRUCK\r\n en u telt de voorraad' }),
    );
    expect((await checksOf(first().vacancy)).at(-1)?.verdict).toBe('open');
  });

  test('finds other duties, and says so', async () => {
    const sent = await compare(first().vacancy, said({ duties: 'U bedient klanten aan de kassa.' }));
    expect([sent.headers['location'], (await checksOf(first().vacancy)).at(-1)?.verdict]).toEqual([
      `${LIST}?gedaan=gewijzigd`,
      'changed',
    ]);
  });

  test('asks for a title', async () => {
    const sent = await compare(due[3]!.vacancy, said({ title: ' ' }));
    expect([sent.status, sent.text]).toEqual([422, expect.stringContaining('Typ de titel.')]);
  });
});

describe('what nobody looked at', () => {
  test('is not sent, moves once, and is then void', async () => {
    const one = due[4]!;
    const seen: unknown[] = [];
    await promoteAt(new Date(one.at.getTime() + 1000));
    seen.push(await stateOf(one.application));
    // It moves once to the next day that has room, in the order of the plan, and is looked at again on the day after that.
    for (let day = 1; day <= 8; day += 1) {
      await promoteAt(new Date(one.at.getTime() + day * 24 * 3600_000));
      seen.push(await stateOf(one.application));
    }
    expect([seen[0], seen.at(-1)]).toEqual([
      ['planned', null],
      ['cancelled', 'vacancy-unchecked'],
    ]);
    const [{ moved }] = (await rows<{ moved: number }>(
      sql`select reschedules as moved from application where id = ${one.application}`,
    )) as [{ moved: number }];
    expect(moved).toBe(1);
  });

  test('does not leave when it was found closed', async () => {
    expect(await stateOf(due[1]!.application)).toEqual(['cancelled', 'vacancy-closed']);
  });
});

describe('who says that a vacancy is closed', () => {
  test('makes pairs void, and does not see how the evidence grows', async () => {
    const duties = await rows<{ duty: string }>(
      sql`select duty from campaign_insider where campaign = ${campaign} and account = ${fieldworker.id} order by duty`,
    );
    expect(duties.map(({ duty }) => duty)).toContain('void');
  });

  test('did not look at the evidence before, in the database', async () => {
    const who = await settle(world, ['fieldworker', 'analyst']);
    await addMember(world.as('coordinator'), campaign, who.id);
    await getAs(world, who, `/campagnes/${campaign}/knipperlichten`);
    const ctx = world.services.contextFor({ id: who.id, name: 'x', roles: ['fieldworker', 'analyst'] });
    const [open] = await rows<{ vacancy: string }>(
      sql`select t.vacancy from application a join test t on t.id = a.test where a.campaign = ${campaign} and a.state = 'planned' order by a.due_at desc limit 1`,
    );
    await expect(
      ctx.inTx((ctx) =>
        sql`insert into vacancy_check (id, vacancy, verdict, adapter, actor) values (gen_random_uuid(), ${open!.vacancy}, 'closed', 'person', ${who.id})`.execute(
          ctx.db,
        ),
      ),
    ).rejects.toMatchObject({ constraint: 'looker_does_not_act' });
  });
});
