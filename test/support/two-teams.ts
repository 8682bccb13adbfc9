// Two campaigns of two teams, with a row of each in every table that holds rows of a case, planted by the owner.
import { sql } from 'kysely';
import { practiceAccounts, roles, systemAccount } from '../../src/auth/index.js';
import { addMember, type CampaignId } from '../../src/campaigns/index.js';
import type { Actor } from '../../src/platform/context.js';
import { asOwner } from '../../src/platform/db/index.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { sealedAnswer } from './sealed.js';
import { authorise, draftOf, importWorld, seedOf, type World } from './world.js';

/** Everybody who looks: a name, and the account. */
export interface Watcher extends Actor {
  readonly who: string;
}

const person = (place: number, who: string, role: string): Watcher => ({
  id: `00000000-0000-4000-8000-0000000001${String(place).padStart(2, '0')}`,
  name: `${who} Andere`,
  who,
  roles: [role],
});

/** The second team. */
export const otherTeam = {
  inspector: person(1, 'bea', 'inspector'),
  coordinator: person(2, 'bart', 'coordinator'),
  fieldworker: person(3, 'bo', 'fieldworker'),
  tester: person(4, 'tim', 'tester'),
  /** Who was asked for B; for A it was the practice magistrate. */
  magistrate: person(5, 'mo', 'magistrate'),
} as const;

const taken = new Set<string>(practiceAccounts.flatMap((account) => account.roles));
/** One account for each role that no practice account has. */
const otherRoles = roles
  .filter((role) => !taken.has(role) && role !== 'system')
  .map((role, place) => person(20 + place, role, role));

/** The practice accounts, the second team, one account of every other role, and the system. */
export const watchers: readonly Watcher[] = [
  ...practiceAccounts.map((account) => ({ ...account, who: account.login })),
  ...Object.values(otherTeam),
  ...otherRoles,
  { ...systemAccount, who: 'system' },
];

/** The campaigns of both teams. */
export interface TwoTeams {
  readonly A: CampaignId;
  readonly B: CampaignId;
}

/** Makes campaign A of the practice accounts and B of the second team, both running, and plants their rows. */
export async function plantTwoTeams(world: World): Promise<TwoTeams> {
  await asOwner(world.services.database.kysely, async (db) => {
    // Roles that two persons give: practice accounts have them from the system.
    await sql`select set_config('app.actor', ${systemAccount.id}, true)`.execute(db);
    for (const { id, name, roles } of [...Object.values(otherTeam), ...otherRoles])
      await sql`insert into account (id, name, kind, roles, practice) values (${id}, ${name}, 'person', ${[...roles]}::text[], true)`.execute(
        db,
      );
  });
  await importWorld(world, 4);
  const A = await sealed(world, 'bouw', 1, practiceAccounts);
  await authorise(world, A);
  await world.services.campaigns.start(world.as('inspector'), A);
  const B = await sealed(world, 'uitzend', 2, Object.values(otherTeam));
  for (const [letter, id, tester] of [
    ['a', A, practiceAccounts.find(({ login }) => login === 'tess')!.id],
    ['b', B, otherTeam.tester.id],
  ] as const)
    await plantCase(world, letter, id, tester);
  await plantCommon(world);
  return { A, B };
}

/** A sealed campaign of one pair in a sector, whose team is these people's inspector, coordinator and fieldworker. */
async function sealed(
  world: World,
  sector: string,
  seed: number,
  people: readonly { readonly id: string; readonly name: string; readonly roles: readonly string[] }[],
): Promise<CampaignId> {
  const as = (role: string) => world.services.contextFor(people.find(({ roles }) => roles.includes(role))!);
  const { campaigns } = world.services;
  const id = await campaigns.create(as('inspector'), draftOf(1, { cells: [{ sector, quota: 1 }] }));
  await campaigns.seal(as('coordinator'), id, seedOf(seed));
  await releaseIncrement(as('inspector'), id, 0);
  await addMember(as('coordinator'), id, as('fieldworker').actor.id);
  return id;
}

/** The id of a planted row: its first letter says of which campaign it is. */
export const planted = (letter: string): string => `${letter}0000000-0000-4000-8000-000000000001`;

async function plantCase(world: World, letter: string, id: CampaignId, tester: string): Promise<void> {
  const row = planted(letter);
  const done = planted(letter).replace(/1$/, '2');
  const said = planted(letter).replace(/1$/, '4');
  const by = practiceAccounts[3].id;
  const sector = letter === 'a' ? 'bouw' : 'uitzend';
  const test = sql`(select id from test where campaign = ${id})`;
  const application = sql`(select id from application where campaign = ${id} and position = 1)`;
  const employer = sql`(select employer from test where campaign = ${id})`;
  const call = (task: string, ordinal: number) =>
    sql`insert into call_task (id, campaign, ordinal, wave, turn, employer, employer_unit, sector, ground, script, leaf, tester, planned_on)
      values (${task}, ${id}, ${ordinal}, 1, ${ordinal}, ${employer}, 'u', ${sector}, 'origin', sha256('script'), sha256('leaf'), ${tester}, '2026-09-08')`;
  const forFirm = sql`insert into call_task (id, campaign, ordinal, wave, turn, employer, employer_unit, sector, ground, script, leaf, firm, planned_on)
      values (${done.replace(/2$/, '3')}, ${id}, 3, 1, 3, ${employer}, 'u', ${sector}, 'origin', sha256('script'), sha256('leaf'), (select id from test_firm limit 1), '2026-09-08')`;
  const cells = JSON.stringify(
    letter === 'a'
      ? { ground: 'origin', cells: [{ cut: 'sector', value: sector }] }
      : { ground: 'origin', cells: [] },
  );
  const counts = { both: 1, controlOnly: 6, treatmentOnly: 0, neither: 1 };
  const numbers = JSON.stringify({ ...counts, logE: 4, k: 1, alpha: 0.05, ratio: 7, low: 2, high: null });
  const ofEmployer = JSON.stringify({
    strict: counts,
    lenient: counts,
    primary: 'strict',
    logE: null,
    tests: [],
    days: [],
    contradictions: [],
  });
  const statements = [
    sql`insert into authorisation (id, campaign, kind, requested_by) values (${row}, ${id}, 'mandate', ${by}) on conflict do nothing`,
    ...partsOfAuthorisation(
      id,
      sql`(select kbo from employer where id = ${employer})`,
      by,
      letter === 'a' ? practiceAccounts.find(({ login }) => login === 'mieke')!.id : otherTeam.magistrate.id,
    ),
    sql`insert into attempt (id, application, number, server, message, lease_until) values (${row}, ${application}, 1, 's', 'm', now())`,
    sql`alter table pair_callers disable trigger user`,
    sql`insert into pair_callers (test, campaign, control, treatment, assigned_by) select t.id, ${id},
        case t.first_arm when 'control' then ${tester}::uuid else o.account end, case t.first_arm when 'control' then o.account else ${tester}::uuid end, ${by}
      from test t, (select account from tester where account <> ${tester} limit 1) o where t.campaign = ${id}`,
    sql`alter table pair_callers enable trigger user`,
    sql`insert into call_answer (attempt, application, campaign, sealed, sha256, received_at) values (${row}, ${application}, ${id}, '\\x01', sha256('x'), now())`,
    sql`insert into called_person (call, campaign, sealed, recorded_by) values (${row}, ${id}, '\\x01'::bytea || decode(repeat('00', 40), 'hex'), ${tester})`,
    sql`insert into outcome (application, code) values (${application}, 'INV')`,
    sql`insert into outcome_review (application, campaign) values (${application}, ${id})`,
    sql`insert into outcome_change (id, application, campaign, from_code, to_code) values (${row}, ${application}, ${id}, 'NON', 'INV')`,
    sql`insert into counted_test (test, campaign, ordinal, sector, ground, wave, employer, employer_unit, occupation, bottleneck, strict, lenient)
      values (${test}, ${id}, 0, ${sector}, 'origin', 1, ${employer}, 'u', 'o', false, 'both', 'both')`,
    sql`insert into cell_count (campaign, sector, ground, wave, definition) values (${id}, ${sector}, 'origin', 1, 'strict')`,
    sql`insert into employer_count (campaign, employer, ground, definition) values (${id}, ${employer}, 'origin', 'strict')`,
    sql`insert into evidence (campaign, sector, ground, place, employer_unit, test, outcome) values (${id}, ${sector}, 'origin', 1, 'u', ${test}, 'both')`,
    sql`insert into flag (id, campaign, sector, ground, procedure, state, raised_on, latest) values (${row}, ${id}, ${sector}, 'origin', 'standing', 'standing', ${numbers}, ${numbers})`,
    sql`insert into flag_decision (id, flag, decision, reason, actor) values (${row}, ${row}, 'watch', 'een goede reden', ${by})`,
    sql`insert into final_look (campaign, family, kind, why, early, k, alpha, cells) values (${id}, 1, 'undetermined', 'stopped-early', true, 1, 0.05, '[]')`,
    sql`insert into employer_flag (id, campaign, employer_unit, rule, state, raised_on, latest) values (${row}, ${id}, 'u', 'recurrence', 'standing', ${ofEmployer}, ${ofEmployer})`,
    sql`insert into employer_flag_decision (id, flag, decision, reason, actor) values (${row}, ${row}, 'watch', 'een goede reden', ${by})`,
    sql`insert into campaign_end (campaign, how, early, used_outcomes, actor) values (${id}, 'stopped', true, true, ${by})`,
    sql`alter table amendment disable trigger amendment_chained`,
    sql`insert into amendment (id, campaign, number, kind, body, previous, hash, reason, made_by, signature, signed_with)
      values (${row}, ${id}, 1, 'void-tests', ${JSON.stringify({ stateThen: 'sealed', tests: [], text: null })}, sha256('x'), sha256('y'), 'een goede reden', ${by}, ${Buffer.alloc(64)}, sha256('z'))`,
    sql`alter table amendment enable trigger amendment_chained`,
    sql`alter table voided_test disable trigger voided_test_named`,
    sql`insert into voided_test (test, campaign, amendment) values (${test}, ${id}, ${row})`,
    sql`alter table voided_test enable trigger voided_test_named`,
    sql`alter table publication disable trigger publication_closed`,
    sql`insert into publication (campaign, body, hash) values (${id}, ${cells}, sha256(convert_to(${letter}::text, 'UTF8')))`,
    sql`alter table publication enable trigger publication_closed`,
    sql`alter table figure_approval disable trigger user`,
    sql`insert into figure_approval (campaign, publication_hash, approved_by) values (${id}, sha256('x'), ${by})`,
    sql`alter table figure_approval enable trigger user`,
    sql`alter table plan_input disable trigger user`,
    sql`insert into plan_input (campaign, drawing, hash, sealed) values (${id}, 0, sha256('x'), '\\x01')`,
    sql`alter table plan_input enable trigger user`,
    sql`insert into drawn_material (hash, body) values (sha256('{}'), '{}') on conflict do nothing`,
    sql`insert into employer_erasure (campaign, tests, employers, answers, marks) values (${id}, 1, 1, 1, 2)`,
    sql`insert into cap_mark (kind, key_id, mark, counts_on) values ('group', '\\x0102030405060708', sha256('x'), '2020-01-01')`,
    sql`insert into response (id, channel, envelope_from, envelope_to, sealed, bytes, sha256, state, application, matched_by, redacted_subject, redacted_text)
      values (${row}, 'mail', 'x@y.example', ${letter}, ${sealedAnswer(row)}, 'matched', ${application}, 'address', 's', 't')`,
    sql`insert into withdrawal (id, application, campaign, response, due_at, template, to_address, subject, body, message_id, thread)
      values (${row}, ${application}, ${id}, ${row}, now(), 1, 'x@y.example', 's', 'b', ${letter}, '{}')`,
    sql`insert into withdrawal_attempt (id, withdrawal, number, server, message, lease_until) values (${row}, ${row}, 1, 's', 'm', now())`,
    sql`insert into triage (response, application, campaign, received_at, due_at) values (${row}, ${application}, ${id}, now(), now())`,
    sql`insert into coding (id, response, coder, code) values (${row}, ${row}, ${practiceAccounts[letter === 'a' ? 3 : 4].id}, 'INV')`,
    sql`insert into coding_change (id, coding, response, from_code, to_code, reason) values (${row}, ${row}, ${row}, 'REJ', 'INV', 'een goede reden')`,
    sql`insert into identity_retirement (application, reason, note, retired_by) values (${application}, 'disclosed', 'een goede reden', ${by})`,
    sql`insert into suspicion (id, campaign, test, employer, scenario, note, raised_by) values (${row}, ${id}, ${test}, ${employer}, 's', 'een goede reden', ${by})`,
    sql`insert into recusal (response, coder) values (${row}, ${practiceAccounts.find(({ login }) => login === 'arne')!.id})`,
    sql`insert into call_script (hash, scenario, version, body) values (sha256('script'), 's', 1, '{}') on conflict do nothing`,
    call(row, 1),
    call(done, 2),
    call(said, 4),
    ...(letter === 'a' ? [forFirm] : []),
    sql`insert into call_outcome (task, code, deviations, ended_at, recorded_by) values (${done}, 'stopped', '[]', now(), ${tester})`,
    sql`insert into call_attempt (task, n, campaign, how, on_day, ended_at, next_on, recorded_by)
      values (${row}, 1, ${id}, 'busy', (now() at time zone 'Europe/Brussels')::date, now(), '2099-01-01', ${tester})`,
    sql`update call_task set state = 'done' where id = ${done}`,
    sql`insert into voice_pretest (id, tester, language, origin, tested_on, sex, raters, share, age, clarity, friendliness, pace, document_hash, recorded_by, recorded_at)
      values (${row}, ${tester}, 'nl', 'flemish', '2026-09-01', 'f', 40, 0.9, 28, 4, 4, 150, sha256('sheet'), ${by}, now())`,
    sql`alter table call_outcome disable trigger user`,
    sql`insert into call_outcome (task, code, asked_reason, named_ban, times_said, deviations, note, told, ended_at, recorded_by)
      values (${said}, 'EVADE', false, false, 1, '[]', 'Dat kan.', 'Dat kan.', now(), ${tester})`,
    sql`alter table call_outcome enable trigger user`,
    sql`update call_task set state = 'done' where id = ${said}`,
    sql`insert into call_coding (id, task, campaign, coder, code, asked_reason, named_ban, adjudication)
      values (${row}, ${said}, ${id}, ${practiceAccounts[letter === 'a' ? 3 : 4].id}, 'EVADE', false, false, false)`,
    ...(letter === 'a'
      ? [
          sql`insert into call_coding (id, task, campaign, coder, code, asked_reason, named_ban, adjudication)
            values (${done}, ${said}, ${id}, ${practiceAccounts[4].id}, 'EVADE', false, false, false)`,
        ]
      : []),
    sql`insert into call_coding_change (id, coding, task, campaign, from_code, from_asked, from_named, to_code, to_asked, to_named, reason)
      values (${row}, ${row}, ${said}, ${id}, 'REFUSE', false, false, 'EVADE', false, false, 'een goede reden')`,
    sql`insert into call_recusal (task, campaign, coder) values (${said}, ${id}, ${practiceAccounts.find(({ login }) => login === 'arne')!.id})`,
    sql`insert into client_mail (task, campaign, from_name, from_address, to_address) values (${done}, ${id}, 'Een Klant', ${`${letter}@mijnpost.example`}, 'x@y.example')`,
    sql`insert into client_letter (id, task, campaign, step, to_address, subject, body, message_id, decided_by)
      values (${row}, ${done}, ${id}, 'wish', 'x@y.example', 's', 'b', ${letter}, ${by})`,
    sql`insert into client_attempt (id, letter, campaign, number, server, message, lease_until) values (${row}, ${row}, ${id}, 1, 's', 'm', now())`,
    sql`insert into client_answer (response, task, campaign, received_at, automatic, bounced) values (${row}, ${done}, ${id}, now(), false, false)`,
    sql`insert into vacancy_check (id, vacancy, verdict, adapter, actor) select ${row}, vacancy, 'open', 'x', ${by} from test where campaign = ${id}`,
    sql`insert into vacancy_snapshot (id, vacancy, media, bytes, sha256, sealed, taken_by) select ${row}, vacancy, 'text/plain', 1, sha256('x'), '\\x01'::bytea || decode(repeat('00', 37), 'hex'), ${by} from test where campaign = ${id} limit 1`,
    sql`insert into legal_hold (id, campaign, reason, review_on, placed_by) values (${row}, ${id}, 'een goede reden', '2027-01-01', ${by})`,
    sql`insert into establishment (number, employer) values ('2' || lpad(ascii(${letter})::text, 9, '0'), ${employer})`,
  ];
  await asOwner(world.services.database.kysely, async (db) => {
    for (const statement of statements) await statement.execute(db);
  });
}

/** What belongs to the authorisation of a campaign, whatever its state: its employer, a condition that is met, a later end, the request. */
function partsOfAuthorisation(id: CampaignId, kbo: ReturnType<typeof sql>, by: string, magistrate: string) {
  const authorisation = sql`(select id from authorisation where campaign = ${id})`;
  const tables = [
    'authorisation_employer',
    'authorisation_condition',
    'authorisation_extension',
    'authorisation_request',
    'sent_request',
    'action_report',
    'magistrate_decision',
  ];
  return [
    ...tables.map((table) => sql`alter table ${sql.ref(table)} disable trigger user`),
    sql`insert into authorisation_employer (authorisation, campaign, number) values (${authorisation}, ${id}, ${kbo})`,
    sql`insert into authorisation_condition (authorisation, campaign, position, of_basis, words, met_by, met_at, note)
      values (${authorisation}, ${id}, 1, false, '{"nl": "x", "en": "x", "fr": "x"}', ${by}, now(), 'x')`,
    sql`insert into authorisation_extension (id, authorisation, campaign, number, decided_on, valid_until, document_hash, recorded_by)
      values (gen_random_uuid(), ${authorisation}, ${id}, 'x', '2026-09-07', '2027-04-01', sha256('x'), ${by})`,
    sql`insert into authorisation_request (authorisation, campaign, addressee, motivation, necessity, max_tests, wanted_from, wanted_until, test_types, employers, third_persons)
      values (${authorisation}, ${id}, 'x', 'x', 'x', 1, '2026-09-01', '2027-03-01', '{correspondence}', '{}', false)`,
    sql`insert into sent_request (authorisation, campaign, version, body, html, pdf, body_hash, html_hash, pdf_hash, sent_by, addressed_to)
      values (${authorisation}, ${id}, 1, '{}', 'x', 'x', sha256('{}'), sha256('x'), sha256('x'), ${by}, ${magistrate})`,
    sql`insert into action_report (authorisation, number, campaign, body, html, pdf, body_hash, html_hash, pdf_hash, made_by)
      values (${authorisation}, 1, ${id}, '{}', 'x', 'x', sha256('{}'), sha256('x'), sha256('x'), ${by})`,
    sql`insert into magistrate_decision (authorisation, number, campaign, step, body, html, pdf, body_hash, html_hash, pdf_hash, decided_by)
      values (${authorisation}, 1, ${id}, 'granted', '{}', 'x', 'x', sha256('{}'), sha256('x'), sha256('x'), ${magistrate})`,
    ...tables.map((table) => sql`alter table ${sql.ref(table)} enable trigger user`),
  ];
}

/** Mail of no campaign, and what belongs to Ines alone. */
async function plantCommon(world: World): Promise<void> {
  const ines = practiceAccounts[0].id;
  const row = planted('a');
  const statements = [
    ...['unmatched', 'new', 'set-aside'].map(
      (state, place) =>
        sql`insert into response (id, channel, envelope_from, envelope_to, sealed, bytes, sha256, state) values (${planted('cde'[place]!)}, 'mail', 'x@y.example', ${state}, ${sealedAnswer(planted('cde'[place]!))}, ${state})`,
    ),
    sql`insert into kill_switch (id, thrown_by, reason) values (${row}, ${practiceAccounts[1].id}, 'x')`,
    sql`update kill_switch set released_by = ${ines}, released_at = now(), released_reason = 'x'`,
    sql`insert into weekend_duty (saturday, account, planned_by) values ('2026-12-05', ${practiceAccounts.find(({ login }) => login === 'veerle')!.id}, ${practiceAccounts[1].id})`,
    sql`insert into mail_source (address) values ('post@post.example')`,
    sql`insert into retention_run (id, erased) values (${row}, '[]')`,
    sql`insert into data_request (id, kind, subject, details, received_on, recorded_by) values (${row}, 'access', 'Iemand', 'een goede vraag', '2026-09-01', ${ines})`,
    sql`insert into data_request_act (id, request, kind, found, actor) values (${row}, ${row}, 'searched', 0, ${ines})`,
    sql`insert into signal (id, reference, kind, sector, grounds, period, facts, recorded_by) values (${row}, 'x', 'datamining', 'bouw', '{origin}', '2026-Q3', 'x', ${ines})`,
    sql`insert into exhibit (id, signal, kind, facts, file_hash, added_by) values (${row}, ${row}, 'data', 'x', sha256('x'), ${ines})`,
    sql`insert into account_sector (account, sector) values (${ines}, 'bouw')`,
    sql`insert into role_grant (id, account, role, proposed_by) values (${row}, ${ines}, 'custodian', ${practiceAccounts[1].id})`,
    sql`insert into announcement (id, recipient, account, role, what) values (${row}, ${ines}, ${ines}, 'custodian', 'granted')`,
    sql`insert into own_interest (id, campaign, account, kind) select ${row}, id, ${ines}, 'other' from campaign where name like 'Nulmeting%' order by created_at desc limit 1`,
    sql`insert into capacity (account, issuer, subject, organisation) values (${ines}, 'i', 's', 'o')`,
    sql`insert into recovery_code (account, hash) values (${ines}, sha256('x'))`,
    sql`insert into session (id, account, how, complete, ends_at, agent) values (${row}, ${ines}, 'password', true, app_now() + interval '1 hour', 'a')`,
    sql`insert into sign_in (id, account, how, result, agent) values (${row}, ${ines}, 'password', 'in', 'a')`,
    sql`insert into invitation (id, account, token_hash, made_by, expires_at) values (${row}, ${ines}, sha256('x'), ${ines}, app_now())`,
    sql`insert into notice_mail (id, account, address, subject, body) values (${row}, ${ines}, 'x@y.example', 's', 'x')`,
    sql`insert into throttle (key, failures, until, forget_at) values (sha256('x'), 1, app_now(), app_now())`,
    sql`insert into saved_filter (id, account, name, path, query) values (${row}, ${ines}, 'n', '/campagnes', '')`,
    sql`insert into campaign_design (id, account, answers) values (${row}, ${ines}, '{}')`,
    sql`insert into api_token (id, account, label, hash, scopes, expires_on) values (${row}, ${ines}, 'l', sha256('x'), '{campaign.read}', (app_now() + interval '9 days')::date)`,
    sql`insert into api_replay (account, key, request_hash) values (${ines}, 'k', sha256('x'))`,
    sql`insert into legal_basis_confirmation (id, code, version, text_hash, document_hash, document_date, proposed_by)
      select ${row}, code, version, text_hash, sha256('x'), '2026-01-01', ${ines} from legal_basis where not exercise order by code, version limit 1`,
  ];
  await asOwner(world.services.database.kysely, async (db) => {
    for (const statement of statements) await statement.execute(db);
  });
}
