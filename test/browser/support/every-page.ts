// Every page of the product, one line each: a page that joins here is looked at in every language, theme and width.
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { PRACTICE_FIRM } from '../../../src/auth/accounts/schema.js';
import { Browser } from '../../support/browser.js';
import { openCallsOf } from '../../support/calls.js';
import { codeFor, enter, invite, PASSWORD, secretOn } from '../../support/people.js';
import type { Furniture } from './furniture.js';
import { accountOf, type House, type VisitorRole } from './house.js';

export type Place = House & Furniture;
type Cookies = Readonly<Record<string, string>>;

type Reach = (page: Page, place: Place) => Promise<void>;
type Holding = (place: Place) => Promise<Cookies>;

export interface PageLine {
  readonly name: string;
  readonly role: VisitorRole;
  readonly address: (place: Place) => Promise<string> | string;
  /** What is done on the page to come to what is looked at, in any language and without script. */
  readonly reach?: Reach;
  /** What the browser of a visitor holds. */
  readonly cookies?: Holding;
  /** What the server answers when it is not 200, the page itself. */
  readonly status?: number;
}

const line = (
  name: string,
  role: VisitorRole,
  address: PageLine['address'],
  more: Pick<PageLine, 'reach' | 'cookies' | 'status'> = {},
): PageLine => ({ name, role, address, ...more });

/** Sends the form with this action as it stands; the page that comes back is the page. */
const send =
  (action: string): Reach =>
  async (page) => {
    const form = page.locator(`main form[action^="${action}"]`).first();
    await form.locator('xpath=ancestor::details').evaluateAll((folds) => {
      for (const fold of folds) fold.setAttribute('open', '');
    });
    await Promise.all([page.waitForEvent('load'), form.locator('button').last().click()]);
  };

/** Gave the right name and password; the second step waits. */
const halfIn: Holding = async ({ world, person }) => {
  const browser = new Browser(world.app);
  await enter(browser, person.login, PASSWORD);
  return Object.fromEntries(browser.cookies);
};

/** Chose a password; a second step is to be set up. */
const newcomer = async ({ world }: Place): Promise<Browser> => {
  const { path } = await invite(world);
  const browser = new Browser(world.app);
  await browser.get(path);
  await browser.post(path, { password: PASSWORD });
  return browser;
};
const enrolling: Holding = async (place) => Object.fromEntries((await newcomer(place)).cookies);

/** Types the code that an app would show. */
const confirmStep: Reach = async (page, { world }) => {
  await page.locator('#code').fill(await codeFor(world, secretOn(await page.content())));
  await Promise.all([page.waitForEvent('load'), page.locator('main form button').click()]);
};

const settled: Holding = ({ person }) => Promise.resolve(Object.fromEntries(person.browser.cookies));

const inviteSomebody: Reach = async (page, { world }) => {
  await page.locator('#name').fill('Nele Nieuw');
  await page.locator('#email').fill(`nele${world.services.clock.now().getTime()}@voorbeeld.be`);
  await page.locator('[name="role-inspector"]').check();
  await Promise.all([
    page.waitForEvent('load'),
    page.locator('form[action$="nodig-uit"] button').last().click(),
  ]);
};

const makeToken: Reach = async (page) => {
  await page.locator('#label').fill('Nieuw');
  await page.locator('#scopes').check();
  await Promise.all([page.waitForEvent('load'), page.locator('form[action$="/maak"] button').click()]);
};

const firstCall = async ({ world }: Place): Promise<string> =>
  (await openCallsOf(world.as('tester')))[0]?.id ?? '';
/** A call that the first coder coded, and still sees. */
const codedCall = async ({ world }: Place): Promise<string> => {
  const coded = sql<{ task: string }>`select task from call_coding_item where mine order by task limit 1`;
  return (await world.as('coder').read(({ db }) => coded.execute(db))).rows[0]?.task ?? '';
};
const sheet: PageLine['address'] = async (place) => `/taken/${await firstCall(place)}`;

/** A case of another body: the client's wish at a service-voucher firm. */
const CASE =
  'kenmerk=pregnancy&sector=dienstencheques&werkgever=service-voucher-firm&verhouding=client&plaats=flanders';

const SIGN_IN: readonly PageLine[] = [
  line('sign-in', 'nobody', () => '/aanmelden'),
  line('sign-in-faulty', 'nobody', () => '/aanmelden', { reach: send('/aanmelden') }),
  line('second-step', 'nobody', () => '/aanmelden/tweede-stap', { cookies: halfIn }),
  line('second-step-faulty', 'nobody', () => '/aanmelden/tweede-stap', {
    cookies: halfIn,
    reach: send('/aanmelden'),
  }),
  line('enrolment', 'nobody', () => '/aanmelden/tweede-stap/stel-in', { cookies: enrolling }),
  line('recovery-codes', 'nobody', () => '/aanmelden/tweede-stap/stel-in', {
    cookies: enrolling,
    reach: confirmStep,
  }),
  line('invitation', 'nobody', async ({ world }) => (await invite(world)).path),
  line('invitation-faulty', 'nobody', async ({ world }) => (await invite(world)).path, {
    reach: send('/uitnodiging'),
  }),
  line('invitation-used-up', 'nobody', () => '/uitnodiging/bestaat-niet', { status: 410 }),
  line('signed-out', 'nobody', () => '/afgemeld'),
  line('account', 'nobody', () => '/account', { cookies: settled }),
  line('account-faulty', 'nobody', () => '/account', {
    cookies: settled,
    reach: send('/account/wachtwoord'),
  }),
  line('account-of-practice', 'tester', () => '/account'),
  line('users', 'administrator', () => '/beheer/gebruikers'),
  line('users-faulty', 'administrator', () => '/beheer/gebruikers', {
    reach: send('/beheer/gebruikers/nodig-uit'),
  }),
  line('firms', 'administrator', () => '/beheer/testbureaus'),
  line('firms-faulty', 'administrator', () => '/beheer/testbureaus', {
    reach: send('/beheer/testbureaus/voeg-toe'),
  }),
  line('firm', 'administrator', () => `/beheer/testbureaus/${PRACTICE_FIRM.id}`),
  line('users-invited', 'administrator', () => '/beheer/gebruikers', { reach: inviteSomebody }),
];

const FRAME: readonly PageLine[] = [
  line('today', 'inspector', () => '/'),
  line('today-coordinator', 'coordinator', () => '/'),
  line('today-fieldworker', 'fieldworker', () => '/'),
  line('today-empty', 'analyst', () => '/'),
  line('search-hits', 'inspector', () => '/zoek?q=naj'),
  line('search-none', 'inspector', () => '/zoek?q=xyzzy'),
  line('tokens', 'inspector', () => '/account/tokens'),
  line('tokens-none', 'administrator', () => '/account/tokens'),
  line('tokens-faulty', 'inspector', () => '/account/tokens', { reach: send('/account/tokens/maak') }),
  line('token-made', 'coordinator', () => '/account/tokens', { reach: makeToken }),
  line('api', 'inspector', () => '/api/v1'),
  line('accessibility', 'inspector', () => '/toegankelijkheid'),
  line('privacy', 'nobody', () => '/privacy'),
  line('employers', 'nobody', () => '/voor-werkgevers'),
];

/** The address of a step of the design that waits half finished, or of another. */
const designAt =
  (step: string, which: 'design' | 'finished' | 'designOfEmployers' = 'design'): PageLine['address'] =>
  (place) =>
    `/campagnes/nieuw/${place[which]}/stap/${step}`;
const faulty = (step: string): PageLine =>
  line(`wizard-${step}-faulty`, 'inspector', designAt(step), { reach: send('/campagnes/nieuw') });

const WIZARD: readonly PageLine[] = [
  line('wizard-list', 'inspector', () => '/campagnes/nieuw'),
  ...['doel', 'rechtsgrond', 'scenario', 'kader', 'uitkomst', 'kracht'].map((step) =>
    line(`wizard-${step}`, 'inspector', designAt(step, 'finished')),
  ),
  line('wizard-kader-employers', 'inspector', designAt('kader', 'designOfEmployers')),
  faulty('kader'),
  line('wizard-voorbeeld', 'inspector', designAt('voorbeeld', 'finished')),
  line('wizard-nakijken', 'inspector', designAt('nakijken', 'finished')),
];

const CAMPAIGNS: readonly PageLine[] = [
  line('campaigns', 'inspector', () => '/campagnes'),
  line('campaigns-filtered', 'inspector', () => '/campagnes?stand=running'),
  line('campaigns-none', 'inspector', () => '/campagnes?filter=xyzzy'),
  line('filter-faulty', 'inspector', () => '/campagnes?stand=running', { reach: send('/filters/bewaar') }),
  line('campaign-draft', 'inspector', ({ draft }) => `/campagnes/${draft}`),
  line('plan-draft', 'inspector', ({ draft }) => `/campagnes/${draft}/plan`),
  line('plan-of-employers', 'inspector', ({ draftOfEmployers }) => `/campagnes/${draftOfEmployers}/plan`),
  line(
    'tests-of-employers',
    'fieldworker',
    ({ sealedOfEmployers }) => `/campagnes/${sealedOfEmployers}/testen`,
  ),
  line('plan-sealed', 'analyst', ({ sealed }) => `/campagnes/${sealed}/plan`),
  line('plan-of-calls', 'coordinator', ({ calls }) => `/campagnes/${calls}/plan`),
  line('seal', 'coordinator', ({ draft }) => `/campagnes/${draft}/verzegel`),
  line('campaign-sealed', 'coordinator', ({ sealed }) => `/campagnes/${sealed}`),
  line('amendments', 'coordinator', ({ sealed }) => `/campagnes/${sealed}/wijzigingen`),
  line('amendments-faulty', 'coordinator', ({ sealed }) => `/campagnes/${sealed}/wijzigingen`, {
    reach: async (page, place) => send(`/campagnes/${place.sealed}/wijzigingen/noteer`)(page, place),
  }),
  line('increments', 'coordinator', ({ running }) => `/campagnes/${running}/aanvullingen`),
  line('candidates', 'inspector', ({ running }) => `/campagnes/${running}/kandidaten`),
  line('candidates-none', 'inspector', ({ draft }) => `/campagnes/${draft}/kandidaten`),
  line('candidates-pair', 'inspector', ({ running }) => `/campagnes/${running}/kandidaten?paar=1`),
  line('candidates-faulty', 'inspector', ({ running }) => `/campagnes/${running}/kandidaten?paar=1`, {
    reach: async (page, place) => send(`/campagnes/${place.running}/kandidaten/trek-in`)(page, place),
  }),
  line('proofs', 'inspector', ({ enforcement }) => `/campagnes/${enforcement}/bewijs`),
  line('amendments-none', 'inspector', ({ draft }) => `/campagnes/${draft}/wijzigingen`),
  line('campaign-ready', 'inspector', ({ ready }) => `/campagnes/${ready}`),
  line('campaign-running', 'coordinator', ({ running }) => `/campagnes/${running}`),
  line('campaign-pause-faulty', 'coordinator', ({ running }) => `/campagnes/${running}`, {
    reach: async (page, place) => send(`/campagnes/${place.running}/pauzeer`)(page, place),
  }),
  line('campaign-paused', 'inspector', ({ paused }) => `/campagnes/${paused}`),
  line('campaign-stopped', 'coordinator', ({ stopped }) => `/campagnes/${stopped}`),
  line('campaign-closed', 'inspector', ({ measured }) => `/campagnes/${measured}`),
  line('approval', 'coordinator', ({ running }) => `/campagnes/${running}/goedkeuring`),
  line('approval-of-pairs', 'coordinator', ({ fixed }) => `/campagnes/${fixed}/goedkeuring`),
  line('approval-of-calls', 'coordinator', ({ approvable }) => `/campagnes/${approvable}/goedkeuring`),
  line('approval-given', 'coordinator', ({ approved }) => `/campagnes/${approved}/goedkeuring`),
  line('approval-erased', 'coordinator', ({ erased }) => `/campagnes/${erased}/goedkeuring`),
  line('authorisations', 'inspector', () => '/machtigingen'),
  line('authorisation', 'coordinator', ({ running }) => `/campagnes/${running}/machtiging`),
  line('actions', 'coordinator', ({ running }) => `/campagnes/${running}/machtiging/handelingen`),
  line('actions-undecided', 'inspector', ({ sealed }) => `/campagnes/${sealed}/machtiging/handelingen`),
  line('authorisation-none', 'inspector', ({ sealed }) => `/campagnes/${sealed}/machtiging`),
  line('authorisation-to-check', 'coordinator', ({ asked }) => `/campagnes/${asked}/machtiging`),
  line('authorisation-sent-back-faulty', 'coordinator', ({ asked }) => `/campagnes/${asked}/machtiging`, {
    reach: async (page, place) => send(`/campagnes/${place.asked}/machtiging/stuur-terug`)(page, place),
  }),
  line('authorisation-conditions', 'inspector', ({ conditional }) => `/campagnes/${conditional}/machtiging`),
  line('authorisation-request', 'inspector', ({ sealed }) => `/campagnes/${sealed}/machtiging/verzoek`),
  line(
    'authorisation-request-faulty',
    'inspector',
    ({ sealed }) => `/campagnes/${sealed}/machtiging/verzoek`,
    {
      reach: async (page, place) => send(`/campagnes/${place.sealed}/machtiging/stel-op`)(page, place),
    },
  ),
  line('authorisation-decision', 'coordinator', ({ sealed }) => `/campagnes/${sealed}/machtiging/beslissing`),
  line(
    'authorisation-extension',
    'coordinator',
    ({ running }) => `/campagnes/${running}/machtiging/beslissing?wat=verlenging`,
  ),
  line('authorisation-to-send', 'inspector', ({ toSend }) => `/campagnes/${toSend}/machtiging`),
  line(
    'authorisation-of-magistrate',
    'coordinator',
    (house) => `/campagnes/${house.decidedCampaign}/machtiging`,
  ),
  line('today-magistrate', 'magistrate', () => '/'),
  line('requests', 'magistrate', () => '/verzoeken'),
  line('request', 'magistrate', ({ toDecide }) => `/verzoeken/${toDecide}`),
  line('request-decided', 'magistrate', ({ byMagistrate }) => `/verzoeken/${byMagistrate}`),
  line('request-grant', 'magistrate', ({ toDecide }) => `/verzoeken/${toDecide}/beslissing`),
  line('request-grant-faulty', 'magistrate', ({ toDecide }) => `/verzoeken/${toDecide}/beslissing`, {
    reach: send('/verzoeken/'),
  }),
  line('request-refuse', 'magistrate', ({ toDecide }) => `/verzoeken/${toDecide}/beslissing?wat=refused`),
  line(
    'request-extend',
    'magistrate',
    ({ byMagistrate }) => `/verzoeken/${byMagistrate}/beslissing?wat=extended`,
  ),
  line('signals', 'inspector', () => '/aanwijzingen'),
  line('signal', 'inspector', (house) => house.firstRow('/aanwijzingen', 'inspector')),
  line('signal-record-faulty', 'inspector', () => '/aanwijzingen/nieuw', {
    reach: send('/aanwijzingen/leg-vast'),
  }),
  line('kill-switch', 'coordinator', () => '/noodknop'),
  line('kill-switch-faulty', 'coordinator', () => '/noodknop', { reach: send('/noodknop/druk-in') }),
  line('campaign-of-calls', 'coordinator', ({ calls }) => `/campagnes/${calls}`),
  line('stop', 'inspector', ({ running }) => `/campagnes/${running}/noodstop`),
  line('stop-faulty', 'inspector', ({ running }) => `/campagnes/${running}/noodstop`, {
    reach: async (page, place) => send(`/campagnes/${place.running}/noodstop`)(page, place),
  }),
  line('abandon', 'coordinator', ({ sealed }) => `/campagnes/${sealed}/verlaat`),
  line('tests', 'inspector', ({ measured }) => `/campagnes/${measured}/testen`),
  line('test', 'inspector', (house) => house.firstRow(`/campagnes/${house.measured}/testen`, 'inspector')),
  line('test-open', 'fieldworker', (house) =>
    house.firstRow(`/campagnes/${house.running}/testen`, 'fieldworker'),
  ),
];

const FIELDWORK: readonly PageLine[] = [
  line('dispatch', 'fieldworker', () => '/verzending'),
  line('outbox', 'fieldworker', ({ running }) => `/campagnes/${running}/verzending`),
  line('outbox-held', 'fieldworker', ({ running }) => `/campagnes/${running}/verzending?stand=held`),
  line('dry-run', 'fieldworker', ({ running }) => `/campagnes/${running}/proefdraai?dagen=10`),
  line('forms', 'fieldworker', () => '/formulieren'),
  line('called-names', 'inspector', ({ calls }) => `/campagnes/${calls}/namen`),
  line('callers', 'fieldworker', ({ running }) => `/campagnes/${running}/bellers`),
  line('mailbox', 'fieldworker', () => '/postvak'),
  line('message', 'fieldworker', (house) => house.firstRow('/postvak', 'fieldworker')),
  line('match', 'fieldworker', ({ answered }) => `/postvak/${answered}/koppeling`),
  line('match-faulty', 'fieldworker', ({ answered }) => `/postvak/${answered}/koppeling`, {
    reach: send('/postvak/'),
  }),
  line('uploads', 'fieldworker', () => '/antwoorden'),
  line('upload-kinds', 'fieldworker', ({ letterTest }) => `/antwoorden/nieuw?test=${letterTest}`),
  line('upload-letter', 'fieldworker', () => '/antwoorden/nieuw?soort=letter'),
  line(
    'upload-call-faulty',
    'fieldworker',
    ({ letterTest }) => `/antwoorden/nieuw?soort=call&test=${letterTest}`,
    { reach: send('/antwoorden/bewaar') },
  ),
  line('upload', 'fieldworker', ({ letter }) => `/antwoorden/${letter}`),
  line('upload-unchecked', 'fieldworker', ({ letter }) => `/antwoorden/${letter}`, {
    reach: async (page) => {
      const form = page.locator('main form[action$="geef-vrij"]');
      await Promise.all([page.waitForEvent('load'), form.locator('button').click()]);
    },
  }),
  line('suspicions', 'fieldworker', () => '/vermoedens'),
  line('suspicion', 'fieldworker', ({ suspicion }) => `/vermoedens/${suspicion}`),
  line('suspicion-faulty', 'fieldworker', ({ suspicion }) => `/vermoedens/${suspicion}`, {
    reach: send('/vermoedens/'),
  }),
  line('suspect', 'fieldworker', ({ letterTest }) => `/testen/${letterTest}/vermoeden`),
  line('coding', 'coder', () => '/coderen'),
  line('coding-faulty', 'coder', () => '/coderen', { reach: send('/coderen/') }),
  line('coded', 'coder', ({ coded }) => `/coderen/${coded}`),
  line('coded-faulty', 'coder', ({ coded }) => `/coderen/${coded}`, { reach: send('/coderen/') }),
  line('coding-just-coded', 'coder', ({ coded }) => `/coderen?vorige=${coded}`),
  line('call-coding', 'coder', () => '/coderen/oproepen'),
  line('call-coding-faulty', 'coder', () => '/coderen/oproepen', { reach: send('/coderen/oproepen/') }),
  line('call-coded', 'coder', async (place) => `/coderen/oproepen/${await codedCall(place)}`),
  line('call-coded-faulty', 'coder', async (place) => `/coderen/oproepen/${await codedCall(place)}`, {
    reach: send('/coderen/oproepen/'),
  }),
  line('call-just-coded', 'coder', async (place) => `/coderen/oproepen?vorige=${await codedCall(place)}`),
  line('withdrawals', 'fieldworker', () => '/intrekken'),
  line('answer', 'fieldworker', (house) => house.firstRow('/intrekken?stap=read', 'fieldworker')),
  line('withdrawal', 'fieldworker', (house) => house.firstRow('/intrekken?stap=open', 'fieldworker')),
  line('scenarios', 'inspector', () => '/scenarios'),
  line('scenario', 'inspector', () => '/scenarios/correspondence-disability'),
  line('scenario-of-employers', 'inspector', () => '/scenarios/spontaneous-origin'),
  line('pair', 'inspector', () => '/scenarios/correspondence-disability/voorbeeld'),
  line('legal-bases', 'inspector', () => '/rechtsgronden'),
  line('legal-basis', 'coordinator', () => '/rechtsgronden/flemish-supervision/2026'),
  line('legal-basis-with-triggers', 'inspector', () => '/rechtsgronden/brussels-ordinance/2023'),
  line('competence', 'inspector', () => '/bevoegdheid'),
  line('competence-answer', 'inspector', () => `/bevoegdheid?${CASE}`),
  line('competence-notice', 'inspector', () => `/bevoegdheid/doorverwijzing?${CASE}`),
  line('roles', 'administrator', () => `/beheer/gebruikers/${accountOf('analyst')}/rollen`),
  line('interests', 'coder', () => '/eigen-belang'),
  line('voices', 'coordinator', () => '/stemmen'),
  line('voice', 'fieldworker', ({ voices }) => `/stemmen/${voices.usable}`),
  line('voice-to-confirm', 'fieldworker', ({ voices }) => `/stemmen/${voices.proposed}`),
  line('voice-unclear-faulty', 'coordinator', ({ voices }) => `/stemmen/${voices.unclear}`, {
    reach: (page, place) => send(`/stemmen/${place.voices.unclear}/trek-in`)(page, place),
  }),
  line('voice-record', 'coordinator', () => '/stemmen/nieuw'),
  line('voice-record-faulty', 'coordinator', () => '/stemmen/nieuw', { reach: send('/stemmen/leg-vast') }),
  line('own-voice', 'tester', () => '/mijn-stem'),
  line('tasks', 'tester', () => '/taken'),
  line('call-sheet', 'tester', sheet),
  line('call-sheet-faulty', 'tester', sheet, {
    reach: async (page, place) => send(`/taken/${await firstCall(place)}/leg-vast`)(page, place),
  }),
  line('calls', 'fieldworker', ({ calls }) => `/campagnes/${calls}/oproepen`),
  line('today-firm', 'test-firm', () => '/'),
  line('firm-calls', 'test-firm', () => '/bureau/taken'),
  line('firm-calls-faulty', 'test-firm', () => '/bureau/taken', { reach: send('/bureau/taken/deel-uit') }),
  line('firm-testers', 'test-firm', () => '/bureau/testers'),
  line('firm-testers-faulty', 'test-firm', () => '/bureau/testers', {
    reach: send('/bureau/testers/nodig-uit'),
  }),
  line('call', 'coordinator', async (place) => `/oproepen/${await firstCall(place)}`),
  line('client-mails', 'fieldworker', ({ mails }) => `/campagnes/${mails}/oproepen`),
  line('client-mail', 'fieldworker', ({ mail }) => `/klantmails/${mail}`),
  line('client-mail-in-doubt', 'fieldworker', ({ doubted }) => `/klantmails/${doubted}`),
  line('client-mail-faulty', 'fieldworker', ({ mail }) => `/klantmails/${mail}`, {
    reach: (page, place) => send(`/klantmails/${place.mail}/geef-vrij`)(page, place),
  }),
];

const FINDINGS: readonly PageLine[] = [
  line('findings', 'inspector', () => '/bevindingen'),
  line(
    'findings-by-occupation',
    'inspector',
    ({ measured }) => `/campagnes/${measured}/bevindingen?per=occupation`,
  ),
  line('findings-published', 'coordinator', ({ measured }) => `/campagnes/${measured}/bevindingen`),
  line(
    'findings-published-by-province',
    'coordinator',
    ({ measured }) => `/campagnes/${measured}/bevindingen?per=province`,
  ),
  line('findings-hidden', 'inspector', ({ hidden }) => `/campagnes/${hidden}/bevindingen`),
  line('weekend-duty', 'coordinator', () => '/weekenddienst'),
  line('vacancies', 'fieldworker', () => '/vacatures/nakijken'),
  line('vacancy-pages', 'fieldworker', ({ keptVacancy }) => `/vacatures/${keptVacancy}/bewaard`),
  line('vacancy-pages-faulty', 'fieldworker', ({ keptVacancy }) => `/vacatures/${keptVacancy}/bewaard`, {
    reach: (page, place) => send(`/vacatures/${place.keptVacancy}/bewaar`)(page, place),
  }),
  line('data-protection', 'dpo', () => '/gegevensbescherming'),
  line('data-protection-coordinator', 'coordinator', () => '/gegevensbescherming'),
  line('data-requests', 'dpo', () => '/gegevensbescherming/verzoeken'),
  line('data-requests-faulty', 'dpo', () => '/gegevensbescherming/verzoeken', {
    reach: send('/gegevensbescherming/verzoeken/leg-vast'),
  }),
  line('course', 'inspector', ({ measured }) => `/campagnes/${measured}/verloop`),
  line('course-running', 'inspector', ({ running }) => `/campagnes/${running}/verloop`),
  line('quality', 'inspector', ({ measured }) => `/campagnes/${measured}/kwaliteit`),
  line('quality-running', 'inspector', ({ running }) => `/campagnes/${running}/kwaliteit`),
  line('client-calls', 'inspector', ({ calls }) => `/campagnes/${calls}/klantoproepen`),
  line('employer-patterns', 'coordinator', ({ enforcement }) => `/campagnes/${enforcement}/werkgevers`),
  line('employer-flag', 'coordinator', ({ employerFlag }) => employerFlag),
  line('looks', 'inspector', ({ measured }) => `/campagnes/${measured}/knipperlichten`),
  line('looks-running', 'inspector', ({ running }) => `/campagnes/${running}/knipperlichten`),
  line('looks-final', 'coordinator', ({ fixed }) => `/campagnes/${fixed}/knipperlichten`),
  line('looks-enforcement', 'coordinator', ({ enforcement }) => `/campagnes/${enforcement}/knipperlichten`),
  line('flags', 'inspector', () => '/knipperlichten'),
  line('flag', 'inspector', (house) => house.flagPath()),
  line('flag-faulty', 'inspector', (house) => house.flagPath(), { reach: send('/knipperlichten') }),
  line('flag-final', 'coordinator', ({ finalFlag }) => finalFlag),
];

const FAILURES: readonly PageLine[] = [
  line('not-found', 'inspector', () => '/bestaat-niet', { status: 404 }),
  line('not-allowed', 'inspector', () => '/postvak', { status: 403 }),
  line('form-expired', 'nobody', ({ failing }) => `${failing.origin}/form-expired`, { status: 403 }),
  line('bad-input', 'nobody', ({ failing }) => `${failing.origin}/bad-input`, { status: 422 }),
  line('fault-of-ours', 'nobody', ({ failing }) => `${failing.origin}/bug`, { status: 500 }),
  line('away', 'nobody', ({ failing }) => `${failing.origin}/provider-away`, { status: 503 }),
];

export const EVERY_PAGE: readonly PageLine[] = [
  ...SIGN_IN,
  ...FRAME,
  ...WIZARD,
  ...CAMPAIGNS,
  ...FIELDWORK,
  ...FINDINGS,
  ...FAILURES,
];
