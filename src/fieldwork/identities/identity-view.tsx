import {
  Callout,
  ConfirmForm,
  DataTable,
  EmptyState,
  fill,
  formatterFor,
  Link,
  Pagination,
  paths,
  SubmitButton,
  SummaryList,
  TextInput,
  withQuery,
  type Lang,
} from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import { fieldWord } from '../../materials/index.js';
import { PairTable } from './pair-table.js';
import type { CandidatePair, Checked, Overview } from './schema.js';
import { wordsIn } from './words.js';

/** Pairs on one page. */
export const PAIRS_SHOWN = 5;

interface IdentitiesProps {
  readonly lang: Lang;
  readonly campaign: string;
  readonly increments: readonly Checked[];
  readonly chosen: Checked;
  readonly overview: Overview;
  readonly pairs: readonly CandidatePair[];
  readonly page: number;
  readonly originName: (code: string, lang: Lang) => string;
  /** Whether the reader may release the chosen increment. */
  readonly may: boolean;
  /** Whether the reader had it drawn, so that somebody else releases it. */
  readonly own: boolean;
}

/** What a second person looks at before the candidates of an increment are sent, and the release itself. */
export function IdentitiesView(props: IdentitiesProps) {
  const { lang, campaign, increments, chosen, pairs, page, originName, may, own } = props;
  const t = wordsIn(lang);
  const here = fill(paths.campaigns.identities, { id: campaign });
  const of = (change: Record<string, number>) => withQuery(here, { aanvulling: chosen.number, ...change });
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <p>{t('how')}</p>
      {increments.length < 2 ? null : (
        <nav aria-label={t('choose')}>
          <ul>
            {increments.map(({ number }) => (
              <li key={number}>
                {number === chosen.number ? (
                  <strong>{drawingWord(number, lang)}</strong>
                ) : (
                  <Link href={withQuery(here, { aanvulling: number })}>{drawingWord(number, lang)}</Link>
                )}
              </li>
            ))}
          </ul>
        </nav>
      )}
      <h2>{drawingWord(chosen.number, lang)}</h2>
      <Facts {...props} />
      <h2>{t('look')}</h2>
      <p>{t('look.how')}</p>
      <form method="get" action={here}>
        <TextInput name="paar" label={t('find')} inputMode="numeric" autocomplete="off" />
        <SubmitButton tone="secondary">{t('find.verb')}</SubmitButton>
      </form>
      {pairs.map((pair) => (
        <section key={pair.test}>
          <h3>{t('pair', { number: pair.ordinal + 1, vacancy: shownTitle(pair.vacancyTitle, lang) })}</h3>
          <PairTable lang={lang} pair={pair} originName={originName} />
          <p>
            <Link href={withQuery(here, { paar: pair.ordinal + 1 })}>{t('pair.see')}</Link>
          </p>
        </section>
      ))}
      <Pagination
        page={page}
        pages={Math.ceil(chosen.pairs / PAIRS_SHOWN)}
        hrefOf={(page) => of({ pagina: page })}
      />
      {chosen.releasedAt !== null ? null : own ? (
        <Callout tone="neutral" title={t('release.own')} />
      ) : may ? (
        <>
          <h2>{t('release.title')}</h2>
          <ConfirmForm
            action={fill(paths.campaigns.releaseIdentities, { id: campaign })}
            verb={t('release.verb')}
            hidden={{ increment: String(chosen.number) }}
          >
            <p>{t('release.what', { pairs: formatterFor(lang).number(chosen.pairs) })}</p>
          </ConfirmForm>
        </>
      ) : null}
    </>
  );
}

const drawingWord = (number: number, lang: Lang): string =>
  number === 0 ? wordsIn(lang)('drawing.0') : wordsIn(lang)('drawing.n', { number });

/** What all candidates of the increment have in common. */
function Facts({ lang, chosen, overview, pairs, originName }: IdentitiesProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const compared = pairs[0]?.candidates[0]?.kept.match.compared ?? 0;
  const { releasedAt, releasedBy } = chosen;
  const cueWords = (cue: readonly string[]): string =>
    cue.length === 0 ? t('cue.none') : cue.map((field) => fieldWord(field, lang)).join(', ');
  return (
    <>
      <SummaryList
        items={[
          { term: t('pairs'), value: f.number(chosen.pairs) },
          { term: t('drawn.by'), value: chosen.drawnByName },
          { term: t('drawn.at'), value: f.dateTime(chosen.drawnAt) },
          {
            term: t('released'),
            value:
              releasedAt === null
                ? t('released.not')
                : t('released.by', { when: f.dateTime(releasedAt), who: releasedBy ?? '?' }),
          },
          {
            term: t('names'),
            value: t('names.most', {
              names: f.number(overview.names),
              most: f.number(overview.mostOfOne),
            }),
          },
          { term: t('root'), value: <code>{chosen.root.toString('hex')}</code> },
        ]}
      />
      <h2>{t('overview')}</h2>
      <p>{t('overview.proof', { compared: f.number(compared) })}</p>
      <h3>{t('overview.cues')}</h3>
      <DataTable
        caption={t('overview.cues')}
        captionHidden
        rows={overview.cues}
        keyOf={({ cue }) => cue.join(' ')}
        columns={[
          { head: t('cue.what'), names: true, cell: ({ cue }) => cueWords(cue) },
          { head: t('pairs'), align: 'right', cell: ({ pairs }) => f.number(pairs) },
        ]}
      />
      <h3>{t('overview.origins')}</h3>
      <DataTable
        caption={t('overview.origins')}
        captionHidden
        rows={overview.origins}
        keyOf={({ origin }) => origin}
        columns={[
          { head: t('origin'), names: true, cell: ({ origin }) => originName(origin, lang) },
          { head: t('control'), align: 'right', cell: ({ control }) => f.number(control) },
          { head: t('treatment'), align: 'right', cell: ({ treatment }) => f.number(treatment) },
        ]}
      />
    </>
  );
}

/** A plan whose candidates are still to be drawn. */
export function NoCandidates({ lang }: { readonly lang: Lang }) {
  const t = wordsIn(lang);
  return (
    <EmptyState title={t('none')}>
      <p>{t('none.next')}</p>
    </EmptyState>
  );
}
