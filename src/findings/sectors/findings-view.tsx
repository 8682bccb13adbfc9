import type { CampaignLine } from '../../campaigns/index.js';
import {
  EmptyState,
  fill,
  ForestPlot,
  formatterFor,
  Link,
  PairOutcomeBars,
  paths,
  withQuery,
  type ForestRow,
  type Lang,
} from '../../web/index.js';
import type { Cut } from '../counts/index.js';
import { SinglesView, singleWordsIn, type SingleFinding } from '../singles/index.js';
import { ChoiceForm } from './choice-form.js';
import { FindingTables, type NamedFinding } from './finding-tables.js';
import { explainFinding, limits, ratioOf } from './finding-words.js';
import { JointView } from './joint-view.js';
import { wordsIn } from './page-words.js';
import type { ShownFindings } from './shown.js';
import { Standing, Ways, type HiddenProps } from './standing.js';
import { findingName } from './value-words.js';
import type { Finding } from './views.js';
import { withheldWordsIn } from './withheld-words.js';

interface FindingsViewProps {
  readonly lang: Lang;
  /** The address that the choice of campaign, definition and cut goes to. */
  readonly action: string;
  /** The campaigns to choose from; empty where the address names one. */
  readonly campaigns: readonly CampaignLine[];
  readonly shown: ShownFindings | null;
}

/** Where is it unequal, and how sure are we? */
export function FindingsView({ lang, action, campaigns, shown }: FindingsViewProps) {
  const t = wordsIn(lang);
  if (shown === null) {
    return (
      <EmptyState title={t('find.none')}>
        <p>{t('find.none-next')}</p>
      </EmptyState>
    );
  }
  // What was published stands, whatever the reader may count.
  const nothing = shown.published === null && shown.counted === 0;
  const single = shown.campaign.design === 'single';
  const w = singleWordsIn(lang);
  const figures = (shown.findings ?? shown.singles) !== null && !nothing;
  return (
    <>
      <p class="lead">{t('find.lead')}</p>
      <ChoiceForm lang={lang} action={action} campaigns={campaigns} shown={shown} figures={figures} />
      {(shown.findings ?? shown.singles) === null ? (
        <Hidden lang={lang} shown={shown} />
      ) : nothing ? (
        <EmptyState title={single ? w('none-counted') : t('find.none-counted')}>
          <p>{single ? w('none-counted.why') : t('find.none-counted-why')}</p>
        </EmptyState>
      ) : shown.singles !== null ? (
        <SingleFigures lang={lang} shown={shown} singles={shown.singles} />
      ) : (
        <Figures lang={lang} shown={shown} findings={shown.findings ?? []} action={action} />
      )}
    </>
  );
}

function Hidden({ lang, shown }: HiddenProps) {
  const t = wordsIn(lang);
  const w = withheldWordsIn(lang);
  const f = formatterFor(lang);
  const { campaign, counted, planned, lastWindowEnd, member } = shown;
  const link = (
    <p>
      <Link href={fill(paths.campaigns.one, { id: campaign.id })}>{t('find.see-campaign')}</Link>
    </p>
  );
  const empty = (title: string, why: string) => (
    <EmptyState title={title}>
      <p>{why}</p>
      {link}
    </EmptyState>
  );
  if (campaign.state === 'stopped' || campaign.state === 'abandoned')
    return empty(t('find.hidden-stopped'), t('find.hidden-stopped-why'));
  if (!member && shown.withheld) return empty(w('withheld'), w('why'));
  if (!member && campaign.state === 'closed') return empty(t('find.preparing'), t('find.preparing-why'));
  if (!member) return empty(t('find.access-waits'), t('find.access-waits-why'));
  const soFar = { counted: f.number(counted), planned: f.number(planned) };
  return (
    <EmptyState title={t('find.hidden')}>
      <p>
        {campaign.design === 'single'
          ? singleWordsIn(lang)('hidden.why', soFar)
          : t('find.hidden-why', soFar)}
      </p>
      {lastWindowEnd === null ? null : <p>{t('find.hidden-when', { when: f.date(lastWindowEnd) })}</p>}
      {link}
    </EmptyState>
  );
}

interface FiguresProps extends HiddenProps {
  readonly findings: readonly Finding[];
  readonly action: string;
}

/** Rates of two groups of employers: a picture, words and tables of their own. */
function SingleFigures({
  lang,
  shown,
  singles,
}: HiddenProps & { readonly singles: readonly SingleFinding[] }) {
  const t = wordsIn(lang);
  const { ground } = shown.campaign;
  const cells = singles.map(({ sector }) => ({ value: sector, ground }));
  return (
    <>
      <Standing lang={lang} shown={shown} findings={cells} />
      {singles.length === 0 ? (
        <EmptyState title={t('find.nothing-published')}>
          <p>{t('find.nothing-published-why')}</p>
        </EmptyState>
      ) : (
        <SinglesView
          lang={lang}
          findings={singles}
          k={shown.campaign.cells.length}
          nameOf={(sector) => findingName(shown, { value: sector, ground }, lang)}
        />
      )}
      <Ways lang={lang} shown={shown} />
    </>
  );
}

function Figures({ lang, shown, findings, action }: FiguresProps) {
  const t = wordsIn(lang);
  const { cut } = shown;
  const named = inOrder(findings, cut).map((finding) => ({
    finding,
    name: findingName(shown, finding, lang),
  }));
  return (
    <>
      <Standing lang={lang} shown={shown} findings={findings} />
      {named.length === 0 ? (
        <EmptyState title={t('find.nothing-published')}>
          <p>{t('find.nothing-published-why')}</p>
        </EmptyState>
      ) : (
        <ShownFigures lang={lang} shown={shown} named={named} action={action} />
      )}
      <Ways lang={lang} shown={shown} />
    </>
  );
}

const keyOf = ({ value, ground }: Finding): string => `${value} ${ground}`;

interface ShownFiguresProps extends HiddenProps {
  readonly named: readonly NamedFinding[];
  readonly action: string;
}

function ShownFigures({ lang, shown, named, action }: ShownFiguresProps) {
  const t = wordsIn(lang);
  return (
    <>
      <ForestPlot
        id="ratio"
        title={t('find.plot-by', { cut: t(`cut.${shown.cut}`) })}
        rows={named.map(({ finding, name }) => rowOf(finding, name, lang))}
      />
      <h2>{t('find.words')}</h2>
      <ul>
        {named.map(({ finding, name }) => (
          <li key={keyOf(finding)}>{explainFinding(finding, name, lang)}</li>
        ))}
      </ul>
      <FindingTables lang={lang} cut={shown.cut} findings={named} k={shown.k} />
      <JointView
        lang={lang}
        interactions={shown.interactions}
        cells={shown.campaign.cells}
        sectors={shown.names.sectors}
      />
      <Bars lang={lang} shown={shown} named={named} action={action} />
    </>
  );
}

/** Only on request: for the sectors of a whole plan the bars weigh five times as much as all else on the page. */
function Bars({ lang, shown, named, action }: ShownFiguresProps) {
  const t = wordsIn(lang);
  const { campaign, cut, definition, bars } = shown;
  const look = { campagne: campaign.id, per: cut, definitie: definition };
  if (!bars)
    return (
      <p>
        <Link href={`${withQuery(action, { ...look, staven: 'ja' })}#uitkomsten`}>{t('bars.show')}</Link>
      </p>
    );
  return (
    <>
      <h2 id="uitkomsten">{t('bars.head')}</h2>
      <p>
        <Link href={withQuery(action, look)}>{t('bars.hide')}</Link>
      </p>
      {named.map(({ finding, name }, index) => (
        <PairOutcomeBars
          key={keyOf(finding)}
          id={`uitkomsten-${index + 1}`}
          title={t('bars.title', { sector: name })}
          counts={{ ...finding.table, ...(finding.voided === null ? {} : { void: finding.voided }) }}
        />
      ))}
    </>
  );
}

/** By ratio, the highest first; what allows no conclusion last. Waves stay in their order: they are compared in time. */
function inOrder(findings: readonly Finding[], cut: Cut): Finding[] {
  if (cut === 'wave') return [...findings];
  const place = (finding: Finding): number =>
    finding.analysis.verdict.kind === 'tested' ? (ratioOf(finding) ?? -1) : -1;
  return [...findings].sort((a, b) => (place(a) === place(b) ? 0 : place(b) > place(a) ? 1 : -1));
}

function rowOf(finding: Finding, label: string, lang: Lang): ForestRow {
  const t = wordsIn(lang);
  const { pairs, verdict } = finding.analysis;
  if (verdict.kind === 'tested') {
    const [low, high] = limits(finding);
    return { label, n: pairs.total, estimate: ratioOf(finding), low, high };
  }
  const note = pairs.total === 0 ? t('find.no-pairs') : t('find.few');
  return { label, n: pairs.total, estimate: null, low: null, high: null, note };
}
