import type { FieldFault } from '../../platform/problems.js';
import { Problem } from '../../platform/problems.js';
import { sayFaults, type Lang } from '../../web/index.js';
import { formatKbo, type Calendar } from '../../register/index.js';
import { dueDays } from '../clocks.js';
import { isAboutName, takeName } from '../custody/name-pages.js';
import type { Form } from '../listener/body.js';
import type { Notices } from '../notice/service.js';
import { channelPaths } from '../paths.js';
import { readStep, firstMissing, STEPS, type Given, type Step } from './answers.js';
import type { CookieName, Told } from './answered.js';
import type { Company } from './companies.js';
import { givenOf } from './given.js';
import type { Entered, Intake } from './service.js';
import { showStep } from './show-step.js';
import type { Named } from './step-form.js';
import { ClosedView, CodeView, LostView, SentView, StartView } from './views.js';
import { intakeTranslator } from './words.js';

export interface FlowMeans {
  readonly intake: Intake;
  readonly calendar: Calendar;
  readonly grounds: (lang: Lang) => readonly Named[];
  readonly sectors: (lang: Lang) => readonly Named[];
  /** The fortnightly message; null where no mail server is set. */
  readonly notices: Notices | null;
  /** True where one process does everything: the start page says so. */
  readonly pilot: boolean;
}

/** One request to a flow. */
export interface Asked {
  readonly lang: Lang;
  readonly form: Form;
  readonly cookie: (name: CookieName) => string | undefined;
}

/** What one press of a button works with. */
interface Turn {
  readonly means: FlowMeans;
  readonly asked: Asked;
  readonly step: Step;
  readonly entered: Entered | null;
}

const isStep = (text: string | undefined): text is Step => STEPS.some((step) => step === text);

/** GET /melden: the start page. Reads nothing but whether a draft is open. */
export async function showStart(means: FlowMeans, { lang, cookie }: Asked): Promise<Told> {
  const t = intakeTranslator(lang);
  const entered = await means.intake.enter(cookie('melding'));
  if (entered?.stage !== 'draft' && !(await means.intake.isOpen()))
    return { status: 200, title: t('closed.title'), content: <ClosedView />, languages: false };
  return {
    status: 200,
    title: t('start.title'),
    content: <StartView draft={entered?.stage === 'draft'} pilot={means.pilot} />,
  };
}

/** POST /melden: one step of the form, by `stap` and `actie` in its body. */
export async function takeStep(means: FlowMeans, asked: Asked): Promise<Told> {
  const { fields } = asked.form;
  const entered = await means.intake.enter(asked.cookie('melding'));
  if (fields['actie'] === 'wis') return leave(means, asked.lang, entered);
  if (fields['stap'] === 'start')
    return fields['taal'] === undefined ? begin(means, asked, entered) : showStart(means, asked);
  if (entered?.stage === 'draft' && isAboutName(fields)) return ownName(means, asked, entered);
  const step = fields['stap'];
  if (!isStep(step) || (entered === null && step !== 'who')) return lostOrSent(means, asked);
  const turn = { means, asked, step, entered };
  if (fields['taal'] !== undefined) return step === 'code' ? code(turn) : again(turn, []);
  if (step === 'where' && isSearch(fields['actie'])) return searchCompany(turn, fields);
  return step === 'code' ? send(turn) : keepStep(turn);
}

const isSearch = (act = ''): boolean => act === 'zoek' || act.startsWith('kies:');

/** Looks for companies by what was typed as employer, or takes over the one that was chosen. Nothing is saved by it. */
async function searchCompany(turn: Turn, fields: Given): Promise<Told> {
  const { intake } = turn.means;
  const act = fields['actie'] ?? '';
  if (act === 'zoek') return again(turn, [], fields, await intake.findCompanies(fields['employer'] ?? ''));
  const chosen = await intake.findCompany(act.slice('kies:'.length));
  return again(
    turn,
    [],
    chosen === undefined ? fields : { ...fields, employer: chosen.name, kbo: formatKbo(chosen.kbo) },
  );
}

/** The step of the name: a way off from the check, and back to it. */
function ownName(means: FlowMeans, asked: Asked, entered: Entered): Promise<Told> {
  return takeName(means.intake, {
    lang: asked.lang,
    fields: asked.form.fields,
    entered,
    action: channelPaths.report,
    back: () => again({ means, asked, step: 'check', entered }, [], {}),
  });
}

async function leave(means: FlowMeans, lang: Lang, entered: Entered | null): Promise<Told> {
  const t = intakeTranslator(lang);
  if (entered !== null) await means.intake.erase(entered);
  return {
    status: 200,
    title: t('erased.title'),
    content: <p class="lead">{t('erased.text')}</p>,
    cookies: [{ name: 'melding', value: null }],
    leave: true,
    languages: false,
  };
}

/** The first step, or where a draft was left. */
async function begin(means: FlowMeans, asked: Asked, entered: Entered | null): Promise<Told> {
  if (entered === null || entered.stage !== 'draft') {
    const t = intakeTranslator(asked.lang);
    if (!(await means.intake.isOpen()))
      return { status: 200, title: t('closed.title'), content: <ClosedView />, languages: false };
    return again({ means, asked, step: 'who', entered: null }, []);
  }
  const { answers } = await means.intake.readDraft(entered);
  return again({ means, asked, step: firstMissing(answers) ?? 'check', entered }, [], {});
}

async function lostOrSent(means: FlowMeans, asked: Asked): Promise<Told> {
  const t = intakeTranslator(asked.lang);
  const sentOn = await means.intake.findSent(asked.cookie('melding'));
  if (sentOn === null) return { status: 200, title: t('lost.title'), content: <LostView /> };
  const cookie = asked.cookie('melding');
  const receipt = asked.form.fields['actie'] === 'bewijs' ? await means.intake.proveSent(cookie) : null;
  return {
    status: 200,
    title: t('sent.title'),
    content: (
      <SentView
        sentOn={sentOn}
        due={dueDays(sentOn, means.calendar)}
        receipt={receipt}
        notices={means.notices !== null}
      />
    ),
  };
}

/** Shows a step: with what was typed, else with what was saved. */
async function again(
  turn: Turn,
  faults: readonly FieldFault[],
  typed?: Given,
  found: readonly Company[] | null = null,
): Promise<Told> {
  const { means, asked, step, entered } = turn;
  const draft = entered === null ? undefined : await means.intake.readDraft(entered);
  const shown = typed ?? (asked.form.fields['stap'] === step ? asked.form.fields : {});
  return showStep(step, asked.lang, {
    answers: draft?.answers ?? {},
    given: Object.keys(shown).length > 0 ? shown : givenOf(draft?.answers ?? {}, draft?.ownRole ?? ''),
    faults: sayFaults(faults, asked.lang),
    grounds: means.grounds(asked.lang),
    sectors: means.sectors(asked.lang),
    files: draft?.files ?? [],
    identity: draft?.identity ?? { givenOn: null, possible: false },
    saved: entered !== null,
    companies: step === 'where' && (await means.intake.knowsCompanies()) ? { found } : undefined,
  });
}

/** Saves a step and goes where its button says. */
async function keepStep(turn: Turn): Promise<Told> {
  const { means, asked, step } = turn;
  const act = asked.form.fields['actie'] ?? 'verder';
  const known = {
    grounds: means.grounds('nl').map(({ code }) => code),
    sectors: means.sectors('nl').map(({ code }) => code),
  };
  const read = readStep(step, asked.form.fields, known);
  // Who goes back is not held up by what is still wrong; that is then not saved.
  if (!read.ok && act !== 'terug') return again(turn, read.faults);
  if (step === 'files') {
    const faults = await keepFiles(turn, act);
    if (faults.length > 0) return again(turn, faults);
  }
  const { entered, cookies } = read.ok
    ? await keepAnswers(turn, read)
    : { entered: turn.entered, cookies: [] };
  if (entered === null) return again({ ...turn, step: 'who' }, [], {});
  const there = { ...turn, entered };
  const told =
    act === 'bewaar' || (act === 'verder' && step === 'check')
      ? await code(there)
      : await again({ ...there, step: nextOf(step, act) }, [], {});
  return { ...told, cookies };
}

async function keepAnswers(
  { means, asked, entered }: Turn,
  read: Extract<ReturnType<typeof readStep>, { ok: true }>,
): Promise<{ entered: Entered; cookies: Told['cookies'] & object }> {
  const answers = { ...read.answers, lang: asked.lang };
  if (entered !== null) {
    await means.intake.save(entered, answers, read.ownRole);
    return { entered, cookies: [] };
  }
  const begun = await means.intake.begin(answers);
  return { entered: begun, cookies: [{ name: 'melding', value: begun.secret.text }] };
}

function nextOf(step: Step, act: string): Step {
  const at = STEPS.indexOf(step);
  const wanted = act.startsWith('ga:') ? act.slice(3) : undefined;
  if (isStep(wanted) && wanted !== 'code') return wanted;
  if (act === 'terug') return STEPS[Math.max(0, at - 1)] ?? 'who';
  if (act === 'voeg-toe' || act.startsWith('weg:')) return step;
  return STEPS[at + 1] ?? 'check';
}

/** Adds the files that came along, or removes the one whose button was pressed. */
async function keepFiles({ means, asked, entered }: Turn, act: string): Promise<FieldFault[]> {
  if (entered === null) return [];
  const t = intakeTranslator(asked.lang);
  if (act.startsWith('weg:')) {
    const id = act.slice('weg:'.length);
    const { files } = await means.intake.readDraft(entered);
    if (files.some((file) => file.id === id)) await means.intake.detach(entered, id);
    return [];
  }
  if (asked.form.tooLarge) return [{ field: 'file', message: t('files.big') }];
  for (const file of asked.form.files) {
    try {
      await means.intake.attach(entered, file);
    } catch (error) {
      if (error instanceof Problem && error.code === 'report-full')
        return [{ field: 'file', message: t('files.many') }];
      throw error;
    }
  }
  return [];
}

/** The code, once nothing is missing that sending needs. */
async function code(turn: Turn, faults: readonly FieldFault[] = []): Promise<Told> {
  const { means, asked, entered } = turn;
  if (entered === null) return lostOrSent(means, asked);
  const t = intakeTranslator(asked.lang);
  const drawn = await means.intake.code(entered);
  return {
    status: faults.length > 0 ? 422 : 200,
    title: t('code.title'),
    content: <CodeView words={drawn.text.split(' ')} faults={faults} />,
    faults,
  };
}

async function send(turn: Turn): Promise<Told> {
  const { means, asked, entered } = turn;
  const t = intakeTranslator(asked.lang);
  if (entered === null) return lostOrSent(means, asked);
  if (asked.form.fields['actie'] === 'terug') return again({ ...turn, step: 'check' }, [], {});
  try {
    await means.intake.send(entered, asked.form.fields['check'] ?? '');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'check-word') return code(turn, [{ field: 'check', message: t('code.check.bad') }]);
    if (error.code === 'report-not-whole') {
      const { answers } = await means.intake.readDraft(entered);
      const step = firstMissing(answers) ?? 'who';
      const field = step === 'who' ? 'kind' : 'ground';
      return again({ ...turn, step }, [{ field, message: t('code.missing') }], {});
    }
    // Somebody pressed twice: the other press sent it.
    if (error.code !== 'report-not-now') throw error;
  }
  return lostOrSent(means, asked);
}
