import { Callout, DataTable, formatterFor, type Lang } from '../../web/index.js';
import { gradeOf, type Agreement, type CodingDifference, type CodingQuality } from './agreement.js';
import { agreementWordsIn } from './agreement-words.js';

/** Did two people read the same answers alike? */
export function CodersAgreement({ lang, coding }: { readonly lang: Lang; readonly coding: CodingQuality }) {
  const t = agreementWordsIn(lang);
  const f = formatterFor(lang);
  const { coded, different, settled, recused, agreements } = coding;
  const number = (n: number): string => f.number(n);
  return (
    <>
      <h2>{t('title')}</h2>
      <p>{t('why')}</p>
      {isTooLow(coding) && coding.differences === null ? <Callout tone="bad" title={t('stops')} /> : null}
      {coding.simulated ? <p class="soft">{t('simulated')}</p> : null}
      <DataTable<Agreement>
        caption={t('title')}
        captionHidden
        rows={agreements.filter(({ kappa }) => kappa.n > 0)}
        empty={t('empty')}
        keyOf={({ coders }) => coders?.join(' ') ?? 'all'}
        columns={[
          {
            head: t('who'),
            cell: ({ coders }) =>
              coders === null ? t('all') : t('pair', { one: coders[0], other: coders[1] }),
            names: true,
          },
          { head: t('answers'), cell: ({ kappa }) => number(kappa.n), align: 'right' },
          {
            head: t('same'),
            cell: ({ kappa }) => (kappa.kind === 'determined' ? f.percent(kappa.agreement) : '–'),
            align: 'right',
          },
          { head: t('kappa'), cell: ({ kappa }) => kappaWords(lang, kappa), align: 'right' },
          {
            head: t('grade'),
            cell: ({ kappa }) => (kappa.kind === 'determined' ? t(`grade.${gradeOf(kappa.kappa)}`) : '–'),
          },
        ]}
      />
      <p>
        {t('counts', {
          coded: number(coded),
          different: number(different),
          settled: number(settled),
          recused: number(recused),
          rate: f.percent(coded + recused === 0 ? 0 : recused / (coded + recused)),
        })}
      </p>
      {coding.differences === null ? null : <Differences lang={lang} rows={coding.differences} />}
    </>
  );
}

function isTooLow({ agreements }: CodingQuality): boolean {
  const kappa = agreements.find(({ coders }) => coders === null)?.kappa;
  return kappa?.kind === 'determined' && gradeOf(kappa.kappa) === 'too-low';
}

/** In a case no figure is published: every difference is shown instead. */
function Differences({ lang, rows }: { readonly lang: Lang; readonly rows: readonly CodingDifference[] }) {
  const t = agreementWordsIn(lang);
  return (
    <>
      <h3>{t('differences')}</h3>
      <p>{t('differences.why')}</p>
      <DataTable<CodingDifference>
        caption={t('differences')}
        captionHidden
        rows={rows}
        empty={t('differences.none')}
        keyOf={({ response }) => response}
        columns={[
          { head: t('difference.answer'), cell: ({ response }) => response.slice(0, 8), names: true },
          { head: t('difference.codes'), cell: ({ codes }) => codes.join(' – ') },
          { head: t('difference.now'), cell: ({ code, how }) => standing(lang, code, how) },
        ]}
      />
    </>
  );
}

function standing(lang: Lang, code: string | null, how: CodingDifference['how']): string {
  const t = agreementWordsIn(lang);
  if (code === null) return t('difference.waits');
  return how === 'adjudication' ? t('difference.settled', { code }) : t('difference.agreed', { code });
}

function kappaWords(lang: Lang, kappa: Agreement['kappa']): string {
  if (kappa.kind === 'undetermined') return agreementWordsIn(lang)('undetermined');
  const f = formatterFor(lang);
  return `${f.number(kappa.kappa, 2)} (${f.interval(kappa.ci[0], kappa.ci[1])})`;
}
