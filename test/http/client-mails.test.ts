// Clients who write: planned as calls are, sent by real mail, answered by real mail, released, coded by two and counted.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../src/audit/index.js';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import type { CallTaskId } from '../../src/fieldwork/calls/schema.js';
import { addDays, toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import type { MailSender } from '../../src/platform/mail/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { getAs, postAs } from '../support/acting.js';
import { answer, mailsOf, openAnswers, runningMails, type PlannedMail } from '../support/client-mails.js';
import { MONDAY, openWorld, type World } from '../support/world.js';

const [inspector, coordinator, fieldworker] = practiceAccounts;
const coders = practiceAccounts.filter(({ roles }) => roles.some((role) => role === 'coder'));
const WISH = 'Wij hebben liever geen mensen van vreemde afkomst in het team.';

let world: World;
let campaign: CampaignId;
let sender: MailSender;
let mails: PlannedMail[];

const rows = async <Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
const refusalOf = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => constraintOf(error) ?? (error as { code?: string }).code ?? String(error),
  );
const posted = (to: string) => world.posted.filter(({ envelope }) => envelope.to.includes(to));
const textOf = (raw: Buffer): string => raw.toString('utf8').replace(/=\r\n/g, '').replace(/\r\n/g, '\n');
const send = () => world.services.clientMails.send(world.services.systemContext());
const path = ({ task }: PlannedMail) => `/klantmails/${task}`;
const act = (mail: PlannedMail, which: string) =>
  postAs(world, fieldworker, `${path(mail)}/verstuur`, { act: which });
const release = (mail: PlannedMail, told: string, fields = {}) =>
  postAs(world, fieldworker, `${path(mail)}/geef-vrij`, {
    told,
    askedReason: 'nee',
    namedBan: 'nee',
    ...fields,
  });
const code = async (task: CallTaskId, what: string) => {
  for (const who of coders.slice(0, 2)) {
    const body = { code: what, askedReason: 'nee', namedBan: 'nee' };
    expect((await postAs(world, who, `/coderen/oproepen/${task}/codeer`, body)).status).toBe(303);
  }
};
/** As a letter that somebody writes behind the program's back. */
const byHand = (mail: PlannedMail, step: string, change: { body?: string; id?: string } = {}) =>
  world.as('fieldworker').inTx((ctx) =>
    sql`insert into client_letter (id, task, campaign, step, to_address, subject, body, message_id, decided_by, next_attempt_at)
      select ${randomUUID()}, m.task, m.campaign, ${step}, m.to_address, client_letter_subject(m.task, ${step}),
        ${change.body ?? sql`client_letter_text(m.task, ${step})`}, ${randomUUID()}, ${ctx.actor.id}::uuid, app_now() from client_mail m where m.task = ${mail.task}`.execute(
      ctx.db,
    ),
  );

beforeAll(async () => {
  world = await openWorld();
  campaign = await runningMails(world, 6);
  sender = await openAnswers(world);
  mails = await mailsOf(world, campaign);
}, 120_000);
afterAll(async () => {
  await sender.close();
  await world.close();
});

describe('a campaign of client mails', () => {
  test('plans one mail for each agency, each from a client of its own, with no caller', async () => {
    expect(mails).toHaveLength(6);
    expect(new Set(mails.map(({ from }) => from)).size).toBe(6);
    expect(mails.every(({ from }) => /@(mijnpost|brievenbus)\.example$/.test(from))).toBe(true);
    expect(await rows(sql`select from call_task where tester is not null or phone is not null`)).toEqual([]);
  });

  test('sends nothing outside office hours, and then the service before the wish, once, and a question', async () => {
    expect([await send(), world.posted.length]).toEqual([0, 0]);
    await world.at(toInstant(MONDAY, 10 * 60));
    while ((await send()) > 0);
    expect(world.posted).toHaveLength(6);
    const text = textOf(posted(mails[0]!.to)[0]!.raw);
    expect(text.split(WISH)).toHaveLength(2);
    expect(text.indexOf('magazijn')).toBeLessThan(text.indexOf(WISH));
    expect(text.indexOf('Hoe gaat u met zo')).toBeGreaterThan(text.indexOf(WISH));
    expect([await send(), world.posted.length]).toEqual([0, 6]);
  });

  test('writes nothing more before they answer', async () => {
    const [mail] = mails as [PlannedMail];
    expect((await act(mail, 'reason')).status).toBe(409);
    expect(await refusalOf(byHand(mail, 'reason'))).toBe('client_letter_turn');
    expect((await release(mail, 'Wij doen dat niet.')).status).toBe(409);
  });
});

describe('an agency that asks why and then grants the wish', () => {
  test('gets the one reason once, and one line that ends the subject, by a person', async () => {
    const [mail] = mails as [PlannedMail];
    await answer(world, sender, mail, `Dag, waarom vraagt u dat? Groeten, ${mail.agency}`);
    const page = await getAs(world, fieldworker, path(mail));
    expect([page.status, page.text.includes('waarom vraagt u dat?')]).toEqual([200, true]);
    expect([(await act(mail, 'reason')).status, (await act(mail, 'reason')).status]).toEqual([303, 303]);
    await send();
    await answer(world, sender, mail, `Goed, wij sturen u alleen Vlamingen. ${mail.agency}`);
    expect([(await act(mail, 'exit')).status, (await act(mail, 'refusal')).status]).toEqual([303, 409]);
    await send();
    const texts = posted(mail.to).map(({ raw }) => textOf(raw));
    expect(texts).toHaveLength(3);
    expect(texts.filter((text) => text.includes(WISH))).toHaveLength(1);
    expect(texts[1]).toContain('Ik wil gewoon weten hoe u daarmee omgaat.');
    expect(texts[1]).toMatch(/In-Reply-To: <antwoord-/);
    expect(texts[2]).toContain('Ik beslis later en neem dan zelf contact op.');
  });

  test('is released without its name, by who then cannot code, and coded by two', async () => {
    const [mail] = mails as [PlannedMail];
    const told = `Waarom vraagt u dat? Wij van ${mail.agency} sturen alleen Vlamingen.`;
    expect((await release(mail, '')).status).toBe(422);
    expect((await release(mail, told, { askedReason: 'ja' })).status).toBe(303);
    expect((await release(mail, told)).status).toBe(409);
    const queue = await getAs(world, coders[0]!, '/coderen/oproepen');
    expect(queue.text).toContain('sturen alleen Vlamingen');
    expect(queue.text).not.toContain(mail.agency);
    expect(queue.text).toContain('In de woorden van het kantoor zelf');
    await code(mail.task, 'COMPLY-OPEN');
    expect(await rows(sql`select code from call_final where task = ${mail.task}`)).toEqual([
      { code: 'COMPLY-OPEN' },
    ]);
  });
});

describe('an agency that refuses', () => {
  test('is thanked, and nothing follows', async () => {
    const mail = mails[1]!;
    await answer(world, sender, mail, 'Dat mag niet van de wet. Wij doen dat niet.');
    expect((await act(mail, 'refusal')).status).toBe(303);
    await send();
    expect(posted(mail.to)).toHaveLength(2);
    expect((await act(mail, 'reason')).status).toBe(409);
    expect(await refusalOf(byHand(mail, 'reason'))).toBe('client_letter_turn');
    expect(await refusalOf(byHand(mail, 'exit'))).toBe('client_letter_ends_once');
    expect((await release(mail, 'Dat mag niet van de wet.', { namedBan: 'ja' })).status).toBe(303);
    await code(mail.task, 'REFUSE-LAW');
  });
});

describe('the law, in the database', () => {
  test('knows no second wish, no words of one’s own, and no second reason', async () => {
    const mail = mails[2]!;
    expect(await refusalOf(byHand(mail, 'wish'))).toBe('client_letter_once');
    await answer(world, sender, mail, 'Waarom?');
    expect(await refusalOf(byHand(mail, 'exit', { body: `${WISH} Kan het nu?` }))).toBe(
      'client_letter_is_script',
    );
    expect(await refusalOf(byHand(mail, 'reason'))).toBeNull();
    expect(await refusalOf(byHand(mail, 'reason'))).toBe('client_letter_once');
    await send();
  });

  test('knows no mail that is called, and no wish from a basis without the client', async () => {
    const called = world
      .as('coordinator')
      .inTx((ctx) =>
        sql`update call_task set phone = '03 123 45 67' where id = ${mails[3]!.task}`.execute(ctx.db),
      );
    expect(await refusalOf(called)).toBe('client_mail_kind');
    await rows(
      sql`update legal_basis set document = jsonb_set(document, '{version,capacities}', '["candidate"]') where code = 'exercise'`,
    );
    const planned = world.as('coordinator').inTx((ctx) =>
      sql`insert into call_task (id, campaign, ordinal, wave, turn, employer, employer_unit, sector, ground, script, leaf, planned_on)
        select ${randomUUID()}, campaign, 99, 2, 1, employer, employer_unit, sector, ground, script, leaf, planned_on from call_task where id = ${mails[3]!.task}`.execute(
        ctx.db,
      ),
    );
    expect(await refusalOf(planned)).toBe('client_capacity');
    await rows(
      sql`update legal_basis set document = jsonb_set(document, '{version,capacities}', '["candidate", "client"]') where code = 'exercise'`,
    );
  });

  test('ends no mail as silent before its days are over', async () => {
    const early = world.services
      .systemContext()
      .inTx((ctx) =>
        sql`insert into call_outcome (task, code, deviations, ended_at, recorded_by) values (${mails[3]!.task}, 'silent', '[]', app_now(), ${ctx.actor.id})`.execute(
          ctx.db,
        ),
      );
    expect(await refusalOf(early)).toBe('client_mail_ends');
  });
});

describe('silence and figures', () => {
  test('silence is neither granting nor refusing: it stands apart, and an automatic answer is silence too', async () => {
    await release(mails[2]!, 'Dat hangt ervan af.');
    await code(mails[2]!.task, 'EVADE');
    const end = () => world.services.clientMails.endSilent(world.services.systemContext());
    await world.at(toInstant(addDays(MONDAY, 13), 10 * 60));
    expect(await end()).toBe(0);
    await world.at(toInstant(addDays(MONDAY, 15), 10 * 60));
    expect(await end()).toBe(3);
    const answered = await getAs(world, inspector, `/api/v1/campaigns/${campaign}/client-calls`, {
      accept: 'application/json',
    });
    const body = answered.body as {
      channel: string;
      agencies: {
        waves: { n: number; open: number; silent: number; evaded: number; refusedByLaw: number }[];
      }[];
    };
    const sum = (of: 'n' | 'open' | 'silent' | 'evaded' | 'refusedByLaw') =>
      body.agencies.flatMap(({ waves }) => waves).reduce((all, wave) => all + wave[of], 0);
    expect([body.channel, sum('n'), sum('open'), sum('evaded'), sum('refusedByLaw'), sum('silent')]).toEqual([
      'mail',
      3,
      1,
      1,
      1,
      3,
    ]);
    const page = await getAs(world, inspector, `/campagnes/${campaign}/klantoproepen`);
    expect([page.status, page.text.includes('Klantmails'), page.text.includes('Geen antwoord')]).toEqual([
      200,
      true,
      true,
    ]);
  });

  test('a next wave goes to who granted the wish alone, once', async () => {
    const plan = (body: object) => postAs(world, coordinator, `/campagnes/${campaign}/oproepen/plan`, body);
    const from = addDays(MONDAY, 21);
    expect((await plan({ whom: 'all', callsPerUnit: '1', from })).status).toBe(422);
    expect((await plan({ whom: 'over-half', callsPerUnit: '2', from })).status).toBe(422);
    expect((await plan({ whom: 'over-half', callsPerUnit: '1', from })).status).toBe(303);
    const all = await mailsOf(world, campaign);
    expect(all).toHaveLength(7);
    expect([all[6]!.to, all[6]!.from === mails[0]!.from]).toEqual([mails[0]!.to, false]);
    const page = await getAs(world, fieldworker, `/campagnes/${campaign}/oproepen`);
    expect([page.status, page.text.includes(path(all[6]!))]).toEqual([200, true]);
  });

  test('every step stands in the chain', async () => {
    expect(await verifyChain(world.services.systemContext())).toMatchObject({ broken: null });
    const what = await rows<{ what: string }>(
      sql`select distinct what from audit_link where what like 'client-mail.%' order by what`,
    );
    expect(what.map((one) => one.what)).toEqual([
      'client-mail.answered',
      'client-mail.attempt-ended',
      'client-mail.attempt-started',
      'client-mail.decided',
    ]);
  });
});
