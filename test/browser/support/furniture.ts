// What a house holds besides its campaigns, so that no page stands empty: patterns at employers, final flags, calls, mail
// in doubt, people in every state, tokens, saved filters, and a server on which everything fails.
import { sql } from 'kysely';
import { PRACTICE_FIRM } from '../../../src/auth/accounts/schema.js';
import { addMember, type CampaignDraft, type CampaignId } from '../../../src/campaigns/index.js';
import { conclude, countPair, listEmployerFlags, listFlags, look } from '../../../src/findings/index.js';
import { asOwner } from '../../../src/platform/db/index.js';
import { dateOnly, toInstant } from '../../../src/platform/dates.js';
import type { Id } from '../../../src/platform/ids.js';
import { recordVoice } from '../../../src/fieldwork/voices/index.js';
import { addExhibit, recordSignal, type SignalId } from '../../../src/signals/index.js';
import { postAs } from '../../support/acting.js';
import {
  addSecondTester,
  codeCalls,
  openCallsOf,
  runningCalls,
  SECOND_TESTER,
  waitingCalls,
} from '../../support/calls.js';
import { behindItsBack } from '../../support/baseline.js';
import { mailsOf, runningMails } from '../../support/client-mails.js';
import { Browser } from '../../support/browser.js';
import { dumpIn } from '../../support/database.js';
import { invite, settle, type Person } from '../../support/people.js';
import { SEALED_UNREAD } from '../../support/sealed.js';
import { pretested, voiceOf } from '../../support/voices.js';
import { answer } from '../../support/withdrawals.js';
import {
  authorise,
  draftOf,
  importWorld,
  MONDAY,
  openWorld,
  requestChecked,
  requestOf,
  runningCampaign,
  sealCampaign,
  sendAll,
  signalOf,
  type World,
} from '../../support/world.js';
import { designOf, STEP_ANSWERS } from '../../support/designs.js';
import { accountOf, openDoors, playHouse, type Campaigns, type House } from './house.js';
import { madeOnce } from './made-once.js';
import { serveProblems, type Served } from './serve.js';

export interface Furniture {
  readonly draft: CampaignId;
  /** A design of the inspector that waits at its sampling frame, and one of which every step was answered. */
  readonly design: string;
  readonly finished: string;
  /** One whose scenario answers no vacancy, at its sampling frame; and campaigns of that scenario, a draft and a sealed one. */
  readonly designOfEmployers: string;
  readonly draftOfEmployers: CampaignId;
  readonly sealedOfEmployers: CampaignId;
  readonly sealed: CampaignId;
  readonly ready: CampaignId;
  /** Its request waits for a second person. */
  readonly asked: CampaignId;
  /** Granted with conditions, of which one is met. */
  readonly conditional: CampaignId;
  /** Its request was checked, and waits to be sent. */
  readonly toSend: CampaignId;
  /** Went to a magistrate: one request waits, the other was granted by them, with a report; each by its authorisation. */
  readonly toDecide: string;
  readonly byMagistrate: string;
  readonly decidedCampaign: CampaignId;
  readonly paused: CampaignId;
  readonly stopped: CampaignId;
  /** Ended as registered, with final flags. */
  readonly fixed: CampaignId;
  /** Aimed at employers: patterns at one of them, and a contradiction. */
  readonly enforcement: CampaignId;
  readonly calls: CampaignId;
  /** A campaign of mails of clients, and one that was answered. */
  readonly mails: CampaignId;
  readonly mail: string;
  /** One of which it is not sure that it left, with an automatic answer. */
  readonly doubted: string;
  /** Baselines of calls: of one the figures can be approved, of one they were, and of one the agencies were erased since. */
  readonly approvable: CampaignId;
  readonly approved: CampaignId;
  readonly erased: CampaignId;
  /** An inspector of flesh and blood: a password, a second step, sign-ins. */
  readonly person: Person;
  readonly finalFlag: string;
  readonly employerFlag: string;
  readonly failing: Served;
  /** An answer that may still be matched elsewhere, and that nobody coded. */
  readonly answered: string;
  /** An answer that the coder coded. */
  readonly coded: string;
  /** A letter whose words were typed out and wait for their release; and its test. */
  readonly letter: string;
  readonly letterTest: string;
  /** A vacancy of which a page was kept. */
  readonly keptVacancy: string;
  /** Pretests of voices: one that serves, one that waits for its second person, one of which the origin is unclear. */
  readonly voices: { readonly usable: string; readonly proposed: string; readonly unclear: string };
  /** A suspicion that stands; another was decided on. */
  readonly suspicion: string;
}

const PAIRS = 12;
const AGENCIES = 24;

/** What is written down of a furnished house, beside its database, for the files that open it again. */
type Written = Campaigns &
  Omit<Furniture, 'person' | 'failing'> & {
    readonly person: Omit<Person, 'browser'> & { readonly cookies: Readonly<Record<string, string>> };
    readonly at: string;
  };

/** A house with everything in it. Furnishing takes half a minute, so one test file does it and the others open copies. */
export async function openFurnishedHouse(): Promise<House & Furniture> {
  const { text, dump } = await madeOnce('house', furnish);
  const { person, at, ...furniture } = JSON.parse(text) as Written;
  const world = await openWorld({ on: 'pglite', from: { dump: dumpIn(dump), at: new Date(at) } });
  const [house, failing] = await Promise.all([
    openDoors(world, furniture),
    serveProblems(world.services.problems),
  ]);
  return {
    ...furniture,
    ...house,
    person: { ...person, browser: new Browser(world.app, person.cookies) },
    failing,
    close: async () => {
      await failing.close();
      await house.close();
    },
  };
}

/** Fills a house, and gives what is to be written down and its database. */
async function furnish(): Promise<{ text: string; dump: Blob }> {
  const world = await openWorld({ on: 'pglite' });
  await importWorld(world, 60);
  const played = { fixed: await playFixed(world), enforcement: await playEnforcement(world) };
  const campaigns = await playHouse(world);
  const flags = await listFlags(world.as('coordinator'), { campaign: played.fixed });
  const patterns = await listEmployerFlags(world.as('coordinator'));
  const { browser, ...person } = await peopled(world);
  await doubt(world, campaigns.running);
  await keepThings(world);
  const answered = await answeredInDoubt(world, campaigns.running);
  const [coded] = await rows<{ id: string }>(
    world,
    sql`select response as id from coding where coder = ${accountOf('coder')} order by response limit 1`,
  );
  const written: Written = {
    ...campaigns,
    ...played,
    ...(await inEveryState(world)),
    ...(await toEmployers(world)),
    ...(await designed(world)),
    ...(await approvals(world)),
    calls: await called(world),
    ...(await mailed(world)),
    voices: await voiced(world),
    person: { ...person, cookies: Object.fromEntries(browser.cookies) },
    finalFlag: `/knipperlichten/${flags[0]?.id ?? ''}`,
    employerFlag: `/knipperlichten/werkgever/${patterns.find(({ rule }) => rule === 'contradiction')?.id ?? ''}`,
    answered,
    coded: coded?.id ?? '',
    ...(await broughtIn(world, campaigns.measured)),
    suspicion: await suspected(world, campaigns.measured),
    at: world.services.clock.now().toISOString(),
  };
  const { database } = world.services;
  await database.session(({ exec }) => exec('checkpoint'));
  const dump = await database.dump();
  await world.close();
  if (dump === undefined) throw new Error('The embedded database gave no dump.');
  return { text: JSON.stringify(written), dump };
}

/** Voices of the two testers: two that match, one that sounds too old beside them, one that waits, one unclear. */
async function voiced(world: World) {
  const [one, other] = [accountOf('tester'), SECOND_TESTER.id];
  await pretested(world, one, { remark: 'Beoordeeld aan de telefoon, met drie zinnen uit het script.' });
  const usable = await pretested(world, other, { origin: 'turkish', age: 30.5, clarity: 4.05 });
  await pretested(world, one, { origin: 'moroccan', age: 37, pace: 172 });
  const unclear = await pretested(world, other, { share: 0.613 });
  const proposed = await recordVoice(
    world.as('coordinator'),
    voiceOf(world, one, { origin: 'slovak', language: 'fr' }),
  );
  return { usable, proposed, unclear };
}

const system = (world: World) => world.services.systemContext();

async function rows<Row = unknown>(world: World, query: ReturnType<typeof sql>): Promise<Row[]> {
  return (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
}

let seeds = 20;

async function start(world: World, change: Partial<CampaignDraft>): Promise<CampaignId> {
  await world.at(toInstant(MONDAY, 8 * 60));
  seeds += 1;
  return runningCampaign(world, PAIRS, change, seeds);
}

/** Sends everything, then fixes outcomes as closing the windows does: who is called back where `invites` says so. */
async function play(
  world: World,
  id: CampaignId,
  invites: (one: { sector: string; n: number; arm: string }) => boolean,
): Promise<void> {
  await sendAll(world);
  const open = await rows<{ application: Id<'application'>; sector: string; arm: string; n: number }>(
    world,
    sql`select a.id as application, t.sector, a.arm, (dense_rank() over (partition by t.sector order by t.ordinal))::int as n
      from application a join test t on t.id = a.test where a.campaign = ${id} order by t.ordinal, a.position`,
  );
  await system(world).inTx(async (ctx) => {
    for (const { application, ...one } of open) {
      const code = invites(one) ? ('INV' as const) : ('NON' as const);
      await ctx.db.insertInto('outcome').values({ application, code, final_at: ctx.clock.now() }).execute();
      await countPair(ctx, application);
    }
  });
}

async function playFixed(world: World): Promise<CampaignId> {
  const fixed = await start(world, { name: 'Nulmeting met vast einde', stopRule: 'fixed' });
  await play(world, fixed, ({ sector, n, arm }) =>
    sector === 'uitzend' ? arm === 'control' : sector === 'bouw' && n <= 8 && arm === 'treatment',
  );
  await world.services.campaigns.close(system(world), fixed, null, false);
  await world.services.campaigns.finish(system(world), fixed);
  await conclude(system(world), fixed);
  return fixed;
}

async function playEnforcement(world: World): Promise<CampaignId> {
  const id = await start(world, {
    name: 'Handhaving na klachten',
    purpose: 'enforcement',
    pairsPerDay: 6,
    cells: [
      { sector: 'uitzend', quota: PAIRS },
      { sector: 'bouw', quota: PAIRS },
    ],
  });
  await rows(
    world,
    sql`update test set employer_unit = 'kantoor-' || (case when ordinal % 24 < 15 then 1 else 2 end) || '.example' where campaign = ${id} and sector = 'uitzend'`,
  );
  await play(world, id, ({ sector, n, arm }) => {
    if (sector === 'uitzend') return arm === 'control' && n <= 11;
    return n <= 5 ? n % 2 === (arm === 'control' ? 0 : 1) : false;
  });
  await rows(
    world,
    sql`insert into response (id, channel, received_at, envelope_from, envelope_to, sealed, bytes, sha256, state, application, matched_by, redacted_subject, redacted_text, code, coded_at, coded_how)
    select gen_random_uuid(), 'mail', '2026-09-10T08:00:00Z'::timestamptz + (case a.arm when 'control' then interval '26 hours' else interval '0' end), 'x@y.example', a.from_address, ${SEALED_UNREAD},
      decode(repeat('00', 31) || (case a.arm when 'control' then '01' else '02' end), 'hex'), 'matched', a.id, 'address', '', '', case a.arm when 'control' then 'INV' else 'FIL' end, now(), 'agreement'
    from application a where a.test = (select id from test where campaign = ${id} and sector = 'uitzend' order by ordinal limit 1)`,
  );
  await look(system(world), id);
  return id;
}

/** Two designs of the inspector: one half answered, one wholly, and many enough to fill a calendar. */
async function designed(world: World): Promise<Pick<Furniture, 'design' | 'finished' | 'designOfEmployers'>> {
  const ines = { id: accountOf('inspector') };
  const kader = {
    ...STEP_ANSWERS.kader,
    sendFromMonth: '12',
    'quota-bouw': '30',
    'quota-uitzend': '24',
  };
  return {
    design: await designOf(world, ines, 'scenario', 'Najaar, half af'),
    finished: await designOf(world, ines, 'kracht', 'Winter, bijna af', { kader }),
    designOfEmployers: await designOf(world, ines, 'scenario', 'Spontaan, half af', {
      scenario: { scenario: SPONTANEOUS },
    }),
  };
}

const SPONTANEOUS = 'spontaneous-origin';

/** Campaigns that write to employers without a vacancy: of some the register knows an address. */
async function toEmployers(world: World) {
  await asOwner(world.services.database.kysely, (db) =>
    sql`update employer set application_email = 'werk@' || mail_domain where sector = 'detailhandel'`.execute(
      db,
    ),
  );
  const cells = [{ sector: 'detailhandel', quota: 1 }];
  return {
    draftOfEmployers: await world.services.campaigns.create(
      world.as('inspector'),
      draftOf(2, {
        name: 'Ontwerp zonder vacature',
        scenario: SPONTANEOUS,
        cells: [...cells, { sector: 'bouw', quota: 2 }],
      }),
    ),
    sealedOfEmployers: await sealCampaign(
      world,
      2,
      { name: 'Zonder vacature', scenario: SPONTANEOUS, cells },
      8460,
    ),
  };
}

/** One campaign in each state that the house has not: each page of a campaign has other acts on it. */
async function inEveryState(world: World) {
  const { campaigns } = world.services;
  const cells = [{ sector: 'bouw', quota: 2 }];
  const seal = (name: string, seed: number) => sealCampaign(world, 2, { name, cells }, seed);
  const running = async (name: string, seed: number): Promise<CampaignId> => {
    const id = await seal(name, seed);
    await authorise(world, id);
    await campaigns.start(world.as('inspector'), id);
    return id;
  };
  const draft = await campaigns.create(world.as('inspector'), draftOf(2, { name: 'Ontwerp najaar', cells }));
  const sealed = await seal('Verzegeld', 41);
  await campaigns.amend(world.as('coordinator'), sealed, {
    kind: 'void-tests',
    ordinals: [1],
    reason: 'Deze vacature bleek voor studenten.',
  });
  await campaigns.amend(world.as('coordinator'), sealed, {
    kind: 'statement',
    text: 'We kijken verkennend ook naar knelpuntberoepen.',
    reason: 'De sector vroeg dat na de verzegeling.',
  });
  const ready = await seal('Klaar om te starten', 42);
  await authorise(world, ready);
  const paused = await running('Gepauzeerd', 43);
  await campaigns.pause(world.as('inspector'), paused, 'De mailserver hapert vandaag.');
  const stopped = await running('Gestopt', 44);
  await campaigns.stop(world.as('coordinator'), stopped, 'Een werkgever herkende de brief.', false);
  const asked = await campaigns.create(world.as('inspector'), draftOf(2, { name: 'Na te kijken', cells }));
  await addMember(world.as('coordinator'), asked, world.as('coordinator').actor.id);
  await campaigns.draftRequest(
    world.as('inspector'),
    asked,
    requestOf('magistrate', { employers: ['0123456749'], signals: [await somethingFound(world)] }),
  );
  const conditional = await seal('Onder voorwaarden', 45);
  await grantOnConditions(world, conditional);
  return { draft, sealed, ready, asked, conditional, paused, stopped, ...(await askedOfMagistrate(world)) };
}

/** A request that waits to be sent, one that waits for the magistrate, and one that they granted. */
async function askedOfMagistrate(world: World) {
  const { campaigns } = world.services;
  const cells = [{ sector: 'bouw', quota: 2 }];
  const checked = async (name: string, seed: number): Promise<CampaignId> => {
    const id = await sealCampaign(world, 2, { name, cells }, seed);
    await campaigns.draftRequest(
      world.as('inspector'),
      id,
      requestOf('magistrate', { signals: [await somethingFound(world)], thirdPersons: true }),
    );
    await campaigns.checkRequest(world.as('coordinator'), id, 1);
    return id;
  };
  const mieke = { id: accountOf('magistrate') };
  const send = async (campaign: CampaignId): Promise<string> => {
    await campaigns.requestAuthorisation(world.as('inspector'), campaign, 'magistrate', mieke.id);
    const [one] = await rows<{ id: string }>(
      world,
      sql`select id from authorisation where campaign = ${campaign}`,
    );
    return one!.id;
  };
  const toSend = await checked('Klaar om te versturen', 46);
  const toDecide = await send(await checked('Bouw, na drie vacatures', 47));
  const decidedCampaign = await checked('Bouw, eerder gevraagd', 48);
  const byMagistrate = await send(decidedCampaign);
  await postAs(world, mieke, `/verzoeken/${byMagistrate}/verleen`, {
    number: 'AA-2026-131',
    validFrom: '2026-09-01',
    validUntil: '2027-02-01',
    maxTests: '6',
    'testTypes-correspondence': 'ja',
    employers: '',
    thirdPersons: 'no',
    conditions: 'Meld elke test binnen de week aan het auditoraat.\nTest niet op zaterdag.',
  });
  await postAs(
    world,
    { id: accountOf('inspector') },
    `/campagnes/${decidedCampaign}/machtiging/handelingen`,
    {},
  );
  return { toSend, toDecide, byMagistrate, decidedCampaign };
}

async function grantOnConditions(world: World, id: CampaignId): Promise<void> {
  const { campaigns } = world.services;
  await requestChecked(world, id, 'magistrate');
  await campaigns.recordGrant(world.as('coordinator'), id, {
    number: 'AA-2026-118',
    decidedOn: dateOnly(2026, 9, 1),
    validFrom: '2026-09-01T00:00:00+02:00',
    validUntil: '2027-03-01T00:00:00+01:00',
    maxTests: 10,
    conditions: ['Meld elke test binnen de week aan het auditoraat.', 'Test niet op zaterdag.'],
    documentHash: 'ab'.repeat(32),
  });
  await campaigns.meetCondition(world.as('inspector'), id, 2, 'Het plan houdt zich aan de werkkalender.');
}

/** Two signals, of which one has an exhibit: that one. */
async function somethingFound(world: World): Promise<SignalId> {
  await recordSignal(world.as('inspector'), signalOf({ kind: 'datamining', sector: 'uitzend' }));
  const signal = await recordSignal(world.as('inspector'), signalOf());
  await addExhibit(world.as('inspector'), signal, {
    kind: 'vacancy',
    facts: 'De vacature zoals ze op 3 september online stond.',
    file: 'ab'.repeat(32),
  });
  return signal;
}

/** Baselines of calls that are closed and published, in each state of their approval. */
async function approvals(world: World): Promise<Pick<Furniture, 'approvable' | 'approved' | 'erased'>> {
  const { approval } = world.services;
  const coordinator = world.as('coordinator');
  const erased = await measuredByCalls(world, 'Klantoproepen voorjaar');
  await approval.approve(coordinator, erased);
  await approval.erase(system(world));
  const approved = await measuredByCalls(world, 'Klantoproepen zomer');
  await approval.approve(coordinator, approved);
  return { erased, approved, approvable: await measuredByCalls(world, 'Klantoproepen najaar') };
}

async function measuredByCalls(world: World, name: string): Promise<CampaignId> {
  const id = await runningCalls(world, 8, {
    name,
    purpose: 'baseline',
    controlOnly: 0.11,
    treatmentOnly: 0.1,
  });
  for (const { id: call } of await openCallsOf(world.as('tester')))
    await world.services.calls.record(world.as('tester'), call, {
      code: 'REFUSE',
      timesSaid: 1,
      askedReason: false,
      namedBan: false,
      deviations: [],
      note: 'Dat doen wij niet.',
    });
  await codeCalls(world);
  await world.services.campaigns.close(world.as('coordinator'), id, null, false);
  await world.services.campaigns.finish(system(world), id);
  return id;
}

/** A campaign of calls: the second tester's are made, the first tester's wait. */
async function called(world: World): Promise<CampaignId> {
  const second = await addSecondTester(world);
  const id = await runningCalls(world, AGENCIES, { name: 'Klantoproepen uitzend' });
  await handedOut(world, id);
  const answers = ['COMPLY-OPEN', 'COMPLY-HIDDEN', 'REFUSE-LAW', 'EVADE', 'REFUSE', 'REPORTS'] as const;
  for (const [place, { id: call }] of (await openCallsOf(second)).entries())
    await world.services.calls.record(second, call, {
      code: answers[place % answers.length]!,
      timesSaid: place === 7 ? 2 : 1,
      askedReason: false,
      namedBan: false,
      deviations: [],
      note: 'Ze zei dat dit altijd kan, en dat ze het zo noteert.',
    });
  const [waits, differs] = await waitingCalls(world);
  await world.services.callCoding.code(world.as('coder'), differs!.task, {
    code: 'REFUSE',
    askedReason: true,
    namedBan: false,
  });
  await codeCalls(world, waits!.task);
  return id;
}

/** A campaign of mails of clients: all left, and one agency answered with a question. */
async function mailed(world: World): Promise<{ mails: CampaignId; mail: string; doubted: string }> {
  const before = world.services.clock.now();
  await world.at(toInstant(MONDAY, 10 * 60));
  const mails = await runningMails(world, 3, { name: 'Klantmails uitzend' });
  await world.services.clientMails.send(system(world));
  const [one, other] = await mailsOf(world, mails);
  await behindItsBack(
    world,
    'client_letter',
    sql`update client_letter set state = 'in-doubt', sent_at = null where task = ${other!.task}`,
  );
  await world.services.responses.receive(system(world), {
    envelope: { from: other!.to, to: [other!.from] },
    raw: Buffer.from(
      `From: Balie <${other!.to}>\r\nTo: ${other!.from}\r\nSubject: Automatisch antwoord\r\nAuto-Submitted: auto-replied\r\n\r\nWij zijn gesloten tot maandag.\r\n`,
    ),
  });
  await world.services.responses.receive(system(world), {
    envelope: { from: one!.to, to: [one!.from] },
    raw: Buffer.from(
      `From: Balie <${one!.to}>\r\nTo: ${one!.from}\r\nSubject: Re: Vraag\r\nMessage-ID: <balie-1@kantoor.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBeste, waarom vraagt u dat? Met vriendelijke groeten, de balie van ${one!.agency}\r\n`,
    ),
  });
  await world.services.clientMails.receive(system(world));
  await world.at(before);
  return { mails, mail: one!.task, doubted: other!.task };
}

/** Four of the calls go to a test firm, which hands one out to a tester of its own. */
async function handedOut(world: World, id: CampaignId): Promise<void> {
  const fien = { id: accountOf('test-firm') };
  await world.services.calls.give(world.as('coordinator'), id, { firm: PRACTICE_FIRM.id, count: 4 });
  await postAs(world, fien, '/bureau/testers/nodig-uit', {
    name: 'Toon Extern',
    email: 'toon@oefenbureau.example',
  });
  await postAs(world, fien, '/bureau/testers/nodig-uit', {
    name: 'Wies Wacht',
    email: 'wies@oefenbureau.example',
  });
  await rows(world, sql`update account set state = 'active' where name = 'Toon Extern'`);
  const [task] = await rows<{ id: string }>(
    world,
    sql`select id from call_task where firm is not null order by ordinal limit 1`,
  );
  const [toon] = await rows<{ number: number }>(
    world,
    sql`select t.number from tester t join account a on a.id = t.account where a.name = 'Toon Extern'`,
  );
  await postAs(world, fien, '/bureau/taken/deel-uit', {
    tester: String(toon!.number),
    [`task-${task!.id}`]: 'ja',
  });
}

/** The server stopped while it sent an application: nobody knows whether that left. */
async function doubt(world: World, campaign: CampaignId): Promise<void> {
  await rows(
    world,
    sql`with one as (select id from application where campaign = ${campaign} and position = 1 order by due_at limit 1)
    insert into attempt (id, application, number, server, message, lease_until) select gen_random_uuid(), id, 1, gen_random_uuid()::text, '\\x00', app_now() from one`,
  );
  for (const state of ['due', 'sending'])
    await rows(
      world,
      sql`update application set state = ${state}, attempts = 1 where id in (select application from attempt where ended_at is null)`,
    );
  await world.services.dispatch.recover(system(world), true);
}

/** The employer answers the application of which nobody knew whether it left. */
async function answeredInDoubt(world: World, campaign: CampaignId): Promise<string> {
  const [one] = await rows<{ from_address: string }>(
    world,
    sql`select from_address from application where campaign = ${campaign} and state = 'in-doubt'`,
  );
  return answer(
    world,
    one!,
    'Beste kandidaat,\n\nBedankt voor je interesse. Voor deze job hebben we al iemand gevonden, maar we houden je cv graag bij voor later.\n\nMet vriendelijke groeten\nEls',
  );
}

/** A letter on paper that answers an application, with its words typed out. */
async function broughtIn(
  world: World,
  campaign: CampaignId,
): Promise<{ letter: string; letterTest: string; keptVacancy: string }> {
  const [one] = await rows<{ id: Id<'application'>; test: string; vacancy: string; from_name: string }>(
    world,
    sql`select a.id, a.test, t.vacancy, a.from_name from application a join test t on t.id = a.test where a.campaign = ${campaign} and a.state = 'sent' order by a.id limit 1`,
  );
  const { responses } = world.services;
  const letter = await world.as('fieldworker').inTx(async (ctx) => {
    const { id } = await responses.keepUpload(ctx, {
      channel: 'letter',
      media: 'application/pdf',
      bytes: Buffer.from('%PDF-1.4 een brief'),
      from: '',
      receivedAt: new Date(ctx.clock.now().getTime() - 3_600_000),
      application: one!.id,
    });
    await responses.typeWords(
      ctx,
      id,
      `Beste ${one!.from_name}\n\nDank u voor uw brief. Wij ontvangen u graag voor een gesprek, dinsdag 15 september om 10 uur, in onze winkel.\n\nHoogachtend\nde zaakvoerder`,
    );
    return id;
  });
  await world.services.snapshots.keep(world.as('fieldworker'), one!.vacancy, {
    bytes: Buffer.from('Wij zoeken een verkoper die graag met mensen werkt.'),
    media: 'text/plain',
  });
  return { letter, letterTest: one!.test, keptVacancy: one!.vacancy };
}

/** Two suspicions, one of which was decided on. @returns the one that stands */
async function suspected(world: World, campaign: CampaignId): Promise<string> {
  const ids = await rows<{ id: string }>(
    world,
    sql`insert into suspicion (id, campaign, test, employer, scenario, note, raised_by)
      select gen_random_uuid(), t.campaign, t.id, t.employer, c.scenario, 'De werkgever belde de school van de kandidaat en kreeg te horen dat niemand die naam kent.', ${accountOf('fieldworker')}
      from test t join campaign c on c.id = t.campaign where t.campaign = ${campaign} order by t.ordinal limit 2 returning id`,
  );
  await rows(
    world,
    sql`update suspicion set cleared_by = raised_by, cleared_at = app_now(), cleared_reason = 'Een vergissing: het ging over een andere kandidaat.' where id = ${ids[1]!.id}`,
  );
  return ids[0]!.id;
}

/** Who waits for the mail, who may not come in, and who did. */
async function peopled(world: World): Promise<Person> {
  await invite(world, ['tester'], 'Wim Wacht');
  const blocked = await invite(world, ['coder', 'adjudicator'], 'Bea Blok');
  await world.services.auth.accounts.block(
    world.services.contextFor({ id: accountOf('administrator'), name: '', roles: ['administrator'] }),
    blocked.id as never,
  );
  return settle(world);
}

/** An inspector's tokens, one of which was revoked, and two kept filters. */
async function keepThings(world: World): Promise<void> {
  const inspector = { id: accountOf('inspector') };
  const expiresOn = new Date(world.services.clock.now().getTime() + 60 * 86_400_000)
    .toISOString()
    .slice(0, 10);
  for (const label of ['Rekenblad', 'Oud script'])
    await postAs(world, inspector, '/account/tokens/maak', {
      label,
      expiresOn,
      scopes: ['campaign.read', 'findings.read'],
    });
  const [old] = await rows<{ id: string }>(world, sql`select id from api_token where label = 'Oud script'`);
  await postAs(world, inspector, `/account/tokens/${old?.id ?? ''}/trek-in`, {});
  for (const [name, query] of [
    ['Wat loopt', 'stand=running'],
    ['Ontwerpen', 'stand=draft'],
  ])
    await postAs(world, inspector, '/filters/bewaar', { name, path: '/campagnes', query });
}
