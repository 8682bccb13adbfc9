import {
  Callout,
  DataTable,
  fill,
  formatterFor,
  Link,
  paths,
  SummaryList,
  withQuery,
  type Lang,
} from '../web/index.js';
import { fieldWord } from './field-words.js';
import type { GeneratedPair, GenerateResult } from './generate.js';
import { compareLetters, LIKENESS_BANDS } from './likeness/rules.js';
import { Marked } from './marked.js';
import { nameIn } from './scenario-view.js';
import type { Arm, CorrespondenceScenario, Profile } from './schema.js';
import { signsOf } from './signs.js';
import { wordsIn } from './words.js';

interface PreviewProps {
  readonly lang: Lang;
  readonly scenario: CorrespondenceScenario;
  readonly number: number;
  readonly drawn: GenerateResult;
  /** The name of an origin. */
  readonly originName: (code: string) => string;
}

/** What does an employer get, and does only that differ which may? */
export function PreviewView({ lang, scenario, number, drawn, originName }: PreviewProps) {
  const t = wordsIn(lang);
  const here = fill(paths.scenarios.preview, { scenario: scenario.id });
  const contrast =
    drawn.allowed && scenario.contrasts?.find(({ code }) => code === drawn.pair.control.identity.contrast);
  return (
    <>
      <p class="lead">{t('preview.lead')}</p>
      <Callout>
        <p>{t('preview.throwaway')}</p>
      </Callout>
      <p>
        {t('preview.number', { n: number })}.{' '}
        <Link href={withQuery(here, { nummer: (number % 999) + 1 })}>{t('preview.next')}</Link>
      </p>
      {contrast ? (
        <SummaryList items={[{ term: t('preview.contrast'), value: nameIn(contrast.title, lang) }]} />
      ) : null}
      {drawn.allowed ? (
        <>
          <p>{t('preview.marked')}</p>
          <div class="side-by-side">
            {(['control', 'treatment'] as const).map((arm) => (
              <Side key={arm} lang={lang} scenario={scenario} pair={drawn.pair} arm={arm} number={number} />
            ))}
          </div>
          <Proof lang={lang} pair={drawn.pair} originName={originName} />
          <LikenessFacts lang={lang} pair={drawn.pair} />
        </>
      ) : (
        <Callout tone="warn" title={t('preview.refused')}>
          <p lang="en">{drawn.detail}</p>
        </Callout>
      )}
    </>
  );
}

interface SideProps extends Pick<PreviewProps, 'lang' | 'scenario' | 'number'> {
  readonly pair: GeneratedPair;
  readonly arm: Arm;
}

function Side({ lang, scenario, pair, arm, number }: SideProps) {
  const t = wordsIn(lang);
  const profile: Profile = pair[arm];
  const parts = signsOf(profile, pair.cue, scenario);
  const { language } = scenario;
  const side = arm === 'control' ? 'a' : 'b';
  const pdf = (document: string) =>
    withQuery(fill(paths.scenarios.previewPdf, { scenario: scenario.id, document }), { nummer: number });
  const mark = (text: string) => <Marked speech={language} text={text} parts={parts} />;
  return (
    <section>
      <h2>{t(`one.${arm}`)}</h2>
      <h3>{t('preview.letter')}</h3>
      {mark(`${t('preview.subject')}: ${profile.documents.subject}\n\n${profile.documents.letter}`)}
      <p>
        <a href={pdf(`brief-${side}.pdf`)}>{t('preview.letter-pdf')}</a>
      </p>
      <h3>{t('preview.cv')}</h3>
      {mark(profile.documents.cv)}
      <p>
        <a href={pdf(`cv-${side}.pdf`)}>{t('preview.cv-pdf')}</a>
      </p>
    </section>
  );
}

/** Every attribute in which the two differ, and why it may. */
function Proof({
  lang,
  pair,
  originName,
}: Pick<PreviewProps, 'lang' | 'originName'> & { readonly pair: GeneratedPair }) {
  const t = wordsIn(lang);
  const shown = (field: string, value: string): string => {
    if (field === 'nameOrigin') return originName(value);
    return field === 'template' || field === 'layout' ? String(Number(value) + 1) : value;
  };
  const order = { cue: 0, own: 1, balanced: 2 };
  const rows = [...pair.differences].sort((a, b) => order[a.why] - order[b.why]);
  return (
    <>
      <h2>{t('preview.proof')}</h2>
      <p>{t('preview.proof-what', { compared: pair.compared, same: pair.compared - rows.length })}</p>
      <DataTable
        caption={t('preview.proof-caption')}
        rows={rows}
        keyOf={({ field }) => field}
        columns={[
          { head: t('preview.field'), names: true, cell: ({ field }) => fieldWord(field, lang) },
          { head: t('one.control'), cell: ({ field, control }) => shown(field, control) },
          { head: t('one.treatment'), cell: ({ field, treatment }) => shown(field, treatment) },
          {
            head: t('preview.why'),
            cell: ({ why }) => (why === 'cue' ? <mark>{t('why.cue')}</mark> : t(`why.${why}`)),
          },
        ]}
      />
    </>
  );
}

function LikenessFacts({ lang, pair }: { readonly lang: Lang; readonly pair: GeneratedPair }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const found = compareLetters(pair.control.documents.letter, pair.treatment.documents.letter);
  const { maxSimilarity, minLengthRatio, maxQualityGap } = LIKENESS_BANDS;
  const words = (
    key: 'likeness.similarity-words' | 'likeness.length-words',
    value: number,
    band: number,
  ): string => t(key, { found: f.percent(value), band: f.percent(band) });
  return (
    <>
      <h2>{t('likeness.title')}</h2>
      <SummaryList
        items={[
          {
            term: t('likeness.similarity'),
            value: words('likeness.similarity-words', found.similarity, maxSimilarity),
          },
          {
            term: t('likeness.length'),
            value: words('likeness.length-words', found.lengthRatio, minLengthRatio),
          },
          {
            term: t('likeness.quality'),
            value: t('likeness.quality-words', {
              found: f.number(found.qualityGap, 1),
              band: f.number(maxQualityGap),
            }),
          },
        ]}
      />
    </>
  );
}
