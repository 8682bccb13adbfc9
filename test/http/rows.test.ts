// What the database itself shows and takes, by team and role: hand-written SQL as the program, over two campaigns of two teams.
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holds, practiceAccounts, roles, systemAccount, type Permission } from '../../src/auth/index.js';
import type { Tables } from '../../src/platform/db/index.js';
import { otherTeam, planted, plantTwoTeams, watchers, type TwoTeams } from '../support/two-teams.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let teams: TwoTeams;
beforeAll(async () => {
  world = await openWorld();
  teams = await plantTwoTeams(world);
});
afterAll(() => world.close());

/** Runs as the program with somebody as actor, in a transaction that is undone. */
async function as<T>(actor: string, use: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const undo = new Error('undo');
  let value: { found: T } | undefined;
  try {
    await world.services.database.kysely.transaction().execute(async (db) => {
      await sql`select set_config('search_path', 'pt, pg_catalog', true), set_config('app.actor', ${actor}, true), set_config('role', 'pt_app', true)`.execute(
        db,
      );
      value = { found: await use(db) };
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return value!.found;
}

const idOf = (who: string): string => watchers.find((one) => one.who === who)!.id;

/** What everybody sees of a relation, as labels of its rows in order; who sees nothing is left out. */
async function seenIn(relation: string, label: string): Promise<Record<string, string>> {
  const seen: Record<string, string> = {};
  for (const { who, id } of watchers) {
    const text = sql.raw(
      label.replaceAll('$A', `'${teams.A}'`).replaceAll('$B', `'${teams.B}'`).replaceAll('$own', `'${id}'`),
    );
    const found = await as(id, (db) =>
      sql<{
        seen: string | null;
      }>`select string_agg(label, '' order by label collate "C") as seen from (select distinct ${text} as label from ${sql.ref(relation)}) l`.execute(
        db,
      ),
    );
    const labels = found.rows[0]?.seen ?? '';
    if (labels !== '') seen[who] = labels;
  }
  return seen;
}

const BY_CAMPAIGN = "case campaign when $A then 'A' when $B then 'B' else '-' end";
const BY_ID = 'upper(left(id::text, 1))';
const BY_ACCOUNT = "case account when $own then 'own' else 'other' end";
const ANY = "'x'::text";

const all = (label: string) => Object.fromEntries(watchers.map(({ who }) => [who, label]));
const to = (label: string, ...whos: string[]) => Object.fromEntries(whos.map((who) => [who, label]));
const TEAM_A = ['ines', 'cas', 'veerle'];
const TEAM_B = ['bea', 'bart', 'bo'];
const CASE = { ...to('A', ...TEAM_A), ...to('B', ...TEAM_B), system: 'AB' };
const EVIDENCE = { ...to('A', 'ines', 'cas'), ...to('B', 'bea', 'bart'), system: 'AB' };
const READERS = [...TEAM_A, ...TEAM_B, 'anke', 'leo', 'system'];
const FIGURES = ['ines', 'cas', 'bea', 'bart', 'anke', 'system'];
const STAFF = [...TEAM_A, ...TEAM_B, 'anke', 'system'];
/** Who of a team reads what was asked, and the magistrate who was. */
const ASKING = { ...to('A', 'ines', 'cas'), ...to('B', 'bea', 'bart'), system: 'AB' };
const ASKED = { mieke: 'A', mo: 'B' };
const PROTECTORS = ['cas', 'bart', 'leo', 'dina', 'system'];
const KEEPERS = ['astrid', 'system'];

/** Per relation: how its rows are labelled, and who sees which. */
const SEEN: Readonly<Record<string, readonly [label: string, seen: Record<string, string>]>> = {
  // A campaign's case, for its own team.
  test: [BY_CAMPAIGN, CASE],
  application: [BY_CAMPAIGN, CASE],
  attempt: [BY_CAMPAIGN, CASE],
  outcome: [BY_CAMPAIGN, CASE],
  counted_test: [BY_CAMPAIGN, CASE],
  cell_count: [BY_CAMPAIGN, CASE],
  employer_count: [BY_CAMPAIGN, CASE],
  evidence: [BY_CAMPAIGN, CASE],
  // How evidence grows is not for who works in the field.
  flag: [BY_CAMPAIGN, EVIDENCE],
  flag_decision: [BY_ID, EVIDENCE],
  final_look: [BY_CAMPAIGN, CASE],
  employer_flag: [BY_CAMPAIGN, CASE],
  employer_flag_decision: [BY_ID, CASE],
  voided_test: [BY_CAMPAIGN, CASE],
  identity_retirement: [BY_CAMPAIGN, CASE],
  mailbox: [BY_CAMPAIGN, CASE],
  match_candidate: [BY_CAMPAIGN, CASE],
  plan_place: [BY_CAMPAIGN, CASE],
  enforcement_pair: [BY_CAMPAIGN, CASE],
  triage: [BY_CAMPAIGN, CASE],
  withdrawal: [BY_CAMPAIGN, CASE],
  withdrawal_attempt: [BY_ID, CASE],
  answer_circumstance: ['upper(left(response::text, 1))', CASE],
  // Calls also for the tester who makes them.
  call_task: [BY_CAMPAIGN, { ...CASE, tess: 'A', tim: 'B' }],
  call_attempt: ['upper(left(task::text, 1))', { ...CASE, tess: 'A', tim: 'B' }],
  call_outcome: ['upper(left(task::text, 1))', { ...CASE, tess: 'A', tim: 'B' }],
  // What a client writes and gets back, for the team alone.
  client_mail: [BY_CAMPAIGN, CASE],
  client_letter: [BY_CAMPAIGN, CASE],
  client_attempt: [BY_CAMPAIGN, CASE],
  client_answer: [BY_CAMPAIGN, CASE],
  // Who calls for a pair, for its team alone: no caller learns who the other is. What they heard is on its way to an answer.
  pair_callers: [BY_CAMPAIGN, CASE],
  call_answer: [BY_CAMPAIGN, { system: 'AB' }],
  // How testers sound, for who plans calls and each for the own voice; no test firm.
  voice_pretest: [
    "case when tester = $own then 'own' else 'other' end",
    { ...to('other', 'cas', 'veerle', 'bart', 'bo', 'system'), tess: 'own', tim: 'own' },
  ],
  // Who was spoken to, in enforcement alone, for inspectors of the team.
  called_person: [BY_CAMPAIGN, { ...to('A', 'ines'), ...to('B', 'bea'), system: 'AB' }],
  // What coders made of them: the own, and the team's; what there is to code through the one view.
  call_coding: [BY_CAMPAIGN, { ...CASE, cleo: 'A', cyriel: 'AB' }],
  call_final: [BY_CAMPAIGN, { ...to('A', ...TEAM_A), system: 'A' }],
  call_coding_change: [BY_CAMPAIGN, { ...CASE, cleo: 'A', cyriel: 'B' }],
  call_recusal: [BY_CAMPAIGN, { ...CASE, arne: 'AB' }],
  call_coding_item: ['upper(left(task::text, 1))', to('AB', 'cleo', 'cyriel')],
  // Mail of no application (C unmatched, D new, E set aside) for who matches mail.
  response: [BY_ID, { ...CASE, veerle: 'ACE', bo: 'BCE', system: 'ABCDE' }],
  // A coder sees the own codings, and redacted text of every campaign through the one view; its team sees its codings.
  coding: [BY_ID, { ...CASE, cleo: 'A', cyriel: 'B' }],
  coding_change: [BY_ID, { ...CASE, cleo: 'A', cyriel: 'B' }],
  outcome_change: [BY_CAMPAIGN, CASE],
  outcome_review: [BY_CAMPAIGN, { system: 'AB' }],
  suspicion: [BY_CAMPAIGN, CASE],
  recusal: ['upper(left(response::text, 1))', { ...CASE, arne: 'AB' }],
  coding_item: ['upper(left(response::text, 1))', to('AB', 'cleo', 'cyriel')],
  // What a campaign is, for the roles that read campaigns; what it published, for those that read figures.
  campaign: ["case id when $A then 'A' else 'B' end", to('AB', ...READERS)],
  campaign_cell: [BY_CAMPAIGN, to('AB', ...READERS)],
  campaign_member: [BY_CAMPAIGN, to('AB', ...READERS)],
  campaign_end: [BY_CAMPAIGN, to('AB', ...READERS)],
  seal: [BY_CAMPAIGN, to('AB', ...READERS)],
  plan_increment: [BY_CAMPAIGN, to('AB', ...READERS)],
  // What a baseline's plan was drawn from, sealed.
  plan_input: [BY_CAMPAIGN, { ...to('A', ...TEAM_A), ...to('B', ...TEAM_B) }],
  identity_release: [BY_CAMPAIGN, to('AB', ...READERS)],
  amendment: [BY_CAMPAIGN, to('AB', ...READERS)],
  authorisation: [BY_CAMPAIGN, { ...to('AB', ...READERS), ...ASKED }],
  authorisation_condition: [BY_CAMPAIGN, { ...to('AB', ...READERS), ...ASKED }],
  authorisation_extension: [BY_CAMPAIGN, { ...to('AB', ...READERS), ...ASKED }],
  // What is asked for and who is targeted, for the own team.
  authorisation_request: [BY_CAMPAIGN, CASE],
  authorisation_employer: [BY_CAMPAIGN, { ...CASE, ...ASKED }],
  // As it was sent, with the facts of its signals, for who of the team reads those.
  sent_request: [BY_CAMPAIGN, { ...ASKING, ...ASKED }],
  action_report: [BY_CAMPAIGN, { ...ASKING, ...ASKED }],
  magistrate_decision: [BY_CAMPAIGN, { ...ASKING, ...ASKED }],
  kill_switch: [ANY, to('x', ...READERS)],
  // Our own mailboxes elsewhere, and whether they are read.
  weekend_duty: [ANY, to('x', ...READERS)],
  mail_source: [ANY, to('x', ...READERS)],
  // What is kept, for how long, and what must not be erased; who asked about their data, for who answers for data alone.
  legal_hold: [BY_CAMPAIGN, to('AB', ...PROTECTORS)],
  retention_run: [ANY, to('x', ...PROTECTORS)],
  retention_confirmation: [ANY, to('x', ...PROTECTORS)],
  retention_term: [ANY, to('x', ...PROTECTORS)],
  data_request: [ANY, { dina: 'x' }],
  data_request_act: [ANY, { dina: 'x' }],
  // That a baseline's figures were approved and what was erased then.
  figure_approval: [BY_CAMPAIGN, to('AB', ...READERS, ...PROTECTORS)],
  employer_erasure: [BY_CAMPAIGN, to('AB', ...READERS, ...PROTECTORS)],
  // What gives reason to test, for who asks and who checks.
  signal: [ANY, to('x', 'ines', 'cas', 'bea', 'bart', 'system')],
  exhibit: [ANY, to('x', 'ines', 'cas', 'bea', 'bart', 'system')],
  publication: [BY_CAMPAIGN, to('AB', ...FIGURES)],
  published_flag: [BY_CAMPAIGN, to('A', ...FIGURES)],
  // The register: a tester sees the agencies still to be called.
  employer: [
    "case when exists (select from call_task t where t.employer = employer.id) then 'called' else 'x' end",
    { ...to('calledx', ...STAFF), anke: 'x', tess: 'called', tim: 'called' },
  ],
  establishment: [ANY, to('x', ...STAFF)],
  vacancy: [ANY, to('x', ...STAFF)],
  vacancy_check: [BY_ID, to('AB', ...STAFF)],
  vacancy_snapshot: [BY_ID, CASE],
  // The log: whole for who reviews it, of the own campaigns for who works on them.
  audit_link: [
    BY_CAMPAIGN,
    { ...to('A', 'ines', 'cas'), ...to('B', 'bea', 'bart'), ...to('-AB', 'leo', 'system') },
  ],
  audit_head: [ANY, all('x')],
  // People and what belongs to one of them.
  account: ["case id when $own then 'own' else 'other' end", all('otherown')],
  account_sector: [BY_ACCOUNT, { ...to('other', ...KEEPERS), ines: 'own', soetkin: 'own' }],
  role_grant: [BY_ACCOUNT, { ...to('other', ...KEEPERS), ines: 'own' }],
  announcement: [BY_ACCOUNT, { ines: 'own' }],
  own_interest: [BY_ACCOUNT, { ines: 'own', ...to('other', 'cas', 'bart', 'system') }],
  campaign_insider: [BY_ACCOUNT, { ...to('own', ...TEAM_A, ...TEAM_B, 'tess', 'tim'), system: 'other' }],
  // Test firms for who looks after accounts and who plans calls; who works for one, and its calls, for the firm.
  test_firm: [ANY, to('x', ...KEEPERS, 'cas', 'veerle', 'bart', 'bo', 'fien')],
  firm_member: [BY_ACCOUNT, { ...to('other', ...KEEPERS), fien: 'own' }],
  firm_task: ['state', { fien: 'to-do' }],
  account_login: [
    BY_ACCOUNT,
    { ...to('own', ...practiceAccounts.map(({ login }) => login)), astrid: 'otherown', system: 'other' },
  ],
  credential: [BY_ACCOUNT, { ...to('own', ...practiceAccounts.map(({ login }) => login)), system: 'other' }],
  capacity: [BY_ACCOUNT, { ines: 'own', ...to('other', ...KEEPERS) }],
  invitation: [BY_ACCOUNT, to('other', ...KEEPERS)],
  notice_mail: [BY_ACCOUNT, to('other', ...KEEPERS)],
  recovery_code: [BY_ACCOUNT, { ines: 'own', system: 'other' }],
  session: [BY_ACCOUNT, { ines: 'own', system: 'other' }],
  sign_in: [BY_ACCOUNT, { ines: 'own', system: 'other' }],
  api_token: [BY_ACCOUNT, { ines: 'own', system: 'other' }],
  api_replay: [BY_ACCOUNT, { ines: 'own', system: 'other' }],
  saved_filter: [BY_ACCOUNT, { ines: 'own' }],
  campaign_design: [BY_ACCOUNT, { ines: 'own' }],
  throttle: [ANY, { system: 'x' }],
  // Reference data, and what tells nothing of a case.
  clock: [ANY, all('x')],
  sector: [ANY, all('x')],
  ground: [ANY, all('x')],
  competence_rule: [ANY, all('x')],
  legal_service: [ANY, all('x')],
  legal_basis: [ANY, all('x')],
  purpose_wall: [ANY, all('x')],
  legal_basis_confirmation: [ANY, all('x')],
  call_script: [ANY, all('x')],
  drawn_material: [ANY, all('x')],
  tester: [ANY, all('x')],
  migration: [ANY, all('x')],
};

/** The marks by which the caps of an erased baseline hold on: functions alone read them. */
const SHUT = ['cap_mark'];

describe('what the program may see', () => {
  test.each(Object.keys(SEEN))('of %s', async (relation) => {
    const [label, seen] = SEEN[relation]!;
    expect(await seenIn(relation, label)).toEqual(seen);
  });

  test.each(SHUT)('of %s, nobody', async (relation) => {
    for (const { id } of watchers)
      await expect(as(id, (db) => sql`select from ${sql.ref(relation)}`.execute(db))).rejects.toMatchObject({
        code: '42501',
      });
  });

  test('stands here for every table and view', async () => {
    const found = await sql<{
      name: string;
    }>`select relname as name from pg_class where relnamespace = 'pt'::regnamespace and relkind in ('r', 'p', 'v', 'm') order by 1`.execute(
      world.services.database.kysely,
    );
    expect(found.rows.map(({ name }) => name)).toEqual([...Object.keys(SEEN), ...SHUT].sort());
  });
});

describe('a table that is open to whoever acts', () => {
  const OPEN: Readonly<Record<string, string>> = {
    account: 'names stand beside acts everywhere',
    audit_head: 'every act writes its link behind it',
    call_script: 'approved words, of no case',
    clock: 'the time',
    competence_rule: 'law',
    drawn_material: 'scenarios and pools, of no case',
    ground: 'reference data',
    legal_basis: 'law',
    legal_basis_confirmation: 'acts on law, of no case; the gate asks them for every role',
    legal_service: 'law',
    purpose_wall: 'law',
    sector: 'reference data',
    tester: 'a number in the place of a name',
  };
  test('stands on the list, with a reason', async () => {
    const found = await sql<{
      name: string;
    }>`select p.tablename as name from pg_policies p where p.schemaname = 'pt' and 'pt_app' = any (p.roles) and p.permissive = 'PERMISSIVE'
        and p.cmd in ('ALL', 'SELECT') and p.qual ~ 'app_actor\\(\\).* IS NOT NULL' and p.qual !~ ' (AND|OR) '
        and not exists (select from pg_policies r where r.schemaname = 'pt' and r.tablename = p.tablename and r.permissive = 'RESTRICTIVE')
      order by 1`.execute(world.services.database.kysely);
    expect(found.rows.map(({ name }) => name)).toEqual(Object.keys(OPEN));
  });
});

describe('the roles of the policies', () => {
  const HELD: readonly (readonly [string, readonly Permission[]])[] = [
    ['app_reads_campaigns()', ['campaign.read']],
    ['app_reads_figures()', ['findings.read', 'flag.read']],
    ['app_reads_log()', ['log.read']],
    ['app_reads_protection()', ['data-protection.read']],
    ['app_reads_register()', ['test.read', 'findings.read']],
    ['app_imports_register()', ['register.import', 'vacancy.check']],
    ['app_designs_campaigns()', ['campaign.design']],
    ['app_keeps_teams()', ['campaign.team', 'campaign.seal', 'authorisation.record']],
    ['app_matches_mail()', ['mail.match']],
    ['app_reads_signals()', ['signal.read']],
    ['app_records_signals()', ['signal.record']],
    ['app_plans_calls()', ['call.plan']],
    ['app_records_voices()', ['voice.record']],
    ['app_codes()', ['response.code', 'response.adjudicate']],
    ['array(select app_team_campaigns()) <> array[]::uuid[]', ['test.read', 'findings.read']],
  ];
  test.each(HELD)('%s hold what the table of permissions says', async (asked, permissions) => {
    const wrong: string[] = [];
    for (const role of roles.filter((one) => one !== 'system')) {
      const who = watchers.find((one) => one.roles.some((held) => held === role))!;
      const [answer] = (
        await as(systemAccount.id, async (db) => {
          await sql`insert into campaign_member (campaign, account, added_by) values (${teams.B}, ${who.id}, app_actor()) on conflict do nothing`.execute(
            db,
          );
          await sql`select set_config('app.actor', ${who.id}, true)`.execute(db);
          return sql<{ holds: boolean }>`select ${sql.raw(asked)} as holds`.execute(db);
        })
      ).rows;
      const expected =
        asked === 'app_reads_figures()'
          ? permissions.every((one) => holds([role], one))
          : permissions.some((one) => holds([role], one));
      if (answer!.holds !== expected) wrong.push(role);
    }
    expect(wrong).toEqual([]);
  });
});

/** Tries a statement as somebody: how many rows it changed, or why it was refused. */
async function tries(who: string, text: string): Promise<number | string> {
  const statement = text.replaceAll('$A', `'${teams.A}'`).replaceAll('$B', `'${teams.B}'`);
  try {
    return Number((await as(idOf(who), (db) => sql.raw(statement).execute(db))).numAffectedRows ?? 0n);
  } catch (error) {
    return (error as { code: string }).code;
  }
}
const REFUSED = '42501';

describe('the program may not, for somebody of another team, add', () => {
  test.each([
    [
      'a test',
      `insert into test (id, campaign, ordinal, vacancy, employer, employer_unit, sector, ground, first_arm, block, leaf)
      select gen_random_uuid(), $A, 99, id, employer, 'u', 'bouw', 'origin', 'control', 1, sha256('x') from vacancy order by reference desc limit 1`,
    ],
    [
      'a count',
      `insert into cell_count (campaign, sector, ground, wave, definition) values ($A, 'bouw', 'origin', 9, 'strict')`,
    ],
    [
      'a flag',
      `insert into flag (id, campaign, sector, ground, procedure, state, raised_on, latest) values (gen_random_uuid(), $A, 'uitzend', 'origin', 'standing', 'standing', '{}', '{}')`,
    ],
    [
      'a decision on a flag',
      `insert into flag_decision (id, flag, decision, reason, actor) values (gen_random_uuid(), '${planted('a')}', 'dismiss', 'een goede reden', app_actor())`,
    ],
    [
      'a decision on an employer',
      `insert into employer_flag_decision (id, flag, decision, reason, actor) values (gen_random_uuid(), '${planted('a')}', 'dismiss', 'een goede reden', app_actor())`,
    ],
    [
      'the end of a campaign',
      `insert into campaign_end (campaign, how, early, used_outcomes, actor) values ($A, 'closed', true, false, app_actor())`,
    ],
    [
      'a release of candidates',
      `insert into identity_release (campaign, increment, root, released_by) select campaign, 1, root, app_actor() from plan_increment where campaign = $A`,
    ],
    [
      'an end to a candidate',
      `insert into identity_retirement (application, campaign, reason, note, retired_by) select '00000000-0000-4000-8000-000000000001', $A, 'disclosed', 'een goede reden', app_actor()`,
    ],
    ['a publication', `insert into publication (campaign, body, hash) values ($A, '{}', sha256('x'))`],
    [
      'itself into the team',
      `insert into campaign_member (campaign, account, added_by) values ($A, app_actor(), app_actor())`,
    ],
    [
      'an act of somebody else into the log',
      `insert into audit_link (seq, at, actor, what, body, hash) values (99999, now(), '${practiceAccounts[0].id}', 'x', '{}', sha256('x'))`,
    ],
    [
      'a campaign under the name of somebody else',
      `insert into campaign (id, name, purpose, service, ground, scenario, scenario_version, scenario_hash, basis_code, basis_version, hypothesis, primary_definition,
        stop_rule, alpha, power, control_only, treatment_only, send_from, pairs_per_day, created_by)
      select gen_random_uuid(), 'naam', purpose, service, ground, scenario, scenario_version, scenario_hash, basis_code, basis_version, hypothesis, primary_definition,
        stop_rule, alpha, power, control_only, treatment_only, send_from, pairs_per_day, created_by from campaign where id = $A`,
    ],
  ])('%s', async (_what, text) => {
    expect(await tries('bea', text)).toBe(REFUSED);
  });
});

describe('the program may not, for somebody of another team,', () => {
  test.each([
    [
      'cancel an application',
      `update application set state = 'cancelled', state_reason = 'x' where campaign = $A`,
    ],
    ['weaken a flag', `update flag set state = 'weakened' where campaign = $A`],
    ['stop a campaign', `update campaign set state = 'stopped' where id = $A`],
    ['change what is asked for', `update authorisation_request set max_tests = 9 where campaign = $A`],
    [
      'meet a condition',
      `update authorisation_condition set met_by = app_actor(), met_at = now(), note = 'x' where campaign = $A`,
    ],
    [
      'release the kill switch',
      `update kill_switch set released_by = app_actor(), released_at = now(), released_reason = 'x'`,
    ],
    ['withdraw an authorisation', `update authorisation set state = 'withdrawn' where campaign = $A`],
    ['delete a count', `delete from cell_count where campaign = $A`],
    ['empty a team', `delete from campaign_member where campaign = $A`],
    ['set an answer aside', `update response set state = 'set-aside' where id = '${planted('a')}'`],
    ['change a call', `update call_task set phone = '03 123 45 67' where campaign = $A`],
  ])('%s', async (_what, text) => {
    expect(await tries('bea', text)).toBe(0);
  });

  test.each([
    [
      'write the outcome of an application',
      'bea',
      `insert into outcome (application, code) values ((select id from application where campaign = $A and position = 2), 'INV')`,
    ],
    ['guess an application and write its outcome', 'bea', 'guess'],
    ['match mail to an application', 'bo', 'match'],
  ])('%s', async (_what, who, text) => {
    const [application] = (
      await as(systemAccount.id, (db) =>
        sql<{ id: string }>`select id from application where campaign = ${teams.A} and position = 2`.execute(
          db,
        ),
      )
    ).rows;
    const statements: Readonly<Record<string, string>> = {
      guess: `insert into outcome (application, code) values ('${application!.id}', 'INV')`,
      match: `update response set state = 'matched', application = '${application!.id}', matched_by = 'x', redacted_text = 'x' where id = '${planted('c')}'`,
    };
    // A guessed application has no campaign for who may not see it, and the row is refused before any constraint.
    expect([REFUSED, '23502']).toContain(await tries(who, statements[text] ?? text));
  });

  test('move a row of the own campaign into another', async () => {
    expect([
      await tries('ines', 'update cell_count set campaign = $B where campaign = $A'),
      await tries('ines', 'update flag set campaign = $B where campaign = $A'),
    ]).toEqual([REFUSED, REFUSED]);
  });

  test('read the addresses and places that a new plan keeps clear of', async () => {
    const read = (who: string) =>
      as(idOf(who), async (db) => [
        (await sql`select from addresses_taken()`.execute(db)).rows.length > 0,
        (await sql`select from places_tested_since('2020-01-01')`.execute(db)).rows.length > 0,
      ]);
    expect([await read('bea'), await read('bo'), await read('cleo'), await read('bart')]).toEqual([
      [false, false],
      [false, false],
      [false, false],
      [true, true],
    ]);
  });
});

describe('a coder', () => {
  const ask = (who: string, text: string) =>
    as(idOf(who), async (db) => (await sql.raw<Record<string, unknown>>(text).execute(db)).rows);

  test('opens an answer without seeing its table; nobody else opens any', async () => {
    const text = `select codings from open_to_code('${planted('a')}')`;
    expect([await ask('cleo', text), await ask('ines', text), await ask('system', text)]).toEqual([
      [{ codings: 1 }],
      [],
      [],
    ]);
  });

  test('sees the codings of an answer only after coding it', async () => {
    const text = `select code from codings_of('${planted('a')}')`;
    expect([await ask('cleo', text), await ask('cyriel', text), await ask('ines', text)]).toEqual([
      [{ code: 'INV' }],
      [],
      [],
    ]);
  });

  test.each([
    ['one coding', 'INV', 'agreement'],
    ['a code that nobody gave', 'REJ', 'agreement'],
    ['an adjudication that was none', 'INV', 'adjudication'],
  ])('makes no code final on %s', async (_what, code, how) => {
    expect(await ask('cleo', `select keep_code('${planted('a')}', '${code}', '${how}') as kept`)).toEqual([
      { kept: false },
    ]);
  });

  test('makes a code final on which two agree', async () => {
    const kept = await as(idOf('cyriel'), async (db) => {
      await sql`insert into coding (id, response, coder, code) values (gen_random_uuid(), ${planted('a')}, app_actor(), 'INV')`.execute(
        db,
      );
      return (
        await sql<{ kept: boolean }>`select keep_code(${planted('a')}, 'INV', 'agreement') as kept`.execute(
          db,
        )
      ).rows;
    });
    expect(kept).toEqual([{ kept: true }]);
  });

  test('codes under no name but the own, and nothing that is not to code', async () => {
    const code = (response: string, coder: string) =>
      `insert into coding (id, response, coder, code) values (gen_random_uuid(), '${response}', ${coder}, 'INV')`;
    expect([
      await tries('cleo', code(planted('b'), `'${idOf('cyriel')}'`)),
      await tries('cleo', code(planted('c'), 'app_actor()')),
      await tries('leo', code(planted('b'), 'app_actor()')),
      await tries('cleo', code(planted('b'), 'app_actor()')),
    ]).toEqual(['23001', REFUSED, REFUSED, 1]);
  });
});

describe('a designer', () => {
  test('who was taken out of the team does not come back alone', async () => {
    const back = as(idOf('cas'), async (db) => {
      await sql`delete from campaign_member where campaign = ${teams.A} and account = ${idOf('ines')}`.execute(
        db,
      );
      await sql`select set_config('app.actor', ${idOf('ines')}, true)`.execute(db);
      await sql`insert into campaign_member (campaign, account, added_by) values (${teams.A}, app_actor(), app_actor())`.execute(
        db,
      );
    });
    await expect(back).rejects.toMatchObject({ code: REFUSED });
  });
});

describe('somebody whose account is blocked', () => {
  test('sees nothing of the own team any more', async () => {
    const found = await as(systemAccount.id, async (db) => {
      await sql`select change_account(${otherTeam.inspector.id}, 'Bea', '{inspector}', 'blocked')`.execute(
        db,
      );
      await sql`select set_config('app.actor', ${otherTeam.inspector.id}, true)`.execute(db);
      return (await sql`select from test`.execute(db)).rows.length;
    });
    expect(found).toBe(0);
  });
});
