// What agencies write back to clients: read one by one, judged by a person, hidden from coders, reported and looked for.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../src/audit/index.js';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { totalsOf } from '../../src/fieldwork/actions/rules.js';
import { ActionBody } from '../../src/fieldwork/actions/schema.js';
import { countDone } from '../../src/fieldwork/actions/views.js';
import type { Ctx } from '../../src/platform/context.js';
import { addDays, toInstant } from '../../src/platform/dates.js';
import { constraintOf } from '../../src/platform/problems.js';
import { importFile, ImportRefused } from '../../src/register/index.js';
import { getAs, postAs } from '../support/acting.js';
import { behindItsBack } from '../support/baseline.js';
import { mailsOf, runningMails, type PlannedMail } from '../support/client-mails.js';
import { callDraft } from '../support/calls.js';
import { settle } from '../support/people.js';
import { rowsOf } from '../support/withdrawals.js';
import { importWorld, MONDAY, openWorld, runningCampaign, seedOf, type World } from '../support/world.js';

const [inspector, coordinator, fieldworker] = practiceAccounts;
const coders = practiceAccounts.filter(({ roles }) => roles.some((role) => role === 'coder'));

type Who = (typeof practiceAccounts)[number];

let world: World;
let campaign: CampaignId;
let mails: PlannedMail[];

const rows = <Row = Record<string, unknown>>(query: ReturnType<typeof sql>) => rowsOf<Row>(world, query);
const refusalOf = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => constraintOf(error) ?? (error as { code?: string }).code ?? String(error),
  );
const system = () => world.services.systemContext();
const path = ({ task }: PlannedMail) => `/klantmails/${task}`;
const receive = () => world.services.clientMails.receive(system());
const look = (mail: PlannedMail, who: Who = fieldworker) => getAs(world, who, path(mail));
const act = (mail: PlannedMail, which: string, who: Who = fieldworker) =>
  postAs(world, who, `${path(mail)}/verstuur`, { act: which });
const release = (mail: PlannedMail, told: string, who: Who = fieldworker) =>
  postAs(world, who, `${path(mail)}/geef-vrij`, { told, askedReason: 'nee', namedBan: 'nee' });
const answerOf = async (mail: PlannedMail): Promise<string> =>
  (await rows<{ id: string }>(sql`select response as id from client_answer where task = ${mail.task}`))[0]!
    .id;
const judge = async (mail: PlannedMail, as: string, who: Who = fieldworker) =>
  postAs(world, who, `${path(mail)}/oordeel/${await answerOf(mail)}`, { as });

let written = 0;
/** A mail comes to the address of a client; it is not read yet. */
async function comes(
  { to, from }: PlannedMail,
  text: string,
  head: { from?: string; headers?: string } = {},
): Promise<void> {
  written += 1;
  await world.services.responses.receive(system(), {
    envelope: { from: to, to: [from] },
    raw: Buffer.from(
      `From: ${head.from ?? `Balie <${to}>`}\r\nTo: ${from}\r\nSubject: Re: Vraag\r\nMessage-ID: <bericht-${written}@kantoor.example>\r\n${head.headers ?? ''}Content-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`,
    ),
  });
}
const answered = async (...of: Parameters<typeof comes>): Promise<void> => {
  await comes(...of);
  await receive();
};
/** Of a wish or another letter it becomes unsure whether it left. */
const doubt = (mail: PlannedMail, step: string) =>
  behindItsBack(
    world,
    'client_letter',
    sql`update client_letter set state = 'in-doubt', sent_at = null where task = ${mail.task} and step = ${step}`,
  );

beforeAll(async () => {
  world = await openWorld();
  campaign = await runningMails(world, 9);
  mails = await mailsOf(world, campaign);
  await world.at(toInstant(MONDAY, 10 * 60));
  while ((await world.services.clientMails.send(system())) > 0);
}, 120_000);
afterAll(() => world.close());

describe('answers', () => {
  test('are read one by one: what cannot be opened holds up no other, and waits for a person', async () => {
    const [altered, whole] = mails as [PlannedMail, PlannedMail];
    await comes(altered, 'Dit leest niemand meer.');
    await comes(whole, 'Waarom vraagt u dat?');
    await behindItsBack(
      world,
      'response',
      sql`update response set sealed = set_byte(sealed, length(sealed) - 1, get_byte(sealed, length(sealed) - 1) # 1) where envelope_to = ${altered.from}`,
    );
    expect(await receive()).toBe(2);
    expect(
      await rows(
        sql`select automatic, bounced, unreadable, task = ${altered.task} as altered from client_answer order by received_at, unreadable desc`,
      ),
    ).toEqual([
      { automatic: false, bounced: false, unreadable: true, altered: true },
      { automatic: false, bounced: false, unreadable: false, altered: false },
    ]);
    const { status, text } = await look(altered);
    expect([status, text.includes('Niet of niet helemaal leesbaar'), text.includes('Geef vrij')]).toEqual([
      200,
      true,
      true,
    ]);
    expect([(await judge(altered, 'automatic')).status, (await act(altered, 'exit')).status]).toEqual([
      303, 409,
    ]);
  });

  test('are automatic or not as a person says, before they are released, and the log keeps who said it', async () => {
    const [, , machine, away] = mails as [PlannedMail, PlannedMail, PlannedMail, PlannedMail];
    await answered(machine, 'Beste, wij doen dat niet.', { headers: 'Auto-Submitted: auto-replied\r\n' });
    await answered(away, 'Ik ben terug op maandag. Voor dringende zaken: bel de balie.');
    expect((await act(machine, 'refusal')).status).toBe(409);
    expect((await look(machine)).text).toContain('Iemand antwoordde zelf: laat het tellen');
    expect((await judge(machine, 'real', coordinator)).status).toBe(403);
    expect((await judge(machine, 'zeker')).status).toBe(422);
    expect([(await judge(machine, 'real')).status, (await judge(machine, 'real')).status]).toEqual([
      303, 303,
    ]);
    expect((await act(machine, 'refusal')).status).toBe(303);
    expect((await judge(away, 'automatic')).status).toBe(303);
    expect((await release(away, 'Ik ben terug op maandag.')).status).toBe(409);
    const said = await rows(
      sql`select l.body::jsonb ->> 'as' as as, l.actor = ${fieldworker.id} as own from audit_link l where l.what = 'client-mail.judged' order by l.seq`,
    );
    expect(said).toEqual([
      { as: 'automatic', own: true },
      { as: 'real', own: true },
      { as: 'automatic', own: true },
    ]);
    const list = await getAs(world, fieldworker, `/campagnes/${campaign}/oproepen`);
    expect(list.text).toContain('alleen automatisch antwoord');
  });

  test('and the database lets nobody else say so, nothing else change, and nothing after the release', async () => {
    const [, whole, machine] = mails as [PlannedMail, PlannedMail, PlannedMail];
    const says = (who: Ctx, change: ReturnType<typeof sql>) =>
      who.inTx((ctx) => sql`update client_answer set ${change} where task = ${machine.task}`.execute(ctx.db));
    const mine = (id: string) => sql`judged_real = false, judged_by = ${id}, judged_at = app_now()`;
    expect(await refusalOf(says(world.as('coordinator'), mine(world.as('coordinator').actor.id)))).toBe(
      'client_answer_by_person',
    );
    expect(await refusalOf(says(world.as('fieldworker'), mine(world.as('coordinator').actor.id)))).toBe(
      'client_answer_by_person',
    );
    expect(await refusalOf(says(system(), mine(system().actor.id)))).toBe('client_answer_by_person');
    expect(await refusalOf(says(world.as('fieldworker'), sql`automatic = false`))).toBe('42501');
    await expect(rows(sql`update client_answer set automatic = not automatic`)).rejects.toMatchObject({
      code: '23001',
    });
    expect((await release(whole, 'Waarom vraagt u dat?')).status).toBe(303);
    expect((await judge(whole, 'automatic')).status).toBe(409);
    expect(
      await refusalOf(
        world
          .as('fieldworker')
          .inTx((ctx) =>
            sql`update client_answer set judged_real = false, judged_by = ${ctx.actor.id}, judged_at = app_now() where task = ${whole.task}`.execute(
              ctx.db,
            ),
          ),
      ),
    ).toBe('client_answer_open');
  });
});

describe('what coders read', () => {
  test('names neither who answered, nor the address or domain they wrote from or to', async () => {
    const mail = mails[4]!;
    const own =
      'Els Van Peteghem van uitzend-els.example (els@uitzend-els.example, of info bij kantoor.example)';
    await answered(mail, `Beste, ${own}: wij doen dat niet, van niemand.`, {
      from: 'Els Van Peteghem <els@uitzend-els.example>',
    });
    const draft = /<textarea[^>]*name="told"[^>]*>([^<]*)</.exec((await look(mail)).text)?.[1] ?? '';
    expect(draft).toContain('wij doen dat niet, van niemand');
    expect(
      (await release(mail, `Peteghem @ het kantoor schreef (${own}): wij doen dat niet, van niemand.`))
        .status,
    ).toBe(303);
    const queue = await getAs(world, coders[0]!, `/coderen/oproepen?na=${mails[1]!.task}`);
    expect(queue.text).toContain('wij doen dat niet, van niemand');
    for (const word of ['Peteghem', 'uitzend-els', 'kantoor.example']) {
      expect([word, draft.includes(word)]).toEqual([word, false]);
      expect([word, queue.text.includes(word)]).toEqual([word, false]);
    }
    expect(queue.text).toContain('Wat ze schreven');
    expect(queue.text).not.toMatch(/beller|dit gesprek/);
  });
});

describe('who answers an agency', () => {
  test('is who may see it: others get no form, and no act', async () => {
    const mail = mails[5]!;
    await answered(mail, 'Waarom vraagt u dat?');
    const shown = async (who: Who) => {
      const { text } = await look(mail, who);
      return ['/verstuur"', '/geef-vrij"', '/oordeel/'].map((form) => text.includes(`${path(mail)}${form}`));
    };
    expect(await shown(fieldworker)).toEqual([true, true, true]);
    expect(await shown(coordinator)).toEqual([false, false, false]);
    expect([
      (await act(mail, 'exit', coordinator)).status,
      (await release(mail, 'Waarom vraagt u dat?', coordinator)).status,
    ]).toEqual([403, 403]);
    const byHand = world.as('coordinator').inTx((ctx) =>
      sql`insert into client_letter (id, task, campaign, step, to_address, subject, body, message_id, decided_by, next_attempt_at)
        select gen_random_uuid(), m.task, m.campaign, 'exit', m.to_address, client_letter_subject(m.task, 'exit'), client_letter_text(m.task, 'exit'),
          gen_random_uuid()::text, ${ctx.actor.id}::uuid, app_now() from client_mail m where m.task = ${mail.task}`.execute(
        ctx.db,
      ),
    );
    expect(await refusalOf(byHand)).toBe('client_letter_by_person');
    const ended = world.as('coordinator').inTx((ctx) =>
      sql`insert into call_outcome (task, code, asked_reason, named_ban, times_said, deviations, note, told, ended_at, recorded_by)
        values (${mail.task}, 'answered', false, false, 1, '[]', 'Wij doen dat niet.', 'Wij doen dat niet.', app_now(), ${ctx.actor.id})`.execute(
        ctx.db,
      ),
    );
    expect(await refusalOf(ended)).toBe('client_mail_ends');
  });

  test('first settles whether the wish left, which waits among what is to be done', async () => {
    const mail = mails[5]!;
    await doubt(mail, 'wish');
    const page = await look(mail);
    expect(page.text).toContain('Beslis dat eerst, hierboven');
    expect(page.text).not.toContain('/verstuur"');
    const refused = await act(mail, 'exit');
    expect([refused.status, refused.text.includes('Beslis dat eerst, bovenaan deze pagina')]).toEqual([
      409,
      true,
    ]);
    expect((await release(mail, 'Waarom vraagt u dat?')).status).toBe(409);
    const home = await getAs(world, fieldworker, '/');
    expect([home.text.includes('Klantmails in twijfel'), home.text.includes(`href="${path(mail)}"`)]).toEqual(
      [true, true],
    );
  });

  test('finds the fields of each letter apart, with what was typed and what is wrong', async () => {
    const mail = mails[2]!;
    await world.services.clientMails.send(system());
    for (const step of ['wish', 'refusal']) await doubt(mail, step);
    const [wish, end] = await rows<{ id: string }>(
      sql`select id from client_letter where task = ${mail.task} order by decided_at`,
    );
    const faulty = await postAs(world, fieldworker, `${path(mail)}/beslis/${end!.id}`, {
      as: 'sent',
      reason: 'kort',
    });
    expect(faulty.status).toBe(422);
    const ids = [...faulty.text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(faulty.text).toContain(`href="#reason-${end!.id}"`);
    expect(faulty.text).toMatch(new RegExp(`id="reason-${end!.id}"[^>]*>kort<`));
    expect(faulty.text).not.toMatch(new RegExp(`id="reason-${wish!.id}"[^>]*>kort<`));
    for (const { id } of [wish!, end!])
      expect(
        (
          await postAs(world, fieldworker, `${path(mail)}/beslis/${id}`, {
            as: 'sent',
            reason: 'De mailserver toont dat ze vertrok.',
          })
        ).status,
      ).toBe(303);
  });
});

describe('an address', () => {
  test('is one agency’s: another is refused at the page, in the database and in the file of employers', async () => {
    const next = await runningMails(world, 3);
    // The same address in the register before this was held: the first gets the mail, the second none.
    const [one, two] = await mailsOf(world, next);
    await behindItsBack(
      world,
      'client_mail',
      sql`update client_mail set to_address = null where task = ${two!.task}`,
    );
    const given = await postAs(world, fieldworker, `${path(two!)}/adres`, { address: one!.to.toUpperCase() });
    expect([
      given.status,
      given.text.includes('Een ander kantoor van deze campagne heeft dit adres al'),
    ]).toEqual([422, true]);
    const byHand = world
      .as('fieldworker')
      .inTx((ctx) =>
        sql`update client_mail set to_address = ${one!.to} where task = ${two!.task}`.execute(ctx.db),
      );
    expect(await refusalOf(byHand)).toBe('client_mail_recipient_once');
    const folder = mkdtempSync(join(tmpdir(), 'praktijktest-'));
    const file = join(folder, 'employers.csv');
    const [first, second] = await rows<{ kbo: string; name: string; mail: string }>(
      sql`select kbo, name, mail from employer where sector = 'uitzend' order by kbo limit 2`,
    );
    writeFileSync(
      file,
      `kbo,name,sector,mail\n${first!.kbo},${first!.name},uitzend,${first!.mail}\n${second!.kbo},${second!.name},uitzend,${first!.mail}\n`,
    );
    const refused = await importFile(world.as('fieldworker'), 'employers', file, { keepGood: false }).catch(
      (error: unknown) => error,
    );
    rmSync(folder, { recursive: true, force: true });
    expect(refused).toBeInstanceOf(ImportRefused);
    expect((refused as ImportRefused).report.faults).toEqual([
      {
        line: 3,
        field: 'mail',
        problem: `employer ${first!.kbo} takes mail at ${first!.mail} already`,
        cure: 'give an address of this employer alone, or leave the field empty',
      },
    ]);
    await world.services.campaigns.stop(world.as('coordinator'), next, 'Dit plan was een proef.', false);
  });

  test('of several agencies in the register is planned once: the others wait for one of their own', async () => {
    await importWorld(world, 3);
    await rows(sql`update employer set mail = 'balie@groep.example' where sector = 'uitzend'`);
    const { campaigns } = world.services;
    const id = await campaigns.create(
      world.as('inspector'),
      callDraft(3, { scenario: 'client-mail-temp-agency' }),
    );
    await campaigns.seal(world.as('coordinator'), id, seedOf(3));
    expect((await mailsOf(world, id)).map(({ to }) => to)).toEqual(['balie@groep.example', null, null]);
  });

  test('is a client’s or an applicant’s, never of both', async () => {
    const taken = await world
      .as('coordinator')
      .read((ctx) => sql<{ one: string }>`select one from addresses_taken() one`.execute(ctx.db));
    const ours = mails.map(({ from }) => from);
    expect(ours.filter((one) => !taken.rows.some((row) => row.one === one))).toEqual([]);
    await runningCampaign(world, 2, {}, 7);
    const twice = rows(sql`do $$ begin
      alter table pt.application drop constraint application_test_position_unique, drop constraint application_test_arm_unique;
      insert into pt.application select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'message_id', gen_random_uuid(),
        'from_address', (select m.from_address from pt.client_mail m limit 1)))).* from pt.application a limit 1; end $$`);
    expect(await refusalOf(twice)).toBe('application_address_unique');
  });
});

describe('in the end', () => {
  test('a campaign of which each wish left has not ended early, and its report tells each mail that left', async () => {
    const [doubted] = await rows<{ id: string }>(
      sql`select id from client_letter where task = ${mails[5]!.task}`,
    );
    const settled = { as: 'sent', reason: 'De mailserver toont dat ze vertrok.' };
    expect(
      (await postAs(world, fieldworker, `${path(mails[5]!)}/beslis/${doubted!.id}`, settled)).status,
    ).toBe(303);
    await world.services.campaigns.close(world.as('coordinator'), campaign, null, false);
    expect(await rows(sql`select early from campaign_end where campaign = ${campaign}`)).toEqual([
      { early: false },
    ]);
    await world.services.clientMails.send(system());
    await world.at(toInstant(addDays(MONDAY, 15), 10 * 60));
    await world.services.clientMails.endSilent(system());
    const actions = `/campagnes/${campaign}/machtiging/handelingen`;
    expect((await postAs(world, inspector, actions, {})).status).toBeLessThan(400);
    const body = ActionBody.parse(
      JSON.parse((await getAs(world, inspector, `${actions}/1/verslag.json`)).text),
    );
    expect(body.calls.every(({ byMail, letters }) => byMail && letters[0]?.step === 'wish')).toBe(true);
    expect(body.calls[2]!.letters.map(({ step, state }) => `${step} ${state}`)).toEqual([
      'wish sent',
      'refusal sent',
    ]);
    expect(body.calls.filter(({ code }) => code === 'silent').length).toBeGreaterThan(1);
    const counted = await world.as('inspector').read((ctx) => countDone(ctx, campaign));
    expect(counted).toEqual({ ...totalsOf(body), acts: body.acts.length + 1 });
    expect([totalsOf(body).callsMade, totalsOf(body).mailsSent]).toEqual([2, 9]);
    const { text } = await getAs(world, inspector, `${actions}/1/verslag.html`);
    for (const words of [
      'Klantmail 1',
      'geen antwoord binnen de dagen van het script',
      'Klantmail 3, Afsluiting na een weigering',
      'besliste of iemand op een klantmail antwoordde',
    ])
      expect([words, text.includes(words)]).toEqual([words, true]);
    expect(text).not.toMatch(/client-mail\.|: silent/);
  });

  test('who answers for data finds where a client wrote to, who answered, and what was told', async () => {
    const dpo = await settle(world, ['dpo']);
    const ctx = world.services.contextFor({ id: dpo.id, name: 'x', roles: ['dpo'] });
    const found = (words: string) =>
      ctx.read((ctx) =>
        sql<{
          place: string;
          campaign: string;
        }>`select place, campaign from places_of_person(${words})`.execute(ctx.db),
      );
    const { rows: places } = await found(mails[4]!.to);
    expect(places).toEqual([
      { place: 'answer', campaign },
      { place: 'client-mail', campaign },
    ]);
    expect((await found('balie@groep.example')).rows.map(({ place }) => place)).toContain('employer');
  });

  test('after the term nothing names an agency, of mails without an outcome too, and what still comes is not kept', async () => {
    const held = () =>
      rows<{ n: number }>(
        sql`select count(*)::int as n from client_mail m left join client_answer a on a.task = m.task left join response r on r.id = a.response
          where m.campaign in (select e.campaign from campaign_end e) and (m.to_address is not null or length(r.sealed) > 0)`,
      );
    expect((await held())[0]!.n).toBeGreaterThan(9);
    await world.at(toInstant(addDays(MONDAY, 15 + 366 * 6), 10 * 60));
    await world.services.privacy.applyTerms(system());
    expect(await held()).toEqual([{ n: 0 }]);
    expect(
      await rows(
        sql`select from client_letter l join campaign_end e on e.campaign = l.campaign where l.to_address <> '' or l.in_reply_to is not null or l.state_reason ~ '[^a-z-]'`,
      ),
    ).toEqual([]);
    const late = mails[4]!;
    await answered(late, 'Nog een late gedachte van ons kantoor.');
    const kept = await rows<{ bytes: number; from: string; state: string }>(
      sql`select length(r.sealed) as bytes, r.envelope_from as "from", r.state from client_answer a join response r on r.id = a.response
        where a.task = ${late.task} order by a.received_at`,
    );
    expect(kept).toEqual([
      { bytes: 0, from: '', state: 'client' },
      { bytes: 0, from: '', state: 'client' },
    ]);
    expect((await look(late)).status).toBe(200);
    expect((await act(late, 'exit')).status).toBe(409);
    expect(await verifyChain(system())).toMatchObject({ broken: null });
  });
});
