import type { Campaign, CampaignLine, Definition } from '../../campaigns/index.js';
import {
  Callout,
  EmptyState,
  fill,
  ForestPlot,
  formatterFor,
  Link,
  PairOutcomeBars,
  paths,
  Select,
  SubmitButton,
  type ForestRow,
  type Lang,
} from '../../web/index.js';
import { FindingTables } from './finding-tables.js';
import { explainFinding, limits, ratioOf } from './finding-words.js';
import { nameOf, type Names } from '../names.js';
import { wordsIn } from './page-words.js';
import type { CellFinding } from './views.js';

/** What the page shows of one campaign under one definition. */
export interface ShownFindings {
  readonly campaign: Campaign;
  readonly definition: Definition;
  /** Null while the stop rule hides what tells the arms apart. */
  readonly findings: readonly CellFinding[] | null;
  readonly counted: number;
  readonly planned: number;
  readonly lastWindowEnd: Date | null;
  readonly names: Names;
}

interface FindingsViewProps {
  readonly lang: Lang;
  /** The address that the choice of campaign and definition goes to. */
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
  return (
    <>
      <p class="lead">{t('find.lead')}</p>
      <ChoiceForm lang={lang} action={action} campaigns={campaigns} shown={shown} />
      {shown.findings === null ? (
        <Hidden lang={lang} shown={shown} />
      ) : shown.counted === 0 ? (
        <EmptyState title={t('find.none-counted')}>
          <p>{t('find.none-counted-why')}</p>
        </EmptyState>
      ) : (
        <Figures lang={lang} shown={shown} findings={shown.findings} />
      )}
    </>
  );
}

function ChoiceForm({
  lang,
  action,
  campaigns,
  shown,
}: FindingsViewProps & { readonly shown: ShownFindings }) {
  const t = wordsIn(lang);
  const { campaign, definition } = shown;
  const [several, figures] = [campaigns.length > 1, shown.findings !== null && shown.counted > 0];
  if (!several && !figures) return null;
  const label = (one: Definition): string =>
    one === campaign.primaryDefinition
      ? t('find.primary', { definition: t(`find.${one}`) })
      : t(`find.${one}`);
  return (
    <>
      <form method="get" action={action} class="confirm page-actions">
        {several ? (
          <Select
            name="campagne"
            label={t('find.campaign')}
            value={campaign.id}
            choices={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        {figures ? (
          <Select
            name="definitie"
            label={t('find.definition')}
            value={definition}
            choices={(['strict', 'lenient'] as const).map((value) => ({ value, label: label(value) }))}
          />
        ) : null}
        <SubmitButton tone="secondary">{t('find.show')}</SubmitButton>
      </form>
      {figures ? <p class="soft">{t('find.definitions')}</p> : null}
    </>
  );
}

function Hidden({ lang, shown }: { readonly lang: Lang; readonly shown: ShownFindings }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { campaign, counted, planned, lastWindowEnd } = shown;
  const link = (
    <p>
      <Link href={fill(paths.campaigns.one, { id: campaign.id })}>{t('find.see-campaign')}</Link>
    </p>
  );
  if (campaign.state === 'stopped' || campaign.state === 'abandoned') {
    return (
      <EmptyState title={t('find.hidden-stopped')}>
        <p>{t('find.hidden-stopped-why')}</p>
        {link}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t('find.hidden')}>
      <p>{t('find.hidden-why', { counted: f.number(counted), planned: f.number(planned) })}</p>
      {lastWindowEnd === null ? null : <p>{t('find.hidden-when', { when: f.date(lastWindowEnd) })}</p>}
      {link}
    </EmptyState>
  );
}

interface FiguresProps {
  readonly lang: Lang;
  readonly shown: ShownFindings;
  readonly findings: readonly CellFinding[];
}

function Figures({ lang, shown, findings }: FiguresProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { campaign, counted, planned, names } = shown;
  const ordered = inOrder(findings);
  const named = ordered.map((finding) => ({ finding, name: nameOf(names.sectors, finding.sector, lang) }));
  return (
    <>
      {campaign.state === 'closed' ? null : (
        <Callout
          tone="active"
          title={t('find.still', { counted: f.number(counted), planned: f.number(planned) })}
        />
      )}
      <ForestPlot
        id="sectoren"
        title={t('find.plot')}
        rows={named.map(({ finding, name }) => rowOf(finding, name, lang))}
      />
      <h2>{t('find.words')}</h2>
      <ul>
        {named.map(({ finding, name }) => (
          <li key={finding.sector}>{explainFinding(finding, name, lang)}</li>
        ))}
      </ul>
      <FindingTables lang={lang} findings={named} />
      <details>
        <summary>{t('bars.show')}</summary>
        {named.map(({ finding, name }) => (
          <PairOutcomeBars
            key={finding.sector}
            id={`uitkomsten-${finding.sector}`}
            title={t('bars.title', { sector: name })}
            counts={{ ...finding.table, void: finding.voided }}
          />
        ))}
      </details>
    </>
  );
}

/** By ratio, the highest first; sectors that allow no conclusion last. */
function inOrder(findings: readonly CellFinding[]): CellFinding[] {
  const place = (finding: CellFinding): number =>
    finding.analysis.verdict.kind === 'tested' ? (ratioOf(finding) ?? -1) : -1;
  return [...findings].sort((a, b) => (place(a) === place(b) ? 0 : place(b) > place(a) ? 1 : -1));
}

function rowOf(finding: CellFinding, label: string, lang: Lang): ForestRow {
  const t = wordsIn(lang);
  const { pairs, verdict } = finding.analysis;
  if (verdict.kind === 'tested') {
    const [low, high] = limits(finding);
    return { label, n: pairs.total, estimate: ratioOf(finding), low, high };
  }
  const note = pairs.total === 0 ? t('find.no-pairs') : t('find.few');
  return { label, n: pairs.total, estimate: null, low: null, high: null, note };
}
