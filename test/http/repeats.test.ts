// A test that is done again, at employers who treated two candidates unequally: who may be tested, with whom and when; and the
// same law in the database.
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { addDays, dateOnly, toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf, Problem } from '../../src/platform/problems.js';
import { sha256 } from '../../src/platform/crypto.js';
import { getAs, postAs } from '../support/acting.js';
import { designOf } from '../support/designs.js';
import {
  again,
  FREE,
  furnishEarlier,
  nameAll,
  openVacancy,
  ownerOf,
  UNKNOWN,
  type Repeatable,
  type Tested,
} from '../support/repeats.js';
import { requestForm } from '../support/request-form.js';
import { openWorld, requestOf, seedOf, sendAll, type World } from '../support/world.js';

const [ines, cas] = practiceAccounts;
let world: World;
let earlier: CampaignId;
let furnished: Repeatable;
let tested: readonly Tested[];
let other: string;
let id: CampaignId;

const owner = <Row = unknown>(query: RawBuilder<unknown>): Promise<Row[]> => ownerOf(world)<Row>(query);
const codeOf = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.code : (constraintOf(error) ?? String(error))),
  );
const wordsOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const planOf = async (
  campaign: CampaignId,
  who: { id: string } = ines,
  lang: 'nl' | 'en' | 'fr' = 'nl',
): Promise<string> => wordsOf((await getAs(world, who, `/campagnes/${campaign}/plan`, { lang })).text);

beforeAll(async () => {
  world = await openWorld();
  furnished = await furnishEarlier(world);
  ({ earlier, tested, other } = furnished);
  id = await again(world);
}, 120_000);
afterAll(() => world.close());

describe('a campaign that does a test again', () => {
  test.each(['baseline', 'self-regulation', 'contract-clause'] as const)(
    'never serves %s',
    async (purpose) => {
      expect(await codeOf(again(world, { purpose }))).toBe('repeat-enforcement');
    },
  );

  test('does not fill up later, whatever is asked', async () => {
    const asked = await again(world, { rolling: true });
    expect(await owner(sql`select rolling, repeats, repeat_days from campaign where id = ${asked}`)).toEqual([
      { rolling: false, repeats: 'correspondence-origin-name', repeat_days: 90 },
    ]);
  });

  test('cannot be sealed before its request names employers, and its plan says so', async () => {
    const nobody = await again(world);
    const text = await planOf(nobody);
    expect(text).toContain('De aanvraag noemt nog geen werkgevers');
    expect(text).toContain('er zijn 1 paren gevraagd en hoogstens 0 mogelijk');
    expect(await codeOf(world.services.campaigns.seal(world.as('coordinator'), nobody, seedOf(4)))).toBe(
      'frame-too-small',
    );
  });

  test('asks for no authorisation without a name: the form comes back with what was typed', async () => {
    const form = requestForm({ kind: 'mandate', motivation: 'De vorige test toonde een verschil.' });
    const answer = await postAs(world, ines, `/campagnes/${id}/machtiging/stel-op`, form);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('De vorige test toonde een verschil.');
    expect(answer.text).toContain('href="#employers"');
    expect(wordsOf(answer.text)).toContain('Vul minstens één ondernemingsnummer in');
  });
});

describe('the plan of a test that is done again', () => {
  beforeAll(() => nameAll(world, id, furnished));

  test('says of every employer that the request names what it lacks', async () => {
    const text = await planOf(id);
    const line = (of: Pick<Tested, 'kbo'>) => text.slice(text.indexOf(of.kbo)).slice(11, 60);
    expect(tested.map(line)).toEqual([
      expect.stringMatching(/^mag getest worden/),
      expect.stringMatching(/^Nee. De vorige test toonde geen ongelijke/),
      expect.stringMatching(/^Nee. De vorige test toonde geen ongelijke/),
      expect.stringMatching(/^Nee. De vorige test is nog niet afgesloten/),
      expect.stringMatching(/^Nee. Er is geen open vacature die hij nog niet/),
    ]);
    expect(line({ kbo: other })).toMatch(/^Nee. Er is geen eerdere test met hetzelfde/);
    expect(line({ kbo: UNKNOWN })).toMatch(/^Nee. Dit nummer staat niet in het register/);
    expect(text).toContain('Geen enkele regel knelt');
  });

  test.each([
    ['en', 'may be tested', 'No. The earlier test is not closed yet'],
    ['fr', 'peut être testé', 'Non. Le test précédent n’est pas encore clôturé'],
  ] as const)('says so in %s', async (lang, able, open) => {
    const text = await planOf(id, ines, lang);
    expect(text).toContain(able);
    expect(text).toContain(open);
  });

  test('names nobody to whoever is not of the team', async () => {
    const text = await planOf(id, cas);
    expect(text).toContain('Alleen het team van deze campagne ziet welke werkgevers dat zijn');
    expect(tested.filter(({ kbo, name }) => text.includes(kbo) || text.includes(name))).toEqual([]);
  });

  test('says from which day on the waiting time is over', async () => {
    const early = await again(world, { sendFrom: addDays(FREE, -3) });
    await nameAll(world, early, furnished);
    expect(await planOf(early)).toContain('De wachttijd duurt tot 7 december 2026');
    expect(await codeOf(world.services.campaigns.seal(world.as('coordinator'), early, seedOf(4)))).toBe(
      'frame-too-small',
    );
  });

  test('never rests on a test of a team that shares nobody with its own', async () => {
    const members = sql`from campaign_member where campaign = ${earlier} and account = ${ines.id}`;
    const [kept] = await owner<{ added_by: string }>(sql`select added_by ${members}`);
    await owner(sql`delete ${members}`);
    const text = await planOf(id);
    await owner(
      sql`insert into campaign_member (campaign, account, added_by) values (${earlier}, ${ines.id}, ${kept!.added_by})`,
    );
    expect(text).not.toContain('mag getest worden');
  });

  test.each([
    ['a baseline', sql`purpose = 'baseline'`],
    ['another service', sql`service = 'tww'`],
    ['another scenario', sql`scenario = 'correspondence-age'`],
  ])('never rests on a test of %s', async (_, change) => {
    const kept = await owner(sql`select purpose, service, scenario from campaign where id = ${earlier}`);
    const behind = (query: RawBuilder<unknown>) =>
      asOwner(world.services.database.kysely, async (db) => {
        await sql`alter table campaign disable trigger user`.execute(db);
        await query.execute(db);
        await sql`alter table campaign enable trigger user`.execute(db);
      });
    const before = kept[0] as { purpose: string; service: string; scenario: string };
    await behind(sql`update campaign set ${change} where id = ${earlier}`);
    const text = await planOf(id);
    await behind(
      sql`update campaign set purpose = ${before.purpose}, service = ${before.service}, scenario = ${before.scenario} where id = ${earlier}`,
    );
    expect(text).not.toContain('mag getest worden');
    expect(text.match(/Er is geen eerdere test met hetzelfde scenario/g)).toHaveLength(6);
  });
});

describe('the wizard', () => {
  const stepOf = async (purpose: string, step: string): Promise<string> => {
    const enforced = purpose === 'enforcement';
    const design = await designOf(world, ines, enforced ? 'kracht' : 'rechtsgrond', undefined, {
      doel: { purpose },
      ...(enforced ? { scenario: { scenario: 'recurrence-origin' }, kader: { sendFromMonth: '12' } } : {}),
    });
    return (await getAs(world, ines, `/campagnes/nieuw/${design}/stap/${step}`)).text;
  };

  test('offers the scenario for enforcement, and for nothing else', async () => {
    const offered = async (purpose: string) =>
      (await stepOf(purpose, 'scenario')).includes('value="recurrence-origin"');
    expect([await offered('enforcement'), await offered('baseline')]).toEqual([true, false]);
  });

  test('explains the rule, and does not ask whether the plan fills up', async () => {
    const text = await stepOf('enforcement', 'kader');
    expect(wordsOf(text)).toContain('Een hertest dient alleen voor handhaving');
    expect(text).not.toContain('name="rolling-ja"');
    expect(await stepOf('enforcement', 'voorbeeld')).toContain('Van een hertest is er nog geen voorbeeld');
  });
});

describe('the database, for rows that are written by hand as the program', () => {
  /** What refuses a test of an employer by a vacancy, and its first application. */
  async function byHand(
    employer: string,
    vacancy: string,
    { due = FREE, ...change }: { due?: string; name?: string; address?: string; phone?: string } = {},
  ): Promise<string | null> {
    const undo = new Error('undone');
    const [row, application] = [crypto.randomUUID(), crypto.randomUUID()];
    const profile = JSON.stringify({
      addressLine: change.address ?? 'Nieuwstraat 1',
      phone: change.phone ?? '1',
    });
    const found = await codeOf(
      world.as('inspector').inTx(async (ctx) => {
        await sql`insert into test (id, campaign, ordinal, vacancy, employer, employer_unit, sector, ground, first_arm, block, leaf, increment)
          values (${row}, ${id}, 0, ${vacancy}, ${employer}, 'u', 'bouw', 'origin', 'control', 0, ${sha256('leaf')}, 0)`.execute(
          ctx.db,
        );
        await sql`insert into application (id, test, campaign, position, arm, template, layout, profile, from_name, from_address, to_address, subject, body, hidden_words, message_id, planned_at, due_at)
          values (${application}, ${row}, ${id}, 1, 'control', 0, 0, ${profile}::jsonb, ${change.name ?? 'Nieuwe Naam'}, ${`${application}@mijnpost.example`}, 'a@b.example', 's', 'b', '{}',
            ${`${application}@x`}, ${`${due}T10:00:00Z`}::timestamptz, ${`${due}T10:00:00Z`}::timestamptz)`.execute(
          ctx.db,
        );
        throw undo;
      }),
    );
    return found === String(undo) ? null : found;
  }
  const laterOf = async ({ employer }: Tested): Promise<string> => {
    const [row] = await owner<{ id: string }>(
      sql`select id from vacancy where employer = ${employer} and reference like 'later-%'`,
    );
    return row!.id;
  };
  const known = async () => {
    const [row] = await owner<{ name: string; address: string; phone: string }>(
      sql`select a.from_name as name, a.profile ->> 'addressLine' as address, a.profile ->> 'phone' as phone
        from application a join test t on t.id = a.test where t.campaign = ${earlier} and t.ordinal = 0 limit 1`,
    );
    return row!;
  };

  test('takes one of an employer who may be tested again', async () => {
    expect(await byHand(tested[0]!.employer, await laterOf(tested[0]!))).toBeNull();
  });

  test('refuses an employer without an unequal test, one whose test is open, and one who was never tested', async () => {
    const stranger = await owner<{ employer: string; id: string }>(
      sql`select v.employer, v.id from vacancy v join employer e on e.id = v.employer where e.kbo = ${other}`,
    );
    expect([
      await byHand(tested[1]!.employer, await laterOf(tested[1]!)),
      await byHand(tested[3]!.employer, await laterOf(tested[3]!)),
      await byHand(stranger[0]!.employer, stranger[0]!.id),
    ]).toEqual(['repeat_refused', 'repeat_refused', 'repeat_refused']);
  });

  test('refuses the vacancy of the earlier test, and one of somebody else', async () => {
    expect([
      await byHand(tested[0]!.employer, tested[0]!.vacancy),
      await byHand(tested[0]!.employer, await laterOf(tested[1]!)),
    ]).toEqual(['repeat_refused', 'repeat_refused']);
  });

  test('refuses a day that is too early', async () => {
    expect(await byHand(tested[0]!.employer, await laterOf(tested[0]!), { due: addDays(FREE, -1) })).toBe(
      'repeat_refused',
    );
  });

  test('refuses a person, an address and a telephone number that the employer knows', async () => {
    const { name, address, phone } = await known();
    const vacancy = await laterOf(tested[0]!);
    const used = [{ name }, { address }, { phone }];
    const found = [];
    for (const change of used) found.push(await byHand(tested[0]!.employer, vacancy, change));
    expect(found).toEqual(['repeat_fresh', 'repeat_fresh', 'repeat_fresh']);
  });

  test('refuses a request that names nobody any more, a campaign of another purpose, and one that repeats something else', async () => {
    const change = (query: RawBuilder<unknown>) =>
      codeOf(world.as('inspector').inTx((ctx) => query.execute(ctx.db)));
    expect([
      await change(sql`update authorisation_request set employers = '{}' where campaign = ${id}`),
      await change(sql`update campaign set purpose = 'baseline' where id = ${id}`),
      await change(sql`update campaign set rolling = true where id = ${id}`),
      await change(sql`update campaign set repeats = null, repeat_days = null where id = ${id}`),
      await change(sql`update campaign set repeat_days = 30 where id = ${id}`),
    ]).toEqual([
      'repeat_unnamed',
      'campaign_repeats_enforcement',
      'campaign_repeats_enforcement',
      'campaign_repeats_stay',
      'campaign_repeats_stay',
    ]);
  });
});

/** Seals a campaign that does a test again, and starts it with an authorisation for one test at one employer. */
async function startAgain(campaign: CampaignId, seed: number, employer: Tested): Promise<void> {
  const { campaigns } = world.services;
  await campaigns.seal(world.as('coordinator'), campaign, seedOf(seed));
  await releaseIncrement(world.as('inspector'), campaign, 0);
  await campaigns.checkRequest(world.as('coordinator'), campaign, 1);
  await campaigns.requestAuthorisation(world.as('inspector'), campaign, 'mandate');
  await campaigns.recordGrant(world.as('coordinator'), campaign, {
    number: `HERTEST-${seed}`,
    validFrom: toInstant(dateOnly(2026, 12, 1), 0).toISOString(),
    validUntil: toInstant(dateOnly(2027, 3, 1), 0).toISOString(),
    maxTests: 1,
    documentHash: sha256('a mandate').toString('hex'),
    employers: [employer.kbo],
  });
  await campaigns.start(world.as('inspector'), campaign);
}

describe('the test that is done again', () => {
  beforeAll(async () => {
    await startAgain(id, 7, tested[0]!);
    world.posted.length = 0;
    await sendAll(world);
  }, 60_000);

  test('is of the employer who treated unequally, by the vacancy that came later', async () => {
    const drawn = await owner(
      sql`select t.employer, v.reference from test t join vacancy v on v.id = t.vacancy where t.campaign = ${id}`,
    );
    expect(drawn).toEqual([{ employer: tested[0]!.employer, reference: 'later-0' }]);
  });

  test('is written by others than the employer knows, in other words', async () => {
    const of = (campaign: CampaignId) =>
      owner<{ name: string; address: string; phone: string; mail: string; subject: string; lines: string[] }>(
        sql`select a.from_name as name, a.profile ->> 'addressLine' as address, a.profile ->> 'phone' as phone, a.from_address as mail, a.subject,
            string_to_array(a.body, E'\n') as lines
          from application a join test t on t.id = a.test where t.campaign = ${campaign} and t.employer = ${tested[0]!.employer}`,
      );
    const [before, now] = [await of(earlier), await of(id)];
    expect([before.length, now.length]).toEqual([2, 2]);
    const values = (rows: typeof now) =>
      new Set(
        rows.flatMap(({ name, address, phone, mail, subject }) => [name, address, phone, mail, subject]),
      );
    expect([...values(now)].filter((one) => values(before).has(one))).toEqual([]);
    // A line of several words tells who wrote it; what stands in every CV is shorter, or a fact.
    const sentences = (rows: typeof now) =>
      rows.flatMap(({ lines }) => lines.filter((line) => line.split(' ').length > 12));
    expect(sentences(now).length).toBeGreaterThan(5);
    expect(sentences(now).filter((one) => sentences(before).includes(one))).toEqual([]);
  });

  test('was sent as its two letters, with the scenario and what it does again named in the seal', async () => {
    expect(world.posted).toHaveLength(2);
    const [seal] = await owner<{ body: string }>(sql`select body from seal where campaign = ${id}`);
    expect(JSON.parse(seal!.body)).toMatchObject({
      scenario: { id: 'recurrence-origin' },
      repeats: { scenario: 'correspondence-origin-name', days: 90 },
    });
    const [first] = await owner<{ body: string }>(sql`select body from seal where campaign = ${earlier}`);
    expect(first!.body).not.toContain('repeats');
  });

  test('is no ground for a third one with the same letters', async () => {
    const third = await again(world, { sendFrom: addDays(FREE, 100) });
    await nameAll(world, third, furnished);
    await openVacancy(world, tested[0]!, 'later-9');
    expect(await planOf(third)).toContain('Deze werkgever kreeg deze brieven al');
  });

  test('is not brought forward by hand', async () => {
    const hurried = await codeOf(
      world
        .as('inspector')
        .inTx((ctx) =>
          sql`update application set due_at = due_at - interval '20 days' where campaign = ${id}`.execute(
            ctx.db,
          ),
        ),
    );
    expect(hurried).toBe('repeat_refused');
  });
});

describe('a test whose ground is gone when it should leave', () => {
  let gone: CampaignId;
  const statesOf = () =>
    owner(sql`select state, state_reason from application where campaign = ${gone} order by position`);

  beforeAll(async () => {
    const last = tested[4]!;
    await openVacancy(world, last, 'later-4');
    gone = await again(world, { sendFrom: addDays(FREE, 2) });
    await world.services.campaigns.draftRequest(
      world.as('inspector'),
      gone,
      requestOf('mandate', { employers: [last.kbo] }),
    );
    await startAgain(gone, 9, last);
    // The earlier test is counted again, as equal.
    await owner(
      sql`update counted_test set strict = 'both', lenient = 'both' where campaign = ${earlier} and employer = ${last.employer}`,
    );
    world.posted.length = 0;
  }, 60_000);

  test('is told in the dry run and does not leave by hand', async () => {
    for (const [lang, words] of [
      ['nl', 'De grond om deze werkgever opnieuw te testen is er niet meer'],
      ['en', 'The ground for testing this employer again is gone'],
      ['fr', 'Le motif pour tester à nouveau cet employeur a disparu'],
    ] as const)
      expect(wordsOf((await getAs(world, ines, `/campagnes/${gone}/proefdraai`, { lang })).text)).toContain(
        words,
      );
    const byHand = await codeOf(
      world.as('inspector').inTx(async (ctx) => {
        await sql`update application set state = 'due' where campaign = ${gone} and position = 1`.execute(
          ctx.db,
        );
        await sql`insert into attempt (id, application, number, server, message, lease_until)
          select gen_random_uuid(), id, 1, 's', 'm', app_now() from application where campaign = ${gone} and position = 1`.execute(
          ctx.db,
        );
        await sql`update application set state = 'sending', attempts = 1 where campaign = ${gone} and position = 1`.execute(
          ctx.db,
        );
      }),
    );
    expect(byHand).toBe('gate:ground-gone');
  });

  test('is cancelled with its reason, and nothing was posted', async () => {
    await sendAll(world);
    expect(world.posted).toEqual([]);
    expect(await statesOf()).toEqual([
      { state: 'cancelled', state_reason: 'ground-gone' },
      { state: 'cancelled', state_reason: 'first-arm-cancelled' },
    ]);
  });
});
