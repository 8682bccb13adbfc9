import { DataTable, formatterFor, ShareIntervals, type Column, type Lang } from '../../web/index.js';
import { directionOf, poolSingles, type SingleFinding } from './rules.js';
import { wordsIn } from './words.js';

interface SinglesViewProps {
  readonly lang: Lang;
  readonly findings: readonly SingleFinding[];
  /** Sectors of the plan: what the correction runs over. */
  readonly k: number;
  readonly nameOf: (sector: string) => string;
}

/** Are both groups of employers unequal, and how sure are we? */
export function SinglesView(props: SinglesViewProps) {
  const { lang, findings, nameOf } = props;
  const t = wordsIn(lang);
  return (
    <>
      <p>{t('what')}</p>
      <Picture {...props} />
      <h2>{t('words')}</h2>
      <ul>
        {findings.map((finding) => (
          <li key={finding.sector}>{explain(finding, nameOf(finding.sector), lang)}</li>
        ))}
      </ul>
      {findings.length > 1 ? <Together {...props} /> : null}
      <EffectTable {...props} />
      <TestTable {...props} />
      <CountTable {...props} />
      <p class="soft">{t('flags')}</p>
    </>
  );
}

function Picture({ lang, findings, nameOf }: SinglesViewProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <ShareIntervals
      id="aandelen"
      title={t('plot.title')}
      desc={t('plot.desc', { count: f.number(findings.length) })}
      rows={findings.flatMap((finding) =>
        (['control', 'treatment'] as const).map((arm) => {
          const { rate, ci, n } = finding[arm];
          return {
            label: t('plot.row', { sector: nameOf(finding.sector), arm: t(arm) }),
            share: rate,
            low: ci[0],
            high: ci[1],
            n,
            nWords: t('n', { count: n }),
          };
        }),
      )}
      axisLabel={t('plot.axis')}
      shareHead={t('plot.share')}
      nHead={t('plot.n')}
    />
  );
}

/** A sector in a sentence: both rates, the difference with its uncertainty, and never that discrimination is proven. */
function explain(finding: SingleFinding, sector: string, lang: Lang): string {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { control, treatment, difference } = finding;
  if (control.n === 0 || treatment.n === 0) return t('say.none', { sector });
  const [low, high] = difference.ci;
  const rates = t('say.rates', {
    control: f.percent(control.rate, 1),
    nControl: f.number(control.n),
    treatment: f.percent(treatment.rate, 1),
    nTreatment: f.number(treatment.n),
    difference: f.number(points(difference.estimate), 1),
    interval: f.interval(points(low), points(high), 1),
  });
  const direction = directionOf(finding);
  return !finding.rejectedByBh || direction === 'none'
    ? t('say.chance', { sector, rates })
    : t(`say.${direction}`, { sector, rates });
}

const points = (share: number | null): number | null => (share === null ? null : share * 100);

function Together({ lang, findings }: SinglesViewProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const pooled = poolSingles(findings);
  return (
    <>
      <h2>{t('together')}</h2>
      <p>
        {pooled.kind === 'tested'
          ? t('together.words', {
              ratio: f.ratio(pooled.ratio.estimate),
              interval: f.interval(...pooled.ratio.ci),
              odds: f.ratio(pooled.oddsRatio.estimate),
              oddsInterval: f.interval(...pooled.oddsRatio.ci),
              p: f.pValue(pooled.cmh.p),
            })
          : t('together.none')}
      </p>
    </>
  );
}

interface TableProps extends SinglesViewProps {
  readonly title: string;
  readonly columns: readonly Column<SingleFinding>[];
}

function SectorTable({ lang, title, columns, findings, nameOf }: TableProps) {
  return (
    <>
      <h2>{title}</h2>
      <DataTable<SingleFinding>
        caption={title}
        captionHidden
        rows={findings}
        keyOf={({ sector }) => sector}
        muted={({ p }) => p === null}
        columns={[
          { head: wordsIn(lang)('sector'), cell: ({ sector }) => nameOf(sector), names: true },
          ...columns,
        ]}
      />
    </>
  );
}

const figure = (head: string, cell: (finding: SingleFinding) => string): Column<SingleFinding> => ({
  head,
  cell,
  align: 'right',
});

function EffectTable(props: SinglesViewProps) {
  const { lang } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const share = (value: number | null, [low, high]: readonly [number | null, number | null]): string =>
    value === null
      ? f.number(null)
      : `${f.number(points(value), 1)} (${f.interval(points(low), points(high), 1)})`;
  return (
    <>
      <SectorTable
        {...props}
        title={t('table.effect')}
        columns={[
          figure(t('effect.control'), ({ control }) => share(control.rate, control.ci)),
          figure(t('effect.treatment'), ({ treatment }) => share(treatment.rate, treatment.ci)),
          figure(t('effect.ratio'), ({ ratio }) =>
            ratio.estimate === null
              ? f.number(null)
              : `${f.ratio(ratio.estimate)} (${f.interval(...ratio.ci)})`,
          ),
          figure(t('effect.difference'), ({ difference }) => share(difference.estimate, difference.ci)),
        ]}
      />
      <p class="soft">{t('effect.notes')}</p>
    </>
  );
}

function TestTable(props: SinglesViewProps) {
  const { lang, k } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const verdict = (finding: SingleFinding): string => {
    if (finding.p === null) return t('verdict.none');
    const direction = directionOf(finding);
    return finding.rejectedByBh && direction !== 'none' ? t(`verdict.${direction}`) : t('verdict.chance');
  };
  return (
    <>
      <SectorTable
        {...props}
        title={t('table.test')}
        columns={[
          figure(t('test.fisher'), ({ p }) => f.pValue(p)),
          figure(t('test.bh'), ({ p, adjustedP }) => f.pValue(p === null ? null : adjustedP)),
          { head: t('test.verdict'), cell: verdict },
        ]}
      />
      <p class="soft">{t('test.notes', { k: f.number(k) })}</p>
    </>
  );
}

/** The 2 × 2 table of each sector: arm by callback. */
function CountTable(props: SinglesViewProps) {
  const { lang, findings } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const forTeam = findings.some(({ voided }) => voided !== null);
  return (
    <SectorTable
      {...props}
      title={t('table.counts')}
      columns={[
        figure(t('counts.control'), ({ table }) => f.number(table.control.callbacks)),
        figure(t('counts.control-silent'), ({ table: { control } }) =>
          f.number(control.n - control.callbacks),
        ),
        figure(t('counts.treatment'), ({ table }) => f.number(table.treatment.callbacks)),
        figure(t('counts.treatment-silent'), ({ table: { treatment } }) =>
          f.number(treatment.n - treatment.callbacks),
        ),
        ...(forTeam ? [figure(t('counts.void'), ({ voided }) => f.number(voided))] : []),
      ]}
    />
  );
}
