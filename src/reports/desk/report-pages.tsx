import { Problem, type FieldFault } from '../../platform/problems.js';
import { knowsMatter, type Matter } from '../../register/index.js';
import { isLang } from '../../web/index.js';
import type { Answer, Told } from '../intake/answered.js';
import { deskReportPath } from '../paths.js';
import { isOutcome, isStage } from '../schema.js';
import { takeAccessAct } from './access-acts.js';
import { isAccessAct, type AccessAct } from './access-fields.js';
import { Acts, isAct, pickName, textName, type Act } from './act-views.js';
import { isAskAct, takeAskAct, type AskAct } from './ask-acts.js';
import { AskSection } from './ask-views.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import { takeCustodyAct } from './custody-acts.js';
import { CustodySection, isCustodyAct, type CustodyAct } from './custody-views.js';
import { HOLD_MONTHS } from './keep-service.js';
import { KeepSection } from './keep-views.js';
import { matterOf } from './competence.js';
import { CompetenceSection } from './competence-views.js';
import { nameOfFile } from './file-copies.js';
import { DeskFrame } from './frame.js';
import { LabelSection } from './label-pages.js';
import { parseLabels } from './labels.js';
import { nameOfReport } from './list-pages.js';
import { packageFile } from './package-acts.js';
import { ForAWhile, LendSection } from './lend-views.js';
import { OriginalsShown, RedactSection } from './redact-views.js';
import { isSubject, isUnfinished, withProposal } from './proposals.js';
import { langName } from './proposal-views.js';
import { proposalTranslator } from './proposal-words.js';
import { readPauseAct } from './pause-acts.js';
import { isPauseAct, PauseSection, type PauseAct } from './pause-views.js';
import { Correspondence, Facts, History, Standing } from './report-views.js';
import type { Visitor } from './session.js';
import { TranscriptSection } from './take-down-views.js';
import { readTestAct } from './test-acts.js';
import { isTestAct, TestSection, type TestAct } from './test-views.js';
import { deskTranslator } from './words.js';

const MOST_TEXT = 8000;

/** GET /dienst/meldingen/:id: everything of one report. */
export function dossierPage(means: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  return dossierTold(means, asked, visitor, null, []);
}

interface Shown {
  readonly originals?: Awaited<ReturnType<DeskMeans['desk']['open']>>;
  /** What stands in the fields; what was typed, where that is not said. */
  readonly typed?: Readonly<Record<string, string>> | undefined;
}

async function dossierTold(
  means: DeskMeans,
  asked: DeskAsked,
  visitor: Visitor,
  tried:
    | Act
    | TestAct
    | CustodyAct
    | PauseAct
    | AccessAct
    | AskAct
    | 'labels'
    | 'package'
    | 'hold'
    | 'let-go'
    | null,
  faults: readonly FieldFault[],
  { originals, typed = asked.form.fields }: Shown = {},
): Promise<Told> {
  const dossier = originals ?? (await means.desk.open(visitor, asked.param('id')));
  const shown = {
    dossier,
    grounds: means.grounds(asked.lang),
    sectors: means.sectors(asked.lang),
    services: means.services(asked.lang),
  };
  const attempt = { tried, typed, faults };
  return {
    status: faults.length > 0 ? 422 : 200,
    title: deskTranslator(asked.lang)('list.name', { code: nameOfReport(dossier.report.id) }),
    content: (
      <DeskFrame current="report" faults={faults}>
        {originals === undefined ? null : <OriginalsShown />}
        <ForAWhile until={dossier.until} />
        <Standing {...shown} />
        <Facts {...shown} />
        <TranscriptSection dossier={dossier} />
        <Correspondence {...shown} />
        <AskSection {...shown} questionnaires={means.questionnaires} {...attempt} />
        <Acts
          {...shown}
          calendar={means.calendar}
          tried={tried !== null && isAct(tried) ? tried : null}
          typed={typed}
          faults={faults}
        />
        {dossier.until === null ? (
          <>
            <LabelSection {...shown} {...attempt} />
            <PauseSection {...shown} calendar={means.calendar} {...attempt} />
            <CompetenceSection
              {...shown}
              table={means.competence}
              bodies={means.bodies(asked.lang)}
              matter={chosenMatter(means, asked) ?? matterOf(dossier.answers)}
              typed={typed}
              faults={tried === 'package' ? faults : null}
            />
            <TestSection {...shown} officer={visitor.id} {...attempt} />
            <CustodySection {...shown} {...attempt} />
            <RedactSection {...shown} {...attempt} />
            <LendSection {...shown} {...attempt} />
            <KeepSection {...shown} {...attempt} />
          </>
        ) : null}
        <History {...shown} />
      </DeskFrame>
    ),
    faults,
  };
}

/** GET /dienst/meldingen/:id/bijlagen/:nummer: a file, to keep under a name that tells nothing. */
export async function filePage({ desk }: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const number = /^\d{1,3}$/.test(asked.param('nummer')) ? Number(asked.param('nummer')) : 0;
  const { file, content } = await desk.file(visitor, asked.param('id'), number);
  const name = nameOfFile(number);
  return { name: file.copy === null ? name : `${name}-werkkopie`, bytes: content };
}

/** POST /dienst/meldingen/:id: one act, by `stap` in the body. */
export async function takeAct(means: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const act = asked.form.fields['stap'] ?? '';
  if (act === 'competence') return dossierTold(means, asked, visitor, null, []);
  if (act === 'hold' || act === 'let-go') return takeHold(means, asked, visitor, act);
  if (act === 'package') return savePackage(means, asked, visitor);
  if (isCustodyAct(act)) {
    const taken = await takeCustodyAct(means, asked, visitor, act);
    return taken.faults === null ? taken.answer : dossierTold(means, asked, visitor, act, taken.faults);
  }
  if (isTestAct(act))
    return takeRead(means, asked, visitor, act, await readTestAct(means, asked, visitor, act));
  if (isPauseAct(act)) return takeRead(means, asked, visitor, act, readPauseAct(means, asked, visitor, act));
  if (isAccessAct(act)) return takeAccess(means, asked, visitor, act);
  if (isAskAct(act)) {
    const faults = await takeAskAct(means, asked, visitor, act);
    return faults === null
      ? { to: deskReportPath(asked.param('id')) }
      : dossierTold(means, asked, visitor, act, faults);
  }
  if (act === 'labels') return takeLabels(means, asked, visitor);
  if (!isAct(act)) throw new Problem('bad-body');
  if (asked.form.fields['voorstel'] === 'ja') return propose(means, asked, visitor, act);
  const faults = faultsOf(means, asked, act);
  if (faults.length > 0) return dossierTold(means, asked, visitor, act, faults);
  try {
    await perform(means, asked, visitor, act);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'report-full') throw error;
    const message = deskTranslator(asked.lang)('act.file.many');
    return dossierTold(means, asked, visitor, act, [{ field: 'file', message }]);
  }
  return { to: deskReportPath(asked.param('id')) };
}

/** Puts a proposed text in the field of an act; nothing is sent by it. */
function propose(means: DeskMeans, asked: DeskAsked, visitor: Visitor, act: Act): Promise<Answer> {
  const { fields } = asked.form;
  const [subject, lang] = [pickOf(asked, act), fields[langName(act)]];
  if ((act !== 'close' && act !== 'feedback') || !isLang(lang)) throw new Problem('bad-body');
  if (!isSubject(subject)) {
    const message = deskTranslator(asked.lang)('act.choose.bad');
    return dossierTold(means, asked, visitor, act, [{ field: pickName(act), message }]);
  }
  const text = withProposal(textOf(asked, act), subject, lang);
  return dossierTold(means, asked, visitor, act, [], { typed: { ...fields, [textName(act)]: text } });
}

/** Gives a report its labels. */
async function takeLabels(means: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const labels = parseLabels(asked.form.fields['labels'] ?? '');
  if (labels === null) {
    const message = deskTranslator(asked.lang)('label.bad');
    return dossierTold(means, asked, visitor, 'labels', [{ field: 'labels', message }]);
  }
  await means.desk.setLabels(visitor, asked.param('id'), labels);
  return { to: deskReportPath(asked.param('id')) };
}

/** What is done with working copies, and access for a while. */
async function takeAccess(
  means: DeskMeans,
  asked: DeskAsked,
  visitor: Visitor,
  act: AccessAct,
): Promise<Answer> {
  const taken = await takeAccessAct(means, asked, visitor, act);
  switch (taken.kind) {
    case 'show':
      return dossierTold(means, asked, visitor, act, taken.faults, { typed: taken.typed });
    case 'originals':
      return dossierTold(means, asked, visitor, null, [], { originals: taken.dossier });
    case 'file':
      return { name: taken.name, bytes: taken.bytes };
    case 'done':
      return { to: deskReportPath(asked.param('id')) };
  }
}

/** Holds back that a report is erased, or allows it again. */
async function takeHold(
  means: DeskMeans,
  asked: DeskAsked,
  visitor: Visitor,
  act: 'hold' | 'let-go',
): Promise<Answer> {
  const { fields } = asked.form;
  const t = deskTranslator(asked.lang);
  const reason = (fields[`reden-${act}`] ?? '').trim();
  const months = HOLD_MONTHS.find((count) => String(count) === fields['maanden']);
  const faults: FieldFault[] = [];
  if (act === 'hold' && months === undefined) faults.push({ field: 'maanden', message: t('act.choose.bad') });
  if (reason === '' || reason.length > MOST_TEXT)
    faults.push({ field: `reden-${act}`, message: t('act.text.bad') });
  if (faults.length > 0) return dossierTold(means, asked, visitor, act, faults);
  const id = asked.param('id');
  if (act === 'hold' && months !== undefined) await means.desk.hold(visitor, id, months, reason);
  else await means.desk.letGo(visitor, id, reason);
  return { to: deskReportPath(id) };
}

/** What a case is about, as the officer chose it; null where that was not asked, or names what the table does not know. */
function chosenMatter({ competence }: DeskMeans, { form }: DeskAsked): Matter | null {
  const { soort = '', verhouding = '', plaats = '' } = form.fields;
  const matter = { employerType: soort, relation: verhouding, place: plaats };
  return form.fields['stap'] === 'competence' && knowsMatter(competence, matter) ? matter : null;
}

/** What goes to another body, as a file to keep. */
async function savePackage(means: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const { fields } = asked.form;
  const text = (fields['toelichting'] ?? '').trim();
  if (text.length > MOST_TEXT) {
    const message = deskTranslator(asked.lang)('act.text.bad');
    return dossierTold(means, asked, visitor, 'package', [{ field: 'toelichting', message }]);
  }
  return packageFile(means, asked, visitor, text);
}

/** Does an act that was read, or says what is wrong with its fields. */
async function takeRead(
  means: DeskMeans,
  asked: DeskAsked,
  visitor: Visitor,
  act: TestAct | PauseAct,
  { faults, run }: { readonly faults: readonly FieldFault[]; readonly run: () => Promise<void> },
): Promise<Answer> {
  if (faults.length > 0) return dossierTold(means, asked, visitor, act, faults);
  await run();
  return { to: deskReportPath(asked.param('id')) };
}

const textOf = ({ form }: DeskAsked, act: Act): string => (form.fields[textName(act)] ?? '').trim();
const pickOf = ({ form }: DeskAsked, act: Act): string => form.fields[pickName(act)] ?? '';

/** What is wrong with the fields of an act. Whether the act is possible is for its use case to say. */
function faultsOf(means: DeskMeans, asked: DeskAsked, act: Act): FieldFault[] {
  const t = deskTranslator(asked.lang);
  const text = textOf(asked, act);
  const pick = pickOf(asked, act);
  const faults: FieldFault[] = [];
  const fitting: Partial<Record<Act, boolean>> = {
    work: isStage(pick),
    forward: means.services('nl').some(({ code }) => code === pick),
    close: isOutcome(pick),
    assign: pick !== '',
  };
  if (fitting[act] === false) faults.push({ field: pickName(act), message: t('act.choose.bad') });
  if (act === 'say' && asked.form.tooLarge) faults.push({ field: 'file', message: t('act.file.big') });
  const empty = text === '' && !(act === 'say' && asked.form.files.length > 0);
  if (act !== 'assign' && act !== 'share' && (empty || text.length > MOST_TEXT))
    faults.push({ field: textName(act), message: t('act.text.bad') });
  if ((act === 'close' || act === 'feedback') && isUnfinished(text))
    faults.push({ field: textName(act), message: proposalTranslator(asked.lang)('proposal.unfinished') });
  return faults;
}

function perform(means: DeskMeans, asked: DeskAsked, visitor: Visitor, act: Act): Promise<void> {
  const { desk } = means;
  const id = asked.param('id');
  const text = textOf(asked, act);
  const pick = pickOf(asked, act);
  switch (act) {
    case 'acknowledge':
      return desk.acknowledge(visitor, id, text);
    case 'say':
      return desk.say(visitor, id, text, asked.form.files);
    case 'feedback':
      return desk.giveFeedback(visitor, id, text);
    case 'work':
      return desk.work(visitor, id, pick, text);
    case 'extend':
      return desk.extend(visitor, id, text);
    case 'forward':
      return desk.forward(visitor, id, pick, text);
    case 'close':
      return isOutcome(pick) ? desk.close(visitor, id, pick, text) : Promise.reject(new Problem('bad-body'));
    case 'note':
      return desk.note(visitor, id, text);
    case 'assign':
      return desk.assign(visitor, id, pick);
    case 'share':
      return desk.share(visitor, id);
  }
}
