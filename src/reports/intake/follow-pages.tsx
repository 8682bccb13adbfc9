import { Problem, type FieldFault } from '../../platform/problems.js';
import type { Lang } from '../../web/index.js';
import { isAboutName, takeName } from '../custody/name-pages.js';
import { channelPaths } from '../paths.js';
import { firstField, readAnswers } from './answer-questions.js';
import type { Told } from './answered.js';
import type { Asked, FlowMeans } from './pages.js';
import type { Entered } from './service.js';
import { DraftFoundView, FollowView, ThreadView } from './views.js';
import type { Answering } from './question-views.js';
import { questionTranslator } from './question-words.js';
import { transcriptTranslator } from './transcript-words.js';
import { intakeTranslator } from './words.js';

const MOST_TEXT = 8000;

/** GET /opvolgen: the own report while a visit lasts, else the field for the code. */
export async function showFollow(means: FlowMeans, asked: Asked): Promise<Told> {
  const entered = await means.intake.enter(asked.cookie('volging'));
  return entered?.stage === 'sent' ? thread(means, asked.lang, entered) : askCode(asked.lang);
}

/** POST /opvolgen: a code, a message, or leaving. */
export async function takeFollow(means: FlowMeans, asked: Asked): Promise<Told> {
  const { fields } = asked.form;
  if (fields['stap'] === 'code')
    return fields['taal'] === undefined ? openByCode(means, asked) : askCode(asked.lang);
  const entered = await means.intake.enter(asked.cookie('volging'));
  if (fields['actie'] === 'wis') return leave(means, asked, entered);
  if (entered?.stage !== 'sent') return askCode(asked.lang);
  if (isAboutName(fields)) return ownName(means, asked, entered);
  if (fields['taal'] !== undefined) return thread(means, asked.lang, entered, fields['text']);
  if (fields['stap'] === 'vragen') return answerQuestions(means, asked, entered);
  if (fields['stap'] === 'sign') return sign(means, asked, entered);
  return fields['stap'] === 'test' ? answerTest(means, asked, entered) : say(means, asked, entered);
}

function ownName(means: FlowMeans, { lang, form }: Asked, entered: Entered): Promise<Told> {
  return takeName(means.intake, {
    lang,
    fields: form.fields,
    entered,
    action: channelPaths.follow,
    back: () => thread(means, lang, entered),
  });
}

/** An answer to the question whether the report may lead to a test. */
async function answerTest(means: FlowMeans, { lang, form }: Asked, entered: Entered): Promise<Told> {
  const answer = form.fields['antwoord'];
  if (answer !== 'yes' && answer !== 'no') throw new Problem('bad-body');
  await means.intake.answerTest(entered, answer);
  return thread(means, lang, entered);
}

/** Signs what a member of staff took down, as it stands or corrected. */
async function sign(means: FlowMeans, { lang, form }: Asked, entered: Entered): Promise<Told> {
  const typed = (form.fields['verslag-tekst'] ?? '').replaceAll('\r\n', '\n').trim();
  if (typed === '' || typed.length > MOST_TEXT) {
    const message = transcriptTranslator(lang)('sign.bad');
    return thread(means, lang, entered, '', [{ field: 'verslag-tekst', message }], { signing: typed });
  }
  await means.intake.signTranscript(entered, typed);
  return thread(means, lang, entered);
}

/** Saves answers to further questions, or sends them; what was sent before stays as it is. */
async function answerQuestions(
  means: FlowMeans,
  { lang, form: { fields } }: Asked,
  entered: Entered,
): Promise<Told> {
  const { questionnaires } = await means.intake.readThread(entered);
  const place = questionnaires.findIndex(({ id }) => id === fields['vragenlijst']);
  const set = questionnaires[place];
  const sent = fields['actie'] === 'stuur';
  if (set === undefined || (!sent && fields['actie'] !== 'bewaar')) throw new Problem('bad-body');
  const answering = { set: set.id, given: fields, became: 'refused' } as const;
  const done = { answering: { ...answering, became: sent ? 'sent' : 'saved' } } as const;
  if (set.answeredOn !== null) return thread(means, lang, entered, '', [], sent ? done : {});
  const { answers, faults } = readAnswers(place, set, fields, lang);
  if (faults.length > 0) return thread(means, lang, entered, '', faults, { answering });
  if (sent && [...answers.values()].every((one) => one === null)) {
    const message = questionTranslator(lang)('questions.nothing');
    const field = firstField(place, set);
    return thread(means, lang, entered, '', [{ field, message }], { answering });
  }
  await means.intake.answerQuestions(entered, set.id, answers, sent);
  return thread(means, lang, entered, '', [], done);
}

function askCode(lang: Lang, faults: readonly FieldFault[] = []): Told {
  const t = intakeTranslator(lang);
  return { status: 200, title: t('follow.title'), content: <FollowView faults={faults} />, faults };
}

/** A right and a wrong code have one status, one cookie and one length, so that the wire tells nothing. */
async function openByCode(means: FlowMeans, { lang, form }: Asked): Promise<Told> {
  const t = intakeTranslator(lang);
  const back = await means.intake.comeBack(form.fields['code'] ?? '');
  if (back.opens === 'draft')
    return {
      status: 200,
      title: t('draft.title'),
      content: <DraftFoundView />,
      cookies: [{ name: 'melding', value: back.cookie }],
    };
  const cookies = [{ name: 'volging', value: back.cookie }] as const;
  const entered = back.opens === 'sent' ? await means.intake.enter(back.cookie) : null;
  const told =
    entered === null
      ? askCode(lang, [{ field: 'code', message: t('follow.code.bad') }])
      : await thread(means, lang, entered);
  return { ...told, cookies };
}

async function thread(
  means: FlowMeans,
  lang: Lang,
  entered: Entered,
  typed = '',
  faults: readonly FieldFault[] = [],
  { signing, answering }: { readonly signing?: string; readonly answering?: Answering } = {},
): Promise<Told> {
  const read = await means.intake.readThread(entered);
  return {
    status: faults.length > 0 ? 422 : 200,
    title: intakeTranslator(lang)('thread.title'),
    content: (
      <ThreadView
        thread={read}
        typed={typed}
        notices={means.notices !== null}
        signing={signing}
        answering={answering}
        faults={faults}
      />
    ),
    faults,
  };
}

async function say(means: FlowMeans, { lang, form }: Asked, entered: Entered): Promise<Told> {
  const t = intakeTranslator(lang);
  const harm = form.fields['actie'] === 'nadeel' ? [t('thread.harm.text')] : [];
  const typed = (form.fields['text'] ?? '').trim();
  const text = [...harm, ...(typed === '' ? [] : [typed])].join('\n\n');
  if (form.tooLarge) return thread(means, lang, entered, typed, [{ field: 'file', message: t('files.big') }]);
  if (text.length > MOST_TEXT || (text === '' && form.files.length === 0))
    return thread(means, lang, entered, typed, [{ field: 'text', message: t('thread.message.bad') }]);
  try {
    for (const file of form.files) await means.intake.attach(entered, file);
    if (text !== '') await means.intake.say(entered, text);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'report-full') throw error;
    return thread(means, lang, entered, typed, [{ field: 'file', message: t('files.many') }]);
  }
  return thread(means, lang, entered);
}

async function leave(means: FlowMeans, { lang, cookie }: Asked, entered: Entered | null): Promise<Told> {
  const t = intakeTranslator(lang);
  if (entered !== null) await means.intake.erase(entered);
  // A draft that is still open in this browser keeps its cookie; a spent one goes.
  const draft = await means.intake.enter(cookie('melding'));
  const spent = draft === null ? [{ name: 'melding', value: null } as const] : [];
  return {
    status: 200,
    title: t('thread.left.title'),
    content: <p class="lead">{t('thread.left.text')}</p>,
    cookies: [{ name: 'volging', value: null }, ...spent],
    leave: true,
    languages: false,
  };
}
