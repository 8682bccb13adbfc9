import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkHash, record, verifyChain, type ChainState } from '../../src/audit/index.js';
import { practiceAccounts, seedAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { canonicalJson, type Json } from '../../src/platform/canonical.js';
import type { Ctx } from '../../src/platform/context.js';
import { asOwner, type Tables } from '../../src/platform/db/index.js';
import { checkVacancy } from '../../src/register/index.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { engine } from '../support/database.js';
import {
  authorise,
  draftOf,
  importWorld,
  openWorld,
  runningCampaign,
  sendAll,
  type World,
} from '../support/world.js';

interface Link {
  seq: number;
  at: Date;
  actor: string;
  what: string;
  campaign: string | null;
  body: string;
  hash: Buffer;
}
const links = (world: World, after = 0): Promise<Link[]> =>
  world.services
    .systemContext()
    .read((ctx) =>
      ctx.db.selectFrom('audit_link').selectAll().where('seq', '>', after).orderBy('seq').execute(),
    );
const head = async (world: World): Promise<number> =>
  (
    await world
      .as('coordinator')
      .read((ctx) => ctx.db.selectFrom('audit_head').select('seq').executeTakeFirstOrThrow())
  ).seq;

describe('a small campaign from import to closing', () => {
  let world: World;
  let id: CampaignId;
  let all: Link[];
  beforeAll(async () => {
    world = await openWorld();
    id = await runningCampaign(world, 1);
    await sendAll(world);
    await answerEverything();
    all = await links(world);
  });
  afterAll(() => world.close());

  /** Every application is invited, coded by two coders, and its window ends. */
  async function answerEverything(): Promise<void> {
    const { responses, systemContext } = world.services;
    const sent = await world
      .as('fieldworker')
      .read((ctx) => ctx.db.selectFrom('application').select(['from_address', 'from_name']).execute());
    for (const [index, one] of sent.entries()) {
      const raw = Buffer.from(
        `From: Karen Peeters <karen@bedrijf.example>\r\nTo: ${one.from_address}\r\nSubject: Gesprek\r\nMessage-ID: <a${index}@bedrijf.example>\r\n\r\nBeste ${one.from_name}, wij nodigen u uit voor een gesprek.\r\n`,
      );
      await responses.receive(systemContext(), {
        envelope: { from: 'karen@bedrijf.example', to: [one.from_address] },
        raw,
      });
    }
    while ((await responses.process(systemContext())) > 0);
    const items = await world
      .as('coder')
      .read((ctx) => ctx.db.selectFrom('coding_item').select('response').where('done', '=', false).execute());
    for (const { response } of items)
      for (const coder of ['coder', 'second coder'] as const)
        await responses.code(world.as(coder), response, 'INV');
    await world.at(new Date(world.services.clock.now().getTime() + 40 * 24 * 3_600_000));
    while ((await responses.closeWindows(systemContext())) > 0);
  }

  test('leaves a link for every step of it', () => {
    expect([...new Set(all.map((link) => link.what))].sort()).toEqual(
      expect.arrayContaining([
        'account.created',
        'application.due',
        'attempt.ended',
        'attempt.started',
        'authorisation.granted',
        'authorisation.requested',
        'campaign.created',
        'campaign.sealed',
        'campaign.state',
        'outcome.final',
        'register.imported',
        'response.code-final',
        'response.coded',
        'response.matched',
        'response.received',
        'test.counted',
        'vacancy.checked',
      ]),
    );
  });

  test('leaves for each of the six applications one attempt begun, one ended and one outcome', () => {
    const count = (what: string): number => all.filter((link) => link.what === what).length;
    expect([
      count('attempt.started'),
      count('attempt.ended'),
      count('outcome.final'),
      count('response.coded'),
      count('test.counted'),
    ]).toEqual([6, 6, 6, 12, 3]);
  });

  test('says who acted: people for their acts, the system for its own', () => {
    const actors = (what: string): string[] => [
      ...new Set(all.filter((link) => link.what === what).map((link) => link.actor)),
    ];
    expect(actors('campaign.sealed')).toEqual([practiceAccounts[1].id]);
    expect(actors('authorisation.requested')).toEqual([practiceAccounts[0].id]);
    expect(actors('response.coded').sort()).toEqual([practiceAccounts[3].id, practiceAccounts[4].id]);
    expect(actors('attempt.started')).toEqual(['00000000-0000-4000-8000-000000000001']);
  });

  test('holds no personal data: no name, address, subject or sentence of any profile, employer or answer', async () => {
    const found = await world.as('fieldworker').read((ctx) =>
      sql<{
        text: string;
      }>`select from_name as text from application union select from_address from application union select to_address from application union select to_name from application
        union select subject from application union select message_id from application union select e.name from employer e union select v.contact_name from vacancy v union select v.title from vacancy v
        union select name from campaign union select name from account union select hypothesis from campaign union select unnest(hidden_words) from application`.execute(
        ctx.db,
      ),
    );
    const forbidden = found.rows
      .map((row) => row.text)
      .filter((text): text is string => typeof text === 'string' && text.length >= 4);
    const bodies = all
      .map((link) => link.body)
      .join('\n')
      .toLowerCase();
    expect(forbidden.length).toBeGreaterThan(40);
    expect(
      forbidden.filter((text) =>
        new RegExp(
          `(?<![\\p{L}\\d-])${text.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\d-])`,
          'u',
        ).test(bodies),
      ),
    ).toEqual([]);
  });

  test('holds no address of mail at all', () => {
    expect(all.filter((link) => link.body.includes('@')).map((link) => link.what)).toEqual([]);
  });

  test('is numbered without a gap, in canonical JSON, each link hashed over the one before', () => {
    let previous: Buffer = Buffer.alloc(32);
    for (const [index, link] of all.entries()) {
      expect(link.seq).toBe(index + 1);
      expect(canonicalJson(JSON.parse(link.body) as Json)).toBe(link.body);
      expect(linkHash(previous, link.body).equals(link.hash)).toBe(true);
      previous = link.hash;
    }
  });

  test('verifies', async () => {
    expect(await verifyChain(world.services.systemContext())).toEqual({
      links: all.length,
      head: all.at(-1)!.hash.toString('hex'),
      broken: null,
    });
  });

  describe('does not verify after', () => {
    /** Does harm as the owner of the tables, with the trigger off, looks at the chain, and mends it again. */
    async function harmed(harm: (db: Kysely<Tables>) => Promise<unknown>): Promise<ChainState> {
      const { kysely } = world.services.database;
      await asOwner(kysely, async (db) => {
        await sql`create table whole_link as select * from audit_link`.execute(db);
        await sql`create table whole_head as select * from audit_head`.execute(db);
        await sql`alter table audit_link disable trigger audit_link_append_only`.execute(db);
        await harm(db);
      });
      const found = await verifyChain(world.services.systemContext());
      await asOwner(kysely, async (db) => {
        await sql`delete from audit_link`.execute(db);
        await sql`insert into audit_link select * from whole_link`.execute(db);
        await sql`update audit_head set seq = h.seq, hash = h.hash from whole_head h`.execute(db);
        await sql`drop table whole_link`.execute(db);
        await sql`drop table whole_head`.execute(db);
        await sql`alter table audit_link enable trigger audit_link_append_only`.execute(db);
      });
      return found;
    }
    const hashFault = 'its hash does not follow from its text and the link before';
    const columnFault = 'its columns differ from its hashed text';
    const middle = 20;

    const cases: readonly [
      what: string,
      harm: (db: Kysely<Tables>) => Promise<unknown>,
      seq: number | 'last',
      why: string,
    ][] = [
      [
        'one byte of a text was changed',
        (db) =>
          sql`update audit_link set body = overlay(body placing 'X' from 10 for 1) where seq = ${middle}`.execute(
            db,
          ),
        middle,
        hashFault,
      ],
      [
        'one bit of a hash was changed',
        (db) =>
          sql`update audit_link set hash = set_bit(hash, 7, 1 - get_bit(hash, 7)) where seq = ${middle}`.execute(
            db,
          ),
        middle,
        hashFault,
      ],
      [
        'a link was deleted',
        (db) => sql`delete from audit_link where seq = ${middle}`.execute(db),
        middle,
        'the link is missing',
      ],
      [
        'the first link was deleted',
        (db) => sql`delete from audit_link where seq = 1`.execute(db),
        1,
        'the link is missing',
      ],
      [
        'the last link was deleted',
        (db) => sql`delete from audit_link where seq = (select max(seq) from audit_link)`.execute(db),
        'last',
        'the chain does not end at its head',
      ],
      [
        'every link was deleted',
        (db) => sql`delete from audit_link`.execute(db),
        'last',
        'the chain does not end at its head',
      ],
      [
        'a link was added behind the head',
        (db) =>
          sql`insert into audit_link select max(seq) + 1, now(), ${practiceAccounts[0].id}, 'x', null, '{}', decode(repeat('00', 32), 'hex') from audit_link`.execute(
            db,
          ),
        'last',
        hashFault,
      ],
      [
        'two links were swapped',
        async (db) => {
          await sql`update audit_link set seq = -1 where seq = ${middle}`.execute(db);
          await sql`update audit_link set seq = ${middle} where seq = ${middle + 1}`.execute(db);
          await sql`update audit_link set seq = ${middle + 1} where seq = -1`.execute(db);
        },
        middle,
        hashFault,
      ],
      ['a text and its hash were rewritten', (db) => rewrite(db, middle), middle + 1, hashFault],
      [
        'another actor was written beside a text',
        (db) => sql`update audit_link set actor = ${practiceAccounts[4].id} where seq = 1`.execute(db),
        1,
        columnFault,
      ],
      [
        'another moment was written beside a text',
        (db) =>
          sql`update audit_link set at = at + interval '1 millisecond' where seq = ${middle}`.execute(db),
        middle,
        columnFault,
      ],
      [
        'another act was written beside a text',
        (db) => sql`update audit_link set what = 'campaign.stopped' where seq = ${middle}`.execute(db),
        middle,
        columnFault,
      ],
      [
        'another campaign was written beside a text',
        (db) =>
          sql`update audit_link set campaign = gen_random_uuid() where seq = (select min(seq) from audit_link where campaign is not null)`.execute(
            db,
          ),
        -1,
        columnFault,
      ],
      [
        'a campaign was taken away beside a text',
        (db) =>
          sql`update audit_link set campaign = null where seq = (select min(seq) from audit_link where campaign is not null)`.execute(
            db,
          ),
        -1,
        columnFault,
      ],
      [
        'the head was set back',
        (db) => sql`update audit_head set seq = seq - 1`.execute(db),
        'last',
        'the chain does not end at its head',
      ],
    ];
    test.each(cases)('%s, and names the link', async (_what, harm, seq, why) => {
      const found = await harmed(harm);
      expect(found.broken?.why).toBe(why);
      if (seq === -1) expect(found.broken?.seq).toBe(all.find((link) => link.campaign !== null)!.seq);
      else if (seq !== 'last') expect(found.broken?.seq).toBe(seq);
    });

    async function rewrite(db: Kysely<Tables>, seq: number): Promise<void> {
      const [before, link] = await Promise.all([seq - 1, seq].map((one) => Promise.resolve(all[one - 1]!)));
      const body = link!.body.replace('{', '{"aaa":1,');
      await sql`update audit_link set body = ${body}, hash = ${linkHash(before!.hash, body)} where seq = ${seq}`.execute(
        db,
      );
    }

    test('nothing: the chain that was mended verifies again', async () => {
      expect((await verifyChain(world.services.systemContext())).broken).toBeNull();
    });
  });

  test('two acts of one campaign leave their links in the order of the acts', () => {
    const states = all
      .filter((link) => link.what === 'campaign.state' && link.campaign === id)
      .map((link) => (JSON.parse(link.body) as { to: string }).to);
    expect(states.slice(0, 3)).toEqual(['sealed', 'ready', 'running']);
  });
});

describe('every use case leaves its link in its own transaction:', () => {
  let world: World;
  let campaign: CampaignId;
  const reason = 'omdat deze proef het vraagt';
  beforeAll(async () => {
    world = await openWorld();
    await importWorld(world, 30);
  });
  afterAll(() => world.close());

  async function campaignIn(
    state: 'draft' | 'drawn' | 'sealed' | 'requested' | 'ready' | 'running' | 'paused',
  ): Promise<CampaignId> {
    const { campaigns } = world.services;
    const id = await campaigns.create(
      world.as('inspector'),
      draftOf(1, { cells: [{ sector: 'bouw', quota: 1 }] }),
    );
    if (state === 'draft') return id;
    await campaigns.seal(world.as('coordinator'), id);
    if (state === 'drawn') return id;
    await releaseIncrement(world.as('inspector'), id, 0);
    if (state === 'sealed') return id;
    if (state === 'requested') {
      await campaigns.requestAuthorisation(world.as('inspector'), id, 'mandate');
      return id;
    }
    await authorise(world, id);
    if (state === 'ready') return id;
    await campaigns.start(world.as('inspector'), id);
    if (state === 'paused') await campaigns.pause(world.as('inspector'), id, reason);
    return id;
  }
  const grant = {
    number: 'T-1',
    validFrom: '2026-09-01T00:00:00Z',
    validUntil: '2027-03-01T00:00:00Z',
    maxTests: 10,
    documentHash: 'ab'.repeat(32),
  };
  type Act = (ctx: Ctx) => Promise<unknown>;
  const acts: readonly [
    what: string,
    by: 'inspector' | 'coordinator' | 'fieldworker',
    needs: Parameters<typeof campaignIn>[0] | null,
    act: (world: World) => Act,
    expected: string[],
  ][] = [
    [
      'create',
      'inspector',
      null,
      (w) => (ctx) => w.services.campaigns.create(ctx, draftOf(1)),
      ['campaign.created'],
    ],
    [
      'seal',
      'coordinator',
      'draft',
      (w) => (ctx) => w.services.campaigns.seal(ctx, campaign),
      ['campaign.sealed', 'campaign.state'],
    ],
    [
      'release',
      'inspector',
      'drawn',
      () => (ctx) => releaseIncrement(ctx, campaign, 0),
      ['identities.released'],
    ],
    [
      'requestAuthorisation',
      'inspector',
      'sealed',
      (w) => (ctx) => w.services.campaigns.requestAuthorisation(ctx, campaign, 'mandate'),
      ['authorisation.requested'],
    ],
    [
      'recordGrant',
      'coordinator',
      'requested',
      (w) => (ctx) => w.services.campaigns.recordGrant(ctx, campaign, grant),
      ['authorisation.granted', 'campaign.state'],
    ],
    [
      'withdrawAuthorisation',
      'coordinator',
      'running',
      (w) => (ctx) => w.services.campaigns.withdrawAuthorisation(ctx, campaign),
      ['authorisation.withdrawn'],
    ],
    [
      'start',
      'inspector',
      'ready',
      (w) => (ctx) => w.services.campaigns.start(ctx, campaign),
      ['campaign.state'],
    ],
    [
      'pause',
      'inspector',
      'running',
      (w) => (ctx) => w.services.campaigns.pause(ctx, campaign, reason),
      ['campaign.state'],
    ],
    [
      'resume',
      'inspector',
      'paused',
      (w) => (ctx) => w.services.campaigns.resume(ctx, campaign),
      ['campaign.state'],
    ],
    [
      'close',
      'coordinator',
      'running',
      (w) => (ctx) => w.services.campaigns.close(ctx, campaign, reason, false),
      ['application.cancelled', 'campaign.ended', 'campaign.state', 'outcome.final', 'test.counted'],
    ],
    [
      'stop',
      'inspector',
      'running',
      (w) => (ctx) => w.services.campaigns.stop(ctx, campaign, reason, false),
      ['application.cancelled', 'campaign.ended', 'campaign.state', 'outcome.final', 'test.counted'],
    ],
    [
      'abandon',
      'coordinator',
      'ready',
      (w) => (ctx) => w.services.campaigns.abandon(ctx, campaign, reason),
      ['application.cancelled', 'campaign.state', 'outcome.final', 'test.counted'],
    ],
    [
      'checkVacancy',
      'fieldworker',
      null,
      () => (ctx) =>
        ctx.inTx(async (ctx) =>
          checkVacancy(
            ctx,
            (await ctx.db.selectFrom('vacancy').select('id').limit(1).executeTakeFirstOrThrow()).id,
            'open',
            'person',
          ),
        ),
      ['vacancy.checked'],
    ],
  ];

  test.each(acts)('%s', async (_name, by, needs, act, expected) => {
    if (needs !== null) campaign = await campaignIn(needs);
    const before = await head(world);
    await act(world)(world.as(by));
    const written = await links(world, before);
    expect([...new Set(written.map((link) => link.what))].sort()).toEqual(expected);
    expect(new Set(written.map((link) => link.actor))).toEqual(new Set([world.as(by).actor.id]));
  });

  test.each(acts)('%s, undone at its end, leaves none', async (_name, by, needs, act) => {
    if (needs !== null) campaign = await campaignIn(needs);
    const before = await head(world);
    const undone = world.as(by).inTx(async (ctx) => {
      await act(world)(ctx);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect([await head(world), await links(world, before)]).toEqual([before, []]);
  });

  test('a use case that a rule refuses leaves none', async () => {
    campaign = await campaignIn('draft');
    const before = await head(world);
    await expect(world.services.campaigns.start(world.as('inspector'), campaign)).rejects.toMatchObject({
      code: 'not-authorised',
    });
    expect(await head(world)).toBe(before);
  });

  test('an account that exists already is not made, nor written, again', async () => {
    const before = await head(world);
    await seedAccounts(world.services.systemContext(), true);
    expect(await head(world)).toBe(before);
  });

  test('what was acted is undone when its link cannot be written', async () => {
    const ctx = world.services.systemContext();
    const undone = ctx.inTx(async (ctx) => {
      await ctx.db
        .insertInto('account')
        .values({ id: ctx.newId(), name: 'Nooit', kind: 'person', roles: [], practice: true })
        .execute();
      record(ctx, { what: 'account.created', account: 'x', kind: 'person' });
      ctx.happenings.push({ what: 'not a number', value: Number.NaN });
    });
    await expect(undone).rejects.toThrow(/finite numbers/);
    expect(
      await ctx.read((ctx) =>
        ctx.db.selectFrom('account').select('id').where('name', '=', 'Nooit').execute(),
      ),
    ).toEqual([]);
  });

  test('a view cannot write', async () => {
    await expect(world.as('inspector').read((ctx) => ctx.inTx(() => Promise.resolve()))).rejects.toThrow(
      'A view cannot write',
    );
    await expect(
      world
        .as('inspector')
        .read((ctx) =>
          sql`insert into account (id, name, kind, roles) values (gen_random_uuid(), 'x', 'person', '{}')`.execute(
            ctx.db as Kysely<Tables>,
          ),
        ),
    ).rejects.toMatchObject({ code: '25006' });
  });

  test('an inner use case joins the outer one, and its links stand with the others', async () => {
    const before = await head(world);
    await world.as('inspector').inTx(async (ctx) => {
      await world.services.campaigns.create(ctx, draftOf(1));
      await world.services.campaigns.create(ctx, draftOf(1));
    });
    expect((await links(world, before)).map((link) => link.what)).toEqual([
      'campaign.created',
      'campaign.created',
    ]);
  });

  test.runIf(engine === 'postgres')('acts at the same time make one chain', async () => {
    const before = await head(world);
    await Promise.all(
      Array.from({ length: 12 }, () => world.services.campaigns.create(world.as('inspector'), draftOf(1))),
    );
    expect(await head(world)).toBe(before + 12);
    expect((await verifyChain(world.services.systemContext())).broken).toBeNull();
  });

  test.runIf(engine === 'postgres')(
    'a chain that grows while it is read verifies: a view sees one moment',
    async () => {
      const seen = await world.services.systemContext().read(async (ctx) => {
        const before = await ctx.db.selectFrom('audit_head').select('seq').executeTakeFirstOrThrow();
        await world.services.campaigns.create(world.as('inspector'), draftOf(1));
        const last = await ctx.db
          .selectFrom('audit_link')
          .select((eb) => eb.fn.max('seq').as('seq'))
          .executeTakeFirstOrThrow();
        return [before.seq, last.seq];
      });
      expect(seen[1]).toBe(seen[0]);
    },
  );
});
