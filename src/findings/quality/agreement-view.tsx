import { DataTable, formatterFor, type Lang } from '../../web/index.js';
import { gradeOf, type Agreement, type CodingQuality } from './agreement.js';
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
    </>
  );
}

function kappaWords(lang: Lang, kappa: Agreement['kappa']): string {
  if (kappa.kind === 'undetermined') return agreementWordsIn(lang)('undetermined');
  const f = formatterFor(lang);
  return `${f.number(kappa.kappa, 2)} (${f.interval(kappa.ci[0], kappa.ci[1])})`;
}
