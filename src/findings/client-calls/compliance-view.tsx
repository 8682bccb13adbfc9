import {
  Callout,
  DataTable,
  EmptyState,
  formatterFor,
  ShareIntervals,
  Tag,
  type Lang,
  type Tone,
} from '../../web/index.js';
import { CodersAgreement } from '../quality/index.js';
import type { AgencyCompliance, SectorCompliance, Standing, WaveCompliance } from './rules.js';
import type { Compliance } from './views.js';
import { wordsIn } from './words.js';

const MOST_ROWS = 40;
const TONES: Readonly<Record<Standing['kind'], Tone>> = {
  'two-waves': 'bad',
  once: 'warn',
  uncoded: 'active',
  'half-or-less': 'good',
  'no-valid-call': 'muted',
};

interface PartProps {
  readonly lang: Lang;
  readonly agencies: readonly AgencyCompliance[];
}

/** Which agency grants the wish, and how sure are we? */
export function ComplianceView({
  lang,
  compliance,
  sectorName,
}: {
  readonly lang: Lang;
  readonly compliance: Compliance;
  readonly sectorName: (code: string) => string;
}) {
  const t = wordsIn(lang);
  const { agencies, overall } = compliance;
  if (agencies.length === 0) {
    return (
      <EmptyState title={t('none')}>
        <p>{t('none-next')}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <Callout>
        <p>{t('caveat')}</p>
        <p>{t('coded')}</p>
      </Callout>
      <Waiting lang={lang} agencies={agencies} />
      {overall === null || overall.share === null ? null : <Overall lang={lang} overall={overall} />}
      {compliance.sectors.length === 0 ? null : (
        <Sectors lang={lang} sectors={compliance.sectors} sectorName={sectorName} />
      )}
      <Rule lang={lang} agencies={agencies} />
      <Chart lang={lang} agencies={agencies} />
      <h2>{t('agencies.title')}</h2>
      <ul>
        {agencies.map((agency) => (
          <li key={agency.agency}>
            <strong>{nameOf(agency, lang)}</strong>: {explain(agency, lang)}{' '}
            <Tag tone={TONES[agency.standing.kind]}>{t(`tag.${agency.standing.kind}`)}</Tag>
          </li>
        ))}
      </ul>
      <h2>{t('table.title')}</h2>
      <Figures lang={lang} agencies={agencies} channel={compliance.channel} />
      <p class="soft">{t('table.foot')}</p>
      <CodersAgreement lang={lang} coding={compliance.coding} />
    </>
  );
}

function nameOf({ name, agency }: AgencyCompliance, lang: Lang): string {
  return name ?? wordsIn(lang)('agency', { n: agency });
}

function Overall({ lang, overall }: { readonly lang: Lang; readonly overall: WaveCompliance }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <h2>{t('overall.title')}</h2>
      <p>
        {t('overall.words', {
          complied: f.number(overall.open + overall.hidden),
          n: f.number(overall.n),
          share: f.percent(overall.share),
          interval: f.percentInterval(...overall.wilson),
          evaded: f.number(overall.evaded),
        })}
      </p>
    </>
  );
}

/** The first wave of each sector: the share that a sample of its agencies tells of it. */
function Sectors({
  lang,
  sectors,
  sectorName,
}: {
  readonly lang: Lang;
  readonly sectors: readonly SectorCompliance[];
  readonly sectorName: (code: string) => string;
}) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <DataTable<SectorCompliance>
      caption={t('sectors.caption')}
      rows={sectors}
      keyOf={({ sector }) => sector}
      muted={({ wave }) => wave.n === 0}
      columns={[
        { head: t('sectors.sector'), cell: ({ sector }) => sectorName(sector), names: true },
        { head: t('table.n'), cell: ({ wave }) => f.number(wave.n), align: 'right' },
        { head: t('table.share'), cell: ({ wave }) => f.percent(wave.share), align: 'right' },
        {
          head: t('sectors.interval'),
          cell: ({ wave }) => (wave.n === 0 ? '–' : f.percentInterval(...wave.wilson)),
          align: 'right',
        },
      ]}
    />
  );
}

/** What does not count yet. */
function Waiting({ lang, agencies }: PartProps) {
  const waiting = agencies.flatMap(({ waves }) => waves).reduce((sum, wave) => sum + wave.waiting, 0);
  if (waiting === 0) return null;
  return <Callout tone="warn" title={wordsIn(lang)('waiting', { count: waiting })} />;
}

function Rule({ lang, agencies }: PartProps) {
  const t = wordsIn(lang);
  const met = agencies.flatMap(({ standing }) => (standing.kind === 'two-waves' ? [standing] : []));
  const third = met.filter(({ thirdDue }) => thirdDue).length;
  return (
    <>
      <h2>{t('rule.title')}</h2>
      <p>{t('rule.words')}</p>
      <p>
        <strong>
          {met.length === 0 ? t('rule.none') : t('rule.met', { count: met.length })}
          {third === 0 ? null : ` ${t('rule.third', { count: third })}`}
        </strong>
      </p>
    </>
  );
}

/** One sentence on the last wave with a call, one on the rule. */
function explain(agency: AgencyCompliance, lang: Lang): string {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const last = latestOf(agency);
  const { standing } = agency;
  const complied = last.open + last.hidden;
  const interval = f.percentInterval(...last.wilson);
  const how = t(complied === 1 ? 'said.did' : 'said.did-not');
  const said =
    last.n === 0
      ? t('said.none', { wave: last.wave })
      : last.n === 1
        ? t('said.share-one', { wave: last.wave, how, interval })
        : t('said.share', {
            wave: last.wave,
            complied: f.number(complied),
            n: f.number(last.n),
            share: f.percent(last.share),
            interval,
          });
  if (standing.kind === 'no-valid-call') return `${said} ${t('standing.no-valid-call')}`;
  if (standing.kind === 'uncoded') return `${said} ${t('standing.uncoded', { count: standing.waiting })}`;
  if (standing.kind !== 'two-waves')
    return `${said} ${t(`standing.${standing.kind}`, { wave: standing.wave })}`;
  const [first, second] = standing.waves;
  const due = standing.thirdDue ? ` ${t('standing.third-due')}` : '';
  return `${said} ${t('standing.two-waves', { first, second })}${due}`;
}

/** The last wave with a valid answer, else the last wave. */
function latestOf({ waves }: AgencyCompliance): WaveCompliance {
  const latest = waves.findLast(({ n }) => n > 0) ?? waves.at(-1);
  if (latest === undefined) throw new RangeError('An agency is listed for its calls, so it has a wave.');
  return latest;
}

function Chart({ lang, agencies }: PartProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const rows = agencies.slice(0, MOST_ROWS).map((agency) => {
    const wave = latestOf(agency);
    return {
      label: t('agency-wave', { name: nameOf(agency, lang), wave: wave.wave }),
      share: wave.share,
      low: wave.wilson[0],
      high: wave.wilson[1],
      n: wave.n,
      nWords: t('n.calls', { count: wave.n }),
    };
  });
  const over = rows.filter(({ low }) => low !== null && low > 0.5).length;
  return (
    <>
      <ShareIntervals
        id="ingaan"
        title={t('chart.title')}
        desc={t('chart.desc', { over: f.number(over), all: f.number(rows.length) })}
        rows={rows}
        axisLabel={t('chart.axis')}
        referenceLabel={t('chart.half')}
        shareHead={t('chart.share')}
        nHead={t('chart.n')}
      />
      {agencies.length > MOST_ROWS ? <p class="soft">{t('chart.capped', { n: MOST_ROWS })}</p> : null}
    </>
  );
}

interface Line extends WaveCompliance {
  readonly key: string;
  readonly label: string;
}

function Figures({ lang, agencies, channel }: PartProps & Pick<Compliance, 'channel'>) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const lines = agencies.flatMap((agency) =>
    agency.waves.map((wave) => ({
      ...wave,
      key: `${agency.agency}-${wave.wave}`,
      label: nameOf(agency, lang),
    })),
  );
  const count = (head: string, of: (line: Line) => number) => ({
    head,
    cell: (line: Line) => f.number(of(line)),
    align: 'right' as const,
  });
  const names = [
    { head: t('table.agency'), cell: ({ label }: Line) => label, names: true },
    count(t('table.wave'), ({ wave }) => wave),
    count(t('table.n'), ({ n }) => n),
  ];
  const shared = {
    rows: lines,
    keyOf: ({ key }: Line) => key,
    muted: ({ n }: Line) => n === 0,
    narrow: 'stack' as const,
  };
  return (
    <>
      <DataTable<Line>
        {...shared}
        caption={t('table.shares')}
        columns={[
          ...names,
          { head: t('table.share'), cell: ({ share }) => f.percent(share), align: 'right' },
          { head: t('table.wilson'), cell: ({ wilson }) => f.percentInterval(...wilson), align: 'right' },
          { head: t('table.exact'), cell: ({ exact }) => f.percentInterval(...exact), align: 'right' },
          count(t('table.waiting'), ({ waiting }) => waiting),
          count(t('table.void'), ({ voided }) => voided),
          ...(channel === 'mail' ? [count(t('table.silent'), ({ silent }) => silent)] : []),
          count(t('table.unheard'), ({ notReached, stopped }) => notReached + stopped),
        ]}
      />
      <details>
        <summary>{t('table.caption')}</summary>
        <DataTable<Line>
          {...shared}
          caption={t('table.caption')}
          captionHidden
          columns={[
            ...names,
            count(t('table.open'), ({ open }) => open),
            count(t('table.hidden'), ({ hidden }) => hidden),
            count(t('table.evaded'), ({ evaded }) => evaded),
            count(t('table.refused'), ({ refused }) => refused),
            count(t('table.law'), ({ refusedByLaw }) => refusedByLaw),
            count(t('table.reported'), ({ reported }) => reported),
          ]}
        />
      </details>
    </>
  );
}
