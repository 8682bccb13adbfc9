import { DataTable, formatterFor, type Lang } from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import { standingOf } from './rules.js';
import type { Candidate, CandidatePair, Kept } from './schema.js';
import { wordsIn, type Say } from './words.js';

interface PairTableProps {
  readonly lang: Lang;
  readonly pair: CandidatePair;
  /** The name of an origin. */
  readonly originName: (code: string, lang: Lang) => string;
}

interface Line {
  readonly field: string;
  /** The attributes of the cue that show here. */
  readonly cue: readonly string[];
  readonly of: (candidate: Candidate) => string;
  /** Left out where neither candidate has it. */
  readonly rare?: boolean;
}

/** The two candidates of a pair side by side, with what distinguishes them marked. */
export function PairTable({ lang, pair, originName }: PairTableProps) {
  const t = wordsIn(lang);
  const { candidates } = pair;
  const cue = candidates[0]?.kept.match.cue ?? [];
  const cell = (line: Line, candidate: Candidate) => {
    const text = line.of(candidate);
    return line.cue.some((field) => cue.includes(field)) ? <mark>{text}</mark> : text;
  };
  return (
    <DataTable<Line>
      caption={t('pair', { number: pair.ordinal + 1, vacancy: shownTitle(pair.vacancyTitle, lang) })}
      captionHidden
      narrow="stack"
      rows={linesOf(t, lang, pair.released, originName).filter(
        ({ rare, of }) => rare !== true || candidates.some((one) => of(one) !== t('nothing')),
      )}
      keyOf={({ field }) => field}
      columns={[
        { head: t('field.what'), names: true, cell: ({ field }) => field },
        ...candidates.map((one) => ({ head: t(one.arm), cell: (line: Line) => cell(line, one) })),
      ]}
    />
  );
}

function linesOf(t: Say, lang: Lang, released: boolean, originName: PairTableProps['originName']): Line[] {
  const f = formatterFor(lang);
  const line = (field: string, of: (kept: Kept) => string, ...cue: readonly string[]): Line => ({
    field,
    cue,
    of: ({ kept }) => of(kept),
  });
  const job = ({ from, until, role, place }: Kept['experience'][number]): string =>
    `${from} – ${until ?? t('job.now')} ${[role, place].filter((part) => part !== '').join(', ')}`;
  return [
    line(t('field.name'), ({ firstName, familyName }) => `${firstName} ${familyName}`, 'nameOrigin', 'sex'),
    line(t('field.origin'), ({ nameOrigin }) => originName(nameOrigin, lang), 'nameOrigin'),
    line(t('field.sex'), ({ sex }) => t(`sex.${sex}`), 'sex'),
    line(
      t('field.born'),
      ({ birthDate, age }) => t('born.words', { date: f.date(birthDate), age }),
      'birthYear',
      'age',
    ),
    line(t('field.nationality'), ({ nationality }) => nationality),
    line(t('field.address'), ({ addressLine }) => addressLine),
    line(t('field.mail'), ({ mailAddress }) => mailAddress),
    line(t('field.phone'), ({ phone }) => phone),
    line(
      t('field.degree'),
      ({ education }) =>
        t('degree.words', { degree: education.degree, school: education.school, year: education.year }),
      'education.year',
    ),
    line(t('field.years'), ({ relevantYears }) => f.number(relevantYears)),
    line(t('field.jobs'), ({ experience }) => experience.map(job).join('; ')),
    {
      ...line(
        t('field.filler'),
        ({ filler }) => (filler === null ? t('nothing') : job(filler.job)),
        'filler',
      ),
      rare: true,
    },
    {
      ...line(t('field.statement'), ({ statement }) => statement?.code ?? t('nothing'), 'statement'),
      rare: true,
    },
    {
      field: t('field.standing'),
      cue: [],
      of: ({ retired, state }) => t(`standing.${standingOf(released, retired, state)}`),
    },
  ];
}
