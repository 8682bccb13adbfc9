import type { FieldFault } from '../../platform/problems.js';
import { parseKbo } from '../../register/index.js';
import { isRecognisable } from '../schema.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import type { Dossier } from './open-report.js';
import type { Visitor } from './session.js';
import { findLeak } from './source-free.js';
import type { Summary } from './test-service.js';
import { quartersUntil, type TestAct } from './test-views.js';
import { deskTranslator } from './words.js';
import { answersInWords } from './written.js';

const MOST_TEXT = 4000;
const FEWEST_SUMMARY = 20;

interface Read {
  readonly faults: readonly FieldFault[];
  readonly run: () => Promise<void>;
}

/** What an act on the way to a test brought: its faults, or how it is done. */
export async function readTestAct(
  means: DeskMeans,
  asked: DeskAsked,
  visitor: Visitor,
  act: TestAct,
): Promise<Read> {
  const id = asked.param('id');
  const t = deskTranslator(asked.lang);
  const text = (name: string): string => (asked.form.fields[name] ?? '').trim();
  const wrongText = (name: string): FieldFault[] =>
    text(name) === '' || text(name).length > MOST_TEXT ? [{ field: name, message: t('act.text.bad') }] : [];
  switch (act) {
    case 'test-ask':
      return { faults: wrongText('gok'), run: () => means.desk.askTest(visitor, id, text('gok')) };
    case 'test-check': {
      const how = text('bekend');
      const faults = wrongText('herkenbaar');
      return isRecognisable(how)
        ? { faults, run: () => means.desk.checkTest(visitor, id, how, text('herkenbaar')) }
        : { faults: [{ field: 'bekend', message: t('act.choose.bad') }, ...faults], run: nothing };
    }
    case 'test-release':
      return readRelease(means, asked, visitor, await means.desk.open(visitor, id));
  }
}

const nothing = (): Promise<void> => Promise.resolve();

function readRelease(
  means: DeskMeans,
  asked: DeskAsked,
  visitor: Visitor,
  dossier: Dossier & { readonly today: Parameters<typeof quartersUntil>[0] },
): Read {
  const t = deskTranslator(asked.lang);
  const { fields } = asked.form;
  const text = (name: string): string => (fields[name] ?? '').trim();
  const kbo = parseKbo(text('kbo'));
  const summary: Summary = {
    kbo: kbo.ok ? kbo.value : null,
    sector: text('sector'),
    grounds: means
      .grounds('nl')
      .map(({ code }) => code)
      .filter((code) => fields[`kenmerk-${code}`] === 'ja'),
    period: text('kwartaal'),
    text: text('samenvatting'),
  };
  const { filedBy } = dossier.answers;
  const filer = filedBy === undefined ? [] : [filedBy.name, filedBy.reference];
  const leak = findLeak(summary.text, toldIn(dossier), filer);
  const { length } = summary.text;
  const checks: readonly (readonly [boolean, string, string])[] = [
    [kbo.ok || text('kbo') === '', 'kbo', t('test.kbo.bad')],
    [means.sectors('nl').some(({ code }) => code === summary.sector), 'sector', t('test.sector.bad')],
    [summary.grounds.length > 0, 'kenmerk', t('test.grounds.bad')],
    [quartersUntil(dossier.today).includes(summary.period), 'kwartaal', t('test.period.bad')],
    [length >= FEWEST_SUMMARY && length <= MOST_TEXT, 'samenvatting', t('test.summary.bad')],
    [leak?.why !== 'day-or-address', 'samenvatting', t('test.summary.day')],
    [
      leak?.why !== 'quotes',
      'samenvatting',
      t('test.summary.quotes', { words: leak?.why === 'quotes' ? leak.words : '' }),
    ],
    [fields['nagelezen-zeker'] === 'ja', 'nagelezen', t('test.sure.bad')],
  ];
  return {
    faults: checks.flatMap(([fits, field, message]) => (fits ? [] : [{ field, message }])),
    run: () => means.desk.releaseTest(visitor, asked.param('id'), summary),
  };
}

/** Everything that the reporter wrote. */
function toldIn({ answers, ownRole, messages, questionnaires, leftOut }: Dossier): string[] {
  const { wording, facts, employer, place, vacancy, period, witnesses, requests = [] } = answers;
  return [
    ...[wording, facts, employer, place, vacancy, period, witnesses].map((one) => one ?? ''),
    ownRole,
    ...leftOut,
    ...requests.flatMap((one) => [one.client, one.wording, one.facts, one.period]),
    ...messages.filter(({ side }) => side === 'reporter').map(({ text }) => text),
    ...answersInWords(questionnaires).map(({ text }) => text),
  ];
}
