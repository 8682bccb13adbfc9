import { Problem, type FieldFault } from '../../platform/problems.js';
import { formatterFor, sayFaults } from '../../web/index.js';
import type { Answer, Told } from '../intake/answered.js';
import type { Entered } from '../intake/service.js';
import { groundsOf, type OrganisationAsked, type OrganisationMeans } from './asked.js';
import { FilingCodeView, FilingSentView } from './filing-views.js';
import { MOST_REFERENCE } from './filing.js';
import { homeTold } from './home-pages.js';
import { MOST_CSV_BYTES, readCsv, readRequests, type ReadSeries, type RowFault } from './series.js';
import type { Member } from './session.js';
import { organisationTranslator } from './words.js';

/** POST /organisatie: files one request or a series, in two presses; keeps a key; signs out. */
export async function takeHome(
  means: OrganisationMeans,
  asked: OrganisationAsked,
  member: Member,
): Promise<Answer> {
  const { fields } = asked.form;
  const step = fields['stap'] ?? '';
  if (fields['taal'] !== undefined && step !== 'code') return homeTold(means, asked, member, {});
  switch (step) {
    case 'nav':
      return leave(means, asked, member);
    case 'een':
    case 'reeks':
      return prepare(means, asked, member, step);
    case 'code':
      return takeCode(means, asked, member);
    case 'bewijs':
      return prove(means, asked, member);
    case 'sleutel':
      return keepKey(means, asked, member);
    default:
      throw new Problem('bad-body');
  }
}

async function leave(means: OrganisationMeans, asked: OrganisationAsked, member: Member): Promise<Answer> {
  await eraseDraft(means, asked);
  await means.organisations.signOut(member);
  const t = organisationTranslator(asked.lang);
  return {
    status: 200,
    title: t('home.out'),
    content: <p class="lead">{t('in.lead')}</p>,
    cookies: [
      { name: 'organisatie', value: null },
      { name: 'reeks', value: null },
    ],
    leave: true,
    languages: false,
  };
}

async function eraseDraft(means: OrganisationMeans, asked: OrganisationAsked): Promise<void> {
  const entered = await means.intake.enter(asked.cookie('reeks'));
  if (entered?.stage === 'draft') await means.intake.erase(entered);
}

/** Reads what came in; all of it becomes a draft with a code, or nothing does. */
async function prepare(
  means: OrganisationMeans,
  asked: OrganisationAsked,
  member: Member,
  step: 'een' | 'reeks',
): Promise<Answer> {
  const t = organisationTranslator(asked.lang);
  const reference = (asked.form.fields[`kenmerk-${step}`] ?? '').trim();
  const faults: FieldFault[] = [];
  if (reference === '' || reference.length > MOST_REFERENCE)
    faults.push({ field: `kenmerk-${step}`, message: t('file.reference.bad') });
  const read = step === 'een' ? readOne(means, asked) : readFile(means, asked);
  if (read === null) faults.push({ field: 'file', message: t('file.csv.bad') });
  else if (!read.ok && step === 'een') faults.push(...faultsOfOne(read.faults, asked));
  const rows = step === 'reeks' && read !== null && !read.ok ? read.faults : [];
  if (rows.length > 0) faults.push({ field: 'file', message: t('file.refused') });
  if (faults.length > 0 || read?.ok !== true) return homeTold(means, asked, member, { faults, rows });
  await eraseDraft(means, asked);
  try {
    const { requests } = read;
    const entered = await means.organisations.prepare(member, { reference, requests });
    const told = await codeTold(means, asked, entered, []);
    return { ...told, cookies: [{ name: 'reeks', value: entered.secret.text }] };
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'filed-before') throw error;
    const day = (await means.organisations.findFiled(member, reference)) ?? '';
    const message = t('file.before', { day: formatterFor(asked.lang).date(day) });
    return homeTold(means, asked, member, { faults: [{ field: `kenmerk-${step}`, message }] });
  }
}

function readOne(means: OrganisationMeans, { form: { fields } }: OrganisationAsked): ReadSeries {
  const codes = means.grounds('nl').map(({ code }) => code);
  const item = {
    client: fields['client'],
    kbo: fields['kbo'],
    grounds: codes.filter((code) => fields[`grounds-${code}`] === 'ja'),
    wording: fields['wording'],
    facts: fields['facts'],
    period: fields['period'],
  };
  return readRequests([item], codes, { row: () => 1, nameOf: (field) => field });
}

const faultsOfOne = (faults: readonly RowFault[], { lang }: OrganisationAsked): FieldFault[] =>
  sayFaults(
    faults.map(({ field, cure }) => ({ field, message: cure })),
    lang,
  );

/** The file that came along; null where there was none, or a large one. */
function readFile(means: OrganisationMeans, { form }: OrganisationAsked): ReadSeries | null {
  const [file] = form.files;
  return file === undefined || form.tooLarge || file.content.length > MOST_CSV_BYTES
    ? null
    : readCsv(file.content, groundsOf(means));
}

async function codeTold(
  means: OrganisationMeans,
  asked: OrganisationAsked,
  entered: Entered,
  faults: readonly FieldFault[],
): Promise<Told> {
  const { answers } = await means.intake.readDraft(entered);
  const { text } = await means.intake.code(entered);
  return {
    status: faults.length > 0 ? 422 : 200,
    title: organisationTranslator(asked.lang)('code.title'),
    content: (
      <FilingCodeView
        words={text.split(' ')}
        reference={answers.filedBy?.reference ?? ''}
        count={answers.requests?.length ?? 1}
        faults={faults}
      />
    ),
    faults,
  };
}

/** The second press: sends what the code was shown for, or says again that it was sent. */
async function takeCode(means: OrganisationMeans, asked: OrganisationAsked, member: Member): Promise<Answer> {
  const { fields } = asked.form;
  const t = organisationTranslator(asked.lang);
  const entered = await means.intake.enter(asked.cookie('reeks'));
  if (entered?.stage !== 'draft') return sentTold(means, asked, member, fields['kenmerk'] ?? '');
  const own = await means.organisations.ownDraft(member, entered);
  // Somebody else was in here before: their draft waits for their own code, and this browser forgets it.
  if (own === null)
    return { ...(await homeTold(means, asked, member, {})), cookies: [{ name: 'reeks', value: null }] };
  if (fields['taal'] !== undefined) return codeTold(means, asked, entered, []);
  if (fields['actie'] === 'wis') {
    await means.intake.erase(entered);
    return { ...(await homeTold(means, asked, member, {})), cookies: [{ name: 'reeks', value: null }] };
  }
  try {
    await means.organisations.send(member, entered, fields['check'] ?? '');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'check-word')
      return codeTold(means, asked, entered, [{ field: 'check', message: t('code.check.bad') }]);
    // Another press, or another browser under this reference, was first: what was filed is what is told.
    if (error.code !== 'report-not-now' && error.code !== 'filed-before') throw error;
    if (error.code === 'filed-before') await means.intake.erase(entered);
  }
  return sentTold(means, asked, member, own.reference);
}

async function sentTold(
  means: OrganisationMeans,
  asked: OrganisationAsked,
  member: Member,
  reference: string,
): Promise<Answer> {
  const [day, receipt] = [
    await means.organisations.findFiled(member, reference),
    await means.organisations.prove(member, reference),
  ];
  if (day === null || receipt === null) return homeTold(means, asked, member, {});
  return {
    status: 200,
    title: organisationTranslator(asked.lang)('sent.title'),
    content: <FilingSentView day={day} reference={reference} receipt={receipt} />,
  };
}

async function prove(means: OrganisationMeans, asked: OrganisationAsked, member: Member): Promise<Answer> {
  const reference = (asked.form.fields['bewijs-van'] ?? '').trim();
  if ((await means.organisations.findFiled(member, reference)) !== null)
    return sentTold(means, asked, member, reference);
  const message = organisationTranslator(asked.lang)('proof.none');
  return homeTold(means, asked, member, { faults: [{ field: 'bewijs-van', message }] });
}

const KEY = /^[\w-]{43}$/;

async function keepKey(means: OrganisationMeans, asked: OrganisationAsked, member: Member): Promise<Answer> {
  const typed = (asked.form.fields['sleutel'] ?? '').trim();
  const drop = asked.form.fields['actie'] === 'verwijder';
  if (!drop && !KEY.test(typed)) {
    const message = organisationTranslator(asked.lang)('api.key.bad');
    return homeTold(means, asked, member, { faults: [{ field: 'sleutel', message }] });
  }
  await means.organisations.keepApiKey(member, drop ? null : Buffer.from(typed, 'base64url'));
  return homeTold(means, asked, member, {});
}
