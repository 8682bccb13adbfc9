// The law of mails of clients where it is tried hardest: what leaves when, what may no longer leave, what counts against the
// authorised number, and how a mail ends when something else happens at the same time.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../src/audit/index.js';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { addDays, toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { composeMessage, type MailSender } from '../../src/platform/mail/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { getAs, postAs } from '../support/acting.js';
import { openCallsOf, runningCalls } from '../support/calls.js';
import { answer, mailsOf, openAnswers, runningMails, type PlannedMail } from '../support/client-mails.js';
import { MONDAY, openWorld, type World } from '../support/world.js';

const [, , fieldworker] = practiceAccounts;
const SETTLED = 'De mailserver van het kantoor bevestigde de ontvangst.';

let world: World;
let campaign: CampaignId;
let sender: MailSender;
let mails: PlannedMail[];

const rows = async <Row = unknown>(...queries: ReturnType<typeof sql>[]): Promise<Row[]> =>
  asOwner(world.services.database.kysely, async (db) => {
    let last: unknown[] = [];
    for (const query of queries) last = (await query.execute(db)).rows;
    return last as Row[];
  });
/** What stands in a table that keeps its rows, as if it had stood there from the start. */
const rewrite = (table: string, change: ReturnType<typeof sql>) =>
  rows(
    sql`alter table ${sql.table(table)} disable trigger user`,
    change,
    sql`alter table ${sql.table(table)} enable trigger user`,
  );
const refusalOf = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => constraintOf(error) ?? (error as { code?: string }).code ?? String(error),
  );
const system = () => world.services.systemContext();
const send = () => world.services.clientMails.send(system());
const endSilent = () => world.services.clientMails.endSilent(system());
const on = (days: number, hour = 10) => world.at(toInstant(addDays(MONDAY, days), hour * 60));
const path = ({ task }: PlannedMail) => `/klantmails/${task}`;
const act = (mail: PlannedMail, which: string) =>
  postAs(world, fieldworker, `${path(mail)}/verstuur`, { act: which });
const release = (mail: PlannedMail) =>
  postAs(world, fieldworker, `${path(mail)}/geef-vrij`, {
    ...{ told: 'Dat hangt ervan af.', askedReason: 'nee', namedBan: 'nee' },
  });
const lettersOf = (mail: PlannedMail) =>
  rows<{ step: string; state: string; why: string | null }>(
    sql`select step, state, state_reason as why from client_letter where task = ${mail.task} order by decided_at, step`,
  );
const endingOf = async (mail: PlannedMail) =>
  (
    await rows<{ state: string; code: string | null }>(
      sql`select t.state, o.code from call_task t left join call_outcome o on o.task = t.id where t.id = ${mail.task}`,
    )
  )[0];
/** A letter that somebody writes behind the program's back. */
const letterByHand = (ctx: ReturnType<typeof system>, mail: PlannedMail, step: string) =>
  ctx.inTx((ctx) =>
    sql`insert into client_letter (id, task, campaign, step, to_address, subject, body, message_id, decided_by, next_attempt_at)
      select ${randomUUID()}, m.task, m.campaign, ${step}, m.to_address, client_letter_subject(m.task, ${step}), client_letter_text(m.task, ${step}),
        ${randomUUID()}, ${ctx.actor.id}::uuid, app_now() from client_mail m where m.task = ${mail.task}`.execute(
      ctx.db,
    ),
  );
/** An attempt that a server makes by itself and does not end. */
const attemptByHand = (mail: PlannedMail, step: string) =>
  system().inTx(async (ctx) => {
    const letter = sql`(select l.id from client_letter l where l.task = ${mail.task} and l.step = ${step})`;
    await sql`insert into client_attempt (id, letter, campaign, number, server, message, lease_until)
      select ${randomUUID()}, l.id, l.campaign, l.attempts + 1, 'hand', 'x', app_now() + interval '30 minutes' from client_letter l where l.id = ${letter}`.execute(
      ctx.db,
    );
    await sql`update client_letter set state = 'sending', attempts = attempts + 1 where id = ${letter}`.execute(
      ctx.db,
    );
  });
/** How the attempt that a server made ended: taken, or put off. */
const endedAs = (mail: PlannedMail, step: string, result: 'sent' | 'deferred') =>
  system().inTx(async (ctx) => {
    const letter = sql`(select l.id from client_letter l where l.task = ${mail.task} and l.step = ${step})`;
    await sql`update client_attempt set ended_at = app_now(), result = ${result}, reply = '' where letter = ${letter} and ended_at is null`.execute(
      ctx.db,
    );
    await sql`update client_letter set state = ${result === 'sent' ? 'sent' : 'due'}, sent_at = ${result === 'sent' ? sql`app_now()` : sql`null`} where id = ${letter}`.execute(
      ctx.db,
    );
  });
const endByHand = (mail: PlannedMail, code: string) =>
  system().inTx((ctx) =>
    sql`insert into call_outcome (task, code, times_said, deviations, ended_at, recorded_by) values (${mail.task}, ${code}, 1, '[]', app_now(), ${ctx.actor.id})`.execute(
      ctx.db,
    ),
  );
/** The end of what is kept of a mail, as the terms have it. */
const forget = ({ task }: PlannedMail) =>
  rows(
    sql`select set_config('app.actor', ${system().actor.id}, true)`,
    sql`select forget_client_mail(${task})`,
  );
const basisNames = (...capacities: string[]) =>
  rows(
    sql`update legal_basis set document = jsonb_set(document, '{version,capacities}', ${JSON.stringify(capacities)}::jsonb) where code = 'exercise'`,
  );
/** What comes back when a mail cannot be delivered. */
async function bounce({ from, to }: PlannedMail): Promise<void> {
  const raw = Buffer.from(
    [
      'From: Mail Delivery System <MAILER-DAEMON@kantoor.example>',
      `To: ${from}`,
      'Subject: Undelivered Mail Returned to Sender',
      `Message-ID: <${randomUUID()}@kantoor.example>`,
      'MIME-Version: 1.0',
      'Auto-Submitted: auto-replied',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      ...['', '--b', 'Content-Type: text/plain; charset=us-ascii', '', '550 5.1.1 user unknown', ''],
      ...['--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.kantoor.example', ''],
      ...[`Final-Recipient: rfc822; ${to}`, 'Action: failed', 'Status: 5.1.1', '', '--b--', ''],
    ].join('\r\n'),
  );
  await sender.send({ envelope: { from: 'mailer-daemon@kantoor.example', to: from }, raw });
  await world.services.clientMails.receive(system());
}
/** Mail of an agency that came in and that nobody read yet. */
async function unread({ from, to }: PlannedMail): Promise<void> {
  const raw = await composeMessage({
    ...{ from: { name: 'Balie', address: to }, to: { address: from }, subject: 'Re: Vraag' },
    ...{
      text: 'Dat doen wij niet.',
      date: world.services.clock.now(),
      messageId: `${randomUUID()}@k.example`,
    },
  });
  await sender.send({ envelope: { from: to, to: from }, raw });
}

async function open(agencies: number, change = {}): Promise<void> {
  world = await openWorld();
  campaign = await runningMails(world, agencies, change);
  sender = await openAnswers(world);
  mails = await mailsOf(world, campaign);
  await on(0);
}
const close = async () => {
  await sender.close();
  await world.close();
};

describe('what leaves, counts and may no longer leave', () => {
  beforeAll(() => open(8), 120_000);
  afterAll(close);

  test('an authorisation that names agencies holds at each attempt', async () => {
    const [mail] = mails as [PlannedMail];
    await rewrite(
      'authorisation_employer',
      sql`insert into authorisation_employer (authorisation, campaign, number) select a.id, t.campaign, e.kbo from call_task t join employer e on e.id = t.employer join authorisation a on a.campaign = t.campaign where t.id = ${mail.task}`,
    );
    expect([await send(), world.posted.flatMap(({ envelope }) => envelope.to)]).toEqual([1, [mail.to]]);
    expect(await refusalOf(attemptByHand(mails[1]!, 'wish'))).toBe('gate:authorisation-other-employer');
    await rewrite('authorisation_employer', sql`delete from authorisation_employer`);
  });

  test('a wish that left counts against the authorised number before its answer', async () => {
    await rewrite('authorisation', sql`update authorisation set max_tests = 2 where campaign = ${campaign}`);
    expect([await send(), await send(), world.posted.length]).toEqual([1, 0, 2]);
    const waiting = (
      await rows<{ task: string }>(sql`select task from client_letter where state = 'due'`)
    ).map(({ task }) => task);
    const next = mails.find(({ task }) => task === waiting[0])!;
    expect(waiting).toHaveLength(6);
    expect(await refusalOf(attemptByHand(next, 'wish'))).toBe('gate:authorisation-used-up');
    await rewrite(
      'authorisation',
      sql`update authorisation set max_tests = 1000 where campaign = ${campaign}`,
    );
  });

  test('a basis that no longer names the client holds what was planned', async () => {
    await basisNames('candidate');
    expect(await send()).toBe(0);
    const [waiting] = await rows<{ task: string }>(sql`select task from client_letter where state = 'due'`);
    const next = mails.find(({ task }) => task === waiting!.task)!;
    expect(await refusalOf(attemptByHand(next, 'wish'))).toBe('gate:client-capacity');
    await basisNames('candidate', 'client');
  });

  test('a mail of which no message can be made is given up after a second day, and holds nobody up', async () => {
    const [odd] = await rows<{ task: string }>(
      sql`select task from client_letter where state = 'due' limit 1`,
    );
    const mail = mails.find(({ task }) => task === odd!.task)!;
    await rewrite(
      'client_letter',
      sql`update client_letter set to_address = 'balie;info@kantoor.example' where task = ${mail.task}`,
    );
    expect([await send(), await send(), world.posted.length]).toEqual([5, 0, 7]);
    expect(await lettersOf(mail)).toEqual([{ step: 'wish', state: 'due', why: 'not-composed' }]);
    await on(1, 11);
    expect([await send(), world.posted.length]).toEqual([0, 7]);
    expect(await lettersOf(mail)).toEqual([{ step: 'wish', state: 'not-sent', why: 'not-composed' }]);
    // It was never tried: nobody can answer it.
    expect([await endSilent(), await endingOf(mail)]).toEqual([1, { state: 'done', code: 'not-reached' }]);
    mails = mails.filter(({ task }) => task !== mail.task);
  });

  test('a line that ends the subject waits for the reason, and no reason leaves after it', async () => {
    const [mail] = mails as [PlannedMail];
    await answer(world, sender, mail, 'Waarom vraagt u dat?');
    expect((await act(mail, 'reason')).status).toBe(303);
    await asOwner(world.services.database.kysely, (db) =>
      sql`insert into client_letter (id, task, campaign, step, to_address, subject, body, message_id, decided_by, next_attempt_at)
        select ${randomUUID()}, m.task, m.campaign, 'exit', m.to_address, 'x', 'x', 'x@x', ${fieldworker.id}, app_now() + interval '90 days' from client_mail m where m.task = ${mail.task}`.execute(
        db,
      ),
    );
    expect([await send(), world.posted.length]).toEqual([0, 7]);
    expect(await refusalOf(attemptByHand(mail, 'reason'))).toBe('gate:client-mail-ended');
    await rewrite('client_letter', sql`delete from client_letter where message_id = 'x@x'`);
    await attemptByHand(mail, 'reason');
    const early = await act(mail, 'exit');
    expect([early.status, early.text.includes('De reden vertrekt nu')]).toEqual([409, true]);
    expect(await refusalOf(letterByHand(world.as('fieldworker'), mail, 'exit'))).toBe('client_letter_waits');
    await endedAs(mail, 'reason', 'sent');
    expect([(await act(mail, 'exit')).status, await send()]).toEqual([303, 1]);
    expect((await release(mail)).status).toBe(303);
  });

  test('a reason that did not leave when the answer was released leaves no more', async () => {
    const mail = mails[1]!;
    await answer(world, sender, mail, 'Waarom vraagt u dat?');
    expect((await act(mail, 'reason')).status).toBe(303);
    expect((await release(mail)).status).toBe(303);
    expect((await lettersOf(mail)).at(-1)).toEqual({ step: 'reason', state: 'not-sent', why: 'over' });
    expect([await send(), (await act(mail, 'refusal')).status, await send()]).toEqual([0, 303, 1]);
    const other = mails[2]!;
    await answer(world, sender, other, 'Neen.');
    expect((await release(other)).status).toBe(303);
    expect((await act(other, 'reason')).status).toBe(409);
    expect(await refusalOf(letterByHand(world.as('fieldworker'), other, 'reason'))).toBe('client_mail_over');
  });

  test('a text that the script does not have, or of a mail that was erased, is refused in words', async () => {
    const [, , , without, erased] = mails as [
      PlannedMail,
      PlannedMail,
      PlannedMail,
      PlannedMail,
      PlannedMail,
    ];
    await answer(world, sender, without, 'Waarom?');
    const body = sql`jsonb_set(body, '{answers}', ${'[]'}::jsonb)`;
    const [kept] = await rows<{ answers: unknown }>(
      sql`select body -> 'answers' as answers from call_script`,
    );
    await rewrite('call_script', sql`update call_script set body = ${body}`);
    const page = await getAs(world, fieldworker, path(without));
    expect([page.status, page.text.includes('geef de reden')]).toEqual([200, false]);
    const refused = await act(without, 'reason');
    expect([refused.status, refused.text.includes('het script heeft er geen')]).toEqual([409, true]);
    expect(await refusalOf(letterByHand(world.as('fieldworker'), without, 'reason'))).toBe(
      'client_letter_is_script',
    );
    await rewrite(
      'call_script',
      sql`update call_script set body = jsonb_set(body, '{answers}', ${JSON.stringify(kept!.answers)}::jsonb)`,
    );
    await answer(world, sender, erased, 'Waarom?');
    await forget(erased);
    expect((await act(erased, 'exit')).status).toBe(409);
    expect((await getAs(world, fieldworker, path(erased))).status).toBe(200);
  });

  test('one script serves a campaign, and a next wave those who granted the wish', async () => {
    const next = (change: { script?: boolean; unit?: PlannedMail }) =>
      world.as('coordinator').inTx(async (ctx) => {
        if (change.script === true)
          await sql`insert into call_script (hash, scenario, version, body) select decode(repeat('ab', 32), 'hex'), scenario, version, body from call_script on conflict do nothing`.execute(
            ctx.db,
          );
        await sql`insert into call_task (id, campaign, ordinal, wave, turn, employer, employer_unit, sector, ground, script, leaf, planned_on)
          select ${randomUUID()}, campaign, 99, 2, 1, employer, employer_unit, sector, ground,
            ${change.script === true ? sql`decode(repeat('ab', 32), 'hex')` : sql`script`}, leaf, planned_on from call_task where id = ${mails[2]!.task}`.execute(
          ctx.db,
        );
      });
    expect(await refusalOf(next({ script: true }))).toBe('client_script_once');
    expect(await refusalOf(next({}))).toBe('client_wave_complied');
  });
});

describe('how a mail ends', () => {
  beforeAll(() => open(8), 120_000);
  afterAll(close);

  test('one in doubt is settled by a person with a reason, and left when it was last tried', async () => {
    const [mail] = mails as [PlannedMail];
    await letterByHand(system(), mail, 'wish');
    await attemptByHand(mail, 'wish');
    expect(await world.services.clientMails.recover(system(), true)).toBe(1);
    await on(0, 13);
    const byHand = (ctx: ReturnType<typeof system>, change: ReturnType<typeof sql>) =>
      ctx.inTx((ctx) => sql`update client_letter set ${change} where task = ${mail.task}`.execute(ctx.db));
    const tried = sql`(select max(started_at) from client_attempt)`;
    const [person, reason] = [world.as('fieldworker'), sql`state_reason = 'Gezien in het logboek.'`];
    for (const [who, change] of [
      [person, sql`state = 'not-sent'`],
      [person, sql`state = 'not-sent', state_reason = '             '`],
      [person, sql`state = 'sent', ${reason}, sent_at = app_now()`],
      [system(), sql`state = 'sent', ${reason}, sent_at = ${tried}`],
    ] as const)
      expect(await refusalOf(byHand(who, change))).toBe('client_letter_life');
    const [letter] = await rows<{ id: string }>(sql`select id from client_letter where task = ${mail.task}`);
    const settle = (body: object) => postAs(world, fieldworker, `${path(mail)}/beslis/${letter!.id}`, body);
    expect((await settle({ as: 'sent', reason: 'kort' })).status).toBe(422);
    expect((await settle({ as: 'sent', reason: SETTLED })).status).toBe(303);
    expect(
      await rows(
        sql`select l.state, l.sent_at = x.started_at as then from client_letter l join client_attempt x on x.letter = l.id where l.task = ${mail.task}`,
      ),
    ).toEqual([{ state: 'sent', then: true }]);
    expect(
      await rows(
        sql`select account from campaign_insider where campaign = ${campaign} and duty = 'settle' and account = ${fieldworker.id}`,
      ),
    ).toHaveLength(1);
  });

  test('one that a person thought lost and that was answered did arrive', async () => {
    const mail = mails[7]!;
    await letterByHand(system(), mail, 'wish');
    await attemptByHand(mail, 'wish');
    await world.services.clientMails.recover(system(), true);
    const [letter] = await rows<{ id: string }>(sql`select id from client_letter where task = ${mail.task}`);
    const lost = { as: 'not-sent', reason: 'De mailserver kent deze mail niet.' };
    expect((await postAs(world, fieldworker, `${path(mail)}/beslis/${letter!.id}`, lost)).status).toBe(303);
    expect([await endSilent(), await endingOf(mail)]).toEqual([0, { state: 'planned', code: null }]);
    await answer(world, sender, mail, 'Dat doen wij niet.');
    expect([await endSilent(), await endingOf(mail)]).toEqual([0, { state: 'planned', code: null }]);
    expect((await act(mail, 'refusal')).status).toBe(303);
    expect([await endSilent(), (await release(mail)).status]).toEqual([0, 303]);
  });

  test('who answered was reached, whatever came back, and what comes back after a later mail is not the wish', async () => {
    await send();
    expect(world.posted).toHaveLength(7);
    const [, answered, bounced, asked] = mails as [PlannedMail, PlannedMail, PlannedMail, PlannedMail];
    await bounce(answered);
    await answer(world, sender, answered, 'Wij kijken wat mogelijk is.');
    await bounce(bounced);
    await answer(world, sender, asked, 'Waarom vraagt u dat?');
    expect((await act(asked, 'reason')).status).toBe(303);
    await on(0, 14);
    await send();
    await bounce(asked);
    expect(await refusalOf(endByHand(answered, 'not-reached'))).toBe('client_mail_ends');
    // Another desk of the same address may answer yet.
    expect(await refusalOf(endByHand(bounced, 'not-reached'))).toBe('client_mail_ends');
    expect(await endSilent()).toBe(0);
    expect(await Promise.all([answered, bounced, asked].map(endingOf))).toEqual([
      { state: 'planned', code: null },
      { state: 'planned', code: null },
      { state: 'planned', code: null },
    ]);
    // Even if nobody had answered: then the reason came back, not the wish.
    await rewrite('client_answer', sql`update client_answer set automatic = true where task = ${asked.task}`);
    expect([await endSilent(), (await release(answered)).status]).toEqual([0, 303]);
    await rewrite(
      'client_answer',
      sql`update client_answer set automatic = bounced where task = ${asked.task}`,
    );
    expect((await release(asked)).status).toBe(303);
  });

  test('nobody is silent while mail waits to be read', async () => {
    const late = mails[4]!;
    await unread(late);
    await on(15);
    expect(await endSilent()).toBe(0);
    expect(await refusalOf(endByHand(mails[5]!, 'silent'))).toBe('client_mail_unread');
    await world.services.clientMails.receive(system());
    await rows(sql`insert into mail_source (address) values ('post@mijnpost.example')`);
    expect(await endSilent()).toBe(0);
    await rows(sql`update mail_source set read_at = ${toInstant(addDays(MONDAY, 13), 600)}`);
    expect(await endSilent()).toBe(0);
    await rows(sql`update mail_source set read_at = app_now()`);
    // The one that was in doubt, the one that came back, and two more; who answered waits for a fieldworker.
    expect(await endSilent()).toBe(4);
    expect(await endingOf(mails[2]!)).toEqual({ state: 'done', code: 'not-reached' });
    expect(await endingOf(late)).toEqual({ state: 'planned', code: null });
    await rows(sql`delete from mail_source`);
  });

  test('what never came back keeps its words when it was erased as it left', async () => {
    const late = mails[4]!;
    expect((await act(late, 'exit')).status).toBe(303);
    await attemptByHand(late, 'exit');
    await forget(late);
    const end = (reply: string | null) =>
      system().inTx((ctx) =>
        sql`update client_attempt set ended_at = app_now(), result = 'sent', reply = ${reply} where ended_at is null`.execute(
          ctx.db,
        ),
      );
    expect(await refusalOf(end(`250 ok <${late.to}>`))).toBe('client_attempt_life');
    expect(await world.services.clientMails.recover(system(), true)).toBe(1);
    expect(
      await rows(
        sql`select x.result, x.reply from client_attempt x join client_letter l on l.id = x.letter where l.task = ${late.task} and l.step = 'exit'`,
      ),
    ).toEqual([{ result: 'in-doubt', reply: null }]);
  });
});

describe('a campaign that closes', () => {
  beforeAll(() => open(5), 120_000);
  afterAll(close);
  const early = async () =>
    (await rows<{ early: boolean }>(sql`select early from campaign_end where campaign = ${campaign}`))[0];

  test('takes out of the plan what did not leave, and nothing that did', async () => {
    const [sent, due, leaving, ...later] = mails as [PlannedMail, PlannedMail, PlannedMail, ...PlannedMail[]];
    await rewrite(
      'call_task',
      sql`update call_task set planned_on = planned_on + 30 where id = any (${later.map(({ task }) => task)}::uuid[])`,
    );
    for (const mail of [sent, due, leaving]) await letterByHand(system(), mail, 'wish');
    await attemptByHand(leaving, 'wish');
    await rows(
      sql`update client_letter set next_attempt_at = app_now() + interval '1 day' where task = ${due.task}`,
    );
    expect(await send()).toBe(1);
    await world.services.campaigns.close(world.as('coordinator'), campaign, 'Het veldwerk stopt.', false);
    expect([await early(), await Promise.all(mails.map(endingOf))]).toEqual([
      { early: true },
      ['planned', 'cancelled', 'planned', 'cancelled', 'cancelled'].map((state) => ({ state, code: null })),
    ]);
    expect(await lettersOf(due)).toEqual([{ step: 'wish', state: 'not-sent', why: 'over' }]);
    for (const mail of [sent, leaving])
      expect(
        await refusalOf(
          world
            .as('coordinator')
            .inTx((ctx) =>
              sql`update call_task set state = 'cancelled', state_reason = 'x' where id = ${mail.task}`.execute(
                ctx.db,
              ),
            ),
        ),
      ).toBe('client_mail_left');
  });

  test('closes when what left has its end, and waits for nothing that a server put off', async () => {
    const [sent, , leaving] = mails as [PlannedMail, PlannedMail, PlannedMail];
    await system().inTx(async (ctx) => {
      await sql`update client_attempt set ended_at = app_now(), result = 'deferred', reply = '450 later' where ended_at is null`.execute(
        ctx.db,
      );
      await sql`update client_letter set state = 'due' where task = ${leaving.task}`.execute(ctx.db);
    });
    expect([await send(), await endSilent(), await endingOf(leaving)]).toEqual([
      0,
      1,
      { state: 'cancelled', code: null },
    ]);
    const finish = () => world.services.campaigns.finish(system(), campaign);
    expect(await refusalOf(finish())).not.toBeNull();
    await bounce(sent);
    expect(await endSilent()).toBe(0);
    await on(15);
    expect([await endSilent(), await endingOf(sent)]).toEqual([1, { state: 'done', code: 'not-reached' }]);
    expect(await refusalOf(finish())).toBeNull();
    expect(await verifyChain(system())).toMatchObject({ broken: null });
  });
});

describe('a baseline of which every mail left', () => {
  beforeAll(() => open(6, { purpose: 'baseline' }), 120_000);
  afterAll(close);

  test('is not settled by who looked at its evidence, and does not end early', async () => {
    const [mail] = mails as [PlannedMail];
    await letterByHand(system(), mail, 'wish');
    await attemptByHand(mail, 'wish');
    await world.services.clientMails.recover(system(), true);
    await send();
    await rows(
      sql`insert into campaign_insider (campaign, account, duty) values (${campaign}, ${fieldworker.id}, 'look')`,
    );
    const [letter] = await rows<{ id: string }>(sql`select id from client_letter where state = 'in-doubt'`);
    const settle = () =>
      postAs(world, fieldworker, `${path(mail)}/beslis/${letter!.id}`, { as: 'sent', reason: SETTLED });
    expect((await settle()).status).toBe(409);
    await rewrite('campaign_insider', sql`delete from campaign_insider where duty = 'look'`);
    expect((await settle()).status).toBe(303);
    await world.services.campaigns.close(world.as('coordinator'), campaign, null, false);
    expect(await rows(sql`select early from campaign_end where campaign = ${campaign}`)).toEqual([
      { early: false },
    ]);
    expect((await Promise.all(mails.map(endingOf))).every((one) => one?.state === 'planned')).toBe(true);
  });
});

describe('a call of a client', () => {
  beforeAll(async () => {
    world = await openWorld();
    campaign = await runningCalls(world, 4);
    await on(0);
  }, 120_000);
  afterAll(() => world.close());

  test('does not begin once the basis names no client any more', async () => {
    const tester = world.as('tester');
    const [call] = await openCallsOf(tester);
    await basisNames('candidate');
    expect(await refusalOf(world.services.calls.start(tester, call!.id))).toBe('client_capacity');
    await basisNames('candidate', 'client');
    expect(await refusalOf(world.services.calls.start(tester, call!.id))).toBeNull();
  });
});

describe('what comes at a moment of its own', () => {
  beforeAll(() => open(4), 120_000);
  afterAll(close);
  const judgeAway = async (mail: PlannedMail) => {
    const [one] = await rows<{ id: string }>(
      sql`select response as id from client_answer where task = ${mail.task}`,
    );
    return postAs(world, fieldworker, `${path(mail)}/oordeel/${one!.id}`, { as: 'automatic' });
  };

  test('is no answer before the wish was tried', async () => {
    const mail = mails[0]!;
    await answer(world, sender, mail, 'Koop onze printers.');
    await on(0, 12);
    expect((await act(mail, 'exit')).status).toBe(409);
    expect(await send()).toBe(4);
    expect((await act(mail, 'exit')).status).toBe(409);
    expect(await refusalOf(letterByHand(world.as('fieldworker'), mail, 'exit'))).toBe('client_letter_turn');
  });

  test('is judged away before anybody wrote on it: a reason that waited leaves no more', async () => {
    const [, unasked, written] = mails as [PlannedMail, PlannedMail, PlannedMail];
    await answer(world, sender, unasked, 'Waarom? (automatisch)');
    expect([(await act(unasked, 'reason')).status, (await judgeAway(unasked)).status]).toEqual([303, 303]);
    expect([await send(), (await lettersOf(unasked)).at(-1)]).toEqual([
      0,
      { step: 'reason', state: 'not-sent', why: 'over' },
    ]);
    await answer(world, sender, written, 'Dat doen wij niet.');
    expect([(await act(written, 'refusal')).status, await send()]).toEqual([303, 1]);
    const late = await judgeAway(written);
    expect([late.status, late.text.includes('Op dit antwoord werd al geschreven')]).toEqual([409, true]);
  });

  test('a wish that was put off and answered does not leave again', async () => {
    const mail = mails[3]!;
    await rewrite(
      'client_letter',
      sql`update client_letter set state = 'due', sent_at = null, next_attempt_at = app_now() where task = ${mail.task}`,
    );
    await attemptByHand(mail, 'wish');
    await endedAs(mail, 'wish', 'deferred');
    await answer(world, sender, mail, 'Waarom vraagt u dat?');
    expect(await send()).toBe(0);
    expect(await refusalOf(attemptByHand(mail, 'wish'))).toBe('gate:client-mail-answered');
  });

  test('is still closed with one line when its campaign closes, but gets no reason any more', async () => {
    const mail = mails[3]!;
    await world.services.campaigns.close(world.as('coordinator'), campaign, 'Het veldwerk stopt.', false);
    const reason = await act(mail, 'reason');
    expect([reason.status, await refusalOf(letterByHand(world.as('fieldworker'), mail, 'reason'))]).toEqual([
      409,
      'gate:campaign-not-running',
    ]);
    expect([(await act(mail, 'exit')).status, await send()]).toEqual([303, 1]);
    expect((await release(mail)).status).toBe(303);
    expect((await lettersOf(mail))[0]).toEqual({ step: 'wish', state: 'not-sent', why: 'over' });
  });

  test('ends as stopped when it was emptied before anybody said how it ended, and the campaign can close', async () => {
    const left = mails[2]!;
    await rewrite(
      'client_letter',
      sql`update client_letter set state = 'in-doubt', sent_at = null where task = ${left.task} and step = 'refusal'`,
    );
    await forget(left);
    expect(await refusalOf(endByHand(mails[1]!, 'stopped'))).toBe('client_mail_ends');
    expect([await endSilent(), await endingOf(left)]).toEqual([1, { state: 'done', code: 'stopped' }]);
    expect((await getAs(world, fieldworker, path(left))).text).toContain('gewist voor het einde vaststond');
    expect((await getAs(world, practiceAccounts[1], '/')).text).not.toContain('Klantmails in twijfel');
  });
});
