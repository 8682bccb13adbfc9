import { Problem, type FieldFault } from '../../platform/problems.js';
import { Link, sayFaults } from '../../web/index.js';
import { readStep, type Answers, type Given } from '../intake/answers.js';
import type { Answer, Told } from '../intake/answered.js';
import type { FlowMeans } from '../intake/pages.js';
import type { Entered } from '../intake/service.js';
import { channelPaths } from '../paths.js';
import { isTranscriptWay } from '../schema.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import { DeskFrame } from './frame.js';
import type { Visitor } from './session.js';
import { TakeDownView, TakenCodeView } from './take-down-views.js';
import { takeDownTranslator } from './take-down-words.js';

type Means = FlowMeans & DeskMeans;

/** GET /dienst/opnemen: the form, or the code of what was taken down and not sent yet. */
export async function showTakeDown(means: Means, asked: DeskAsked): Promise<Answer> {
  const entered = await draftOf(means, asked);
  return entered === null ? formTold(means, asked, {}, []) : codeTold(means, asked, entered, []);
}

/** POST /dienst/opnemen: takes down (not where the officer has an interest in the employer), sends with the word that the reporter said, or erases. */
export async function takeDown(means: Means, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const { fields } = asked.form;
  const entered = await draftOf(means, asked);
  if (entered === null)
    return fields['stap'] === 'take' && fields['taal'] === undefined
      ? take(means, asked, visitor)
      : formTold(means, asked, fields, []);
  if (fields['actie'] === 'wis') {
    await means.intake.erase(entered);
    return { to: channelPaths.deskTakeDown, cookies: [{ name: 'opname', value: null }] };
  }
  return fields['stap'] === 'send' && fields['taal'] === undefined
    ? send(means, asked, entered)
    : codeTold(means, asked, entered, []);
}

async function draftOf({ intake }: Means, asked: DeskAsked): Promise<Entered | null> {
  const entered = await intake.enter(asked.cookie('opname'));
  return entered?.stage === 'draft' ? entered : null;
}

async function take(means: Means, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const { fields } = asked.form;
  const way = fields['manier'] ?? '';
  const { answers, faults } = answersIn(means, fields);
  const t = takeDownTranslator(asked.lang);
  const wrong = isTranscriptWay(way) ? faults : [{ field: 'manier', message: t('take.way.bad') }, ...faults];
  if (!isTranscriptWay(way) || wrong.length > 0) return formTold(means, asked, fields, wrong);
  if (await means.desk.hasInterest(visitor, answers))
    return formTold(means, asked, fields, [{ field: 'employer', message: t('take.interest') }]);
  const entered = await means.intake.begin(answers);
  await means.desk.takeDown(visitor, entered.report, way);
  const told = await codeTold(means, asked, entered, []);
  return { ...told, cookies: [{ name: 'opname', value: entered.secret.text }] };
}

/** The steps of the form of reporters, read at once. */
function answersIn(means: Means, fields: Given): { answers: Answers; faults: readonly FieldFault[] } {
  const known = {
    grounds: means.grounds('nl').map(({ code }) => code),
    sectors: means.sectors('nl').map(({ code }) => code),
  };
  const read = (['who', 'what', 'where', 'when'] as const).map((step) => readStep(step, fields, known));
  return {
    answers: read.reduce<Answers>((all, one) => (one.ok ? { ...all, ...one.answers } : all), {}),
    faults: read.flatMap((one) => (one.ok ? [] : one.faults)),
  };
}

async function send(means: Means, asked: DeskAsked, entered: Entered): Promise<Answer> {
  const t = takeDownTranslator(asked.lang);
  try {
    await means.intake.send(entered, asked.form.fields['check'] ?? '');
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'check-word') throw error;
    return codeTold(means, asked, entered, [{ field: 'check', message: t('take.check.bad') }]);
  }
  return {
    status: 200,
    title: t('take.sent'),
    content: (
      <DeskFrame current="take-down">
        <p class="lead">{t('take.sent.text')}</p>
        <p>
          <Link href={channelPaths.deskTakeDown}>{t('take.again')}</Link>
        </p>
      </DeskFrame>
    ),
    cookies: [{ name: 'opname', value: null }],
    languages: false,
  };
}

function formTold(means: Means, asked: DeskAsked, given: Given, faults: readonly FieldFault[]): Told {
  const said = sayFaults(faults, asked.lang);
  return {
    status: faults.length > 0 ? 422 : 200,
    title: takeDownTranslator(asked.lang)('take.title'),
    content: (
      <TakeDownView
        given={given}
        faults={said}
        grounds={means.grounds(asked.lang)}
        sectors={means.sectors(asked.lang)}
      />
    ),
    faults: said,
  };
}

async function codeTold(
  means: Means,
  asked: DeskAsked,
  entered: Entered,
  faults: readonly FieldFault[],
): Promise<Told> {
  const { text } = await means.intake.code(entered);
  return {
    status: faults.length > 0 ? 422 : 200,
    title: takeDownTranslator(asked.lang)('take.code.title'),
    content: <TakenCodeView words={text.split(' ')} faults={faults} />,
    faults,
  };
}
