// Every component of the kit on one page, with words and figures as a campaign would have them.
import { Breadcrumbs } from '../../../src/web/components/breadcrumbs.js';
import { Callout, EmptyState } from '../../../src/web/components/callout.js';
import { Card, CardGrid } from '../../../src/web/components/card.js';
import { DataTable } from '../../../src/web/components/data-table.js';
import { DateField } from '../../../src/web/components/date-field.js';
import { Dialog } from '../../../src/web/components/dialog.js';
import { FileField } from '../../../src/web/components/file-field.js';
import { Tabs } from '../../../src/web/components/tabs.js';
import { ErrorSummary } from '../../../src/web/components/error-summary.js';
import { Radios, Select, TextArea, TextInput } from '../../../src/web/components/field.js';
import { ConfirmForm, PostForm, SubmitButton } from '../../../src/web/components/form.js';
import { LifeLine } from '../../../src/web/components/life-line.js';
import { Link } from '../../../src/web/components/link.js';
import { Pagination } from '../../../src/web/components/pagination.js';
import { Progress } from '../../../src/web/components/progress.js';
import { SummaryList } from '../../../src/web/components/summary-list.js';
import { StateTag, Tag } from '../../../src/web/components/tag.js';
import { Timeline } from '../../../src/web/components/timeline.js';
import { EvidencePath } from '../../../src/web/charts/evidence-path.js';
import { FunnelPlot, type FunnelLimit } from '../../../src/web/charts/funnel-plot.js';
import { funnelLimits } from '../../../src/statistics/index.js';
import { ForestPlot } from '../../../src/web/charts/forest-plot.js';
import { PairOutcomeBars } from '../../../src/web/charts/pair-outcome-bars.js';
import { ProgressOverTime } from '../../../src/web/charts/progress-over-time.js';
import { TodoBoard } from '../../../src/web/home.js';
import { Page, renderPage } from '../../../src/web/layout.js';
import type { Lang } from '../../../src/web/i18n/languages.js';

const LOOK = {
  draft: { tone: 'muted', word: 'ontwerp' },
  running: { tone: 'active', word: 'loopt' },
  paused: { tone: 'warn', word: 'gepauzeerd' },
  closed: { tone: 'good', word: 'gesloten' },
  stopped: { tone: 'bad', word: 'stopgezet' },
} as const;

const funnel = (level: number): FunnelLimit => ({
  level,
  edges: Array.from({ length: 14 }, (_, index) => index + 1).flatMap((n) => {
    const { low, high } = funnelLimits(n, level);
    return low === null || high === null ? [] : [{ n, low: (low + 0.5) / n, high: (high - 0.5) / n }];
  }),
});

const NAV = [
  { href: '/', label: 'Vandaag', current: false, count: 3 },
  { href: '/campagnes', label: 'Campagnes', current: true },
  { href: '/bevindingen', label: 'Sectoren', current: false },
  { href: '/knipperlichten', label: 'Knipperlichten', current: false, count: 1 },
  { href: '/verzending', label: 'Verzending', current: false },
  { href: '/postvak', label: 'Postvak', current: false, count: 12 },
  { href: '/beheer', label: 'Beheer', current: false },
];

interface SectorRow {
  readonly sector: string;
  readonly state: keyof typeof LOOK;
  readonly closed: number;
  readonly planned: number;
  readonly ratio: string;
}

const SECTORS: SectorRow[] = [
  { sector: 'Uitzendarbeid', state: 'running', closed: 56, planned: 80, ratio: '2,47' },
  { sector: 'Bouw', state: 'paused', closed: 12, planned: 80, ratio: '1,21' },
  {
    sector: 'Detailhandel en zelfstandige kleinhandel',
    state: 'closed',
    closed: 80,
    planned: 80,
    ratio: '1,00',
  },
];

const at = (day: number, hour: number) => new Date(Date.UTC(2026, 8, day, hour, 12));

/** The gallery as a document. */
export function gallery(lang: Lang = 'nl'): string {
  return renderPage(
    <Page
      title="Componenten van deze toepassing"
      lead="Alles wat een pagina kan bevatten, een keer getoond."
      lang={lang}
      nav={NAV}
      account={{ name: 'An Peeters', role: 'sociaalrechtelijk inspecteur' }}
      notice="Alle werkgevers en kandidaten zijn verzonnen."
      breadcrumbs={[
        { href: '/', label: 'Vandaag' },
        { href: '/campagnes', label: 'Campagnes' },
      ]}
      csrf="token-of-the-gallery"
      currentPath="/campagnes?staat=loopt"
      actions={<StateTag state="running" look={LOOK} />}
      stamp={{ at: at(7, 8) }}
    >
      <Work lang={lang} />
      <Lists />
      <Forms />
      <Charts />
    </Page>,
  );
}

function Work({ lang }: { readonly lang: Lang }) {
  return (
    <>
      <h2>Kaarten</h2>
      <TodoBoard
        lang={lang}
        cards={[
          card('a', 'Verzending onzeker', 2, 'overdue', at(7, 8)),
          card('b', 'Antwoorden coderen', 14, 'today', at(7, 15)),
          card('c', 'Machtiging loopt af', 1, 'soon', at(21, 22)),
          card('d', 'Onbekende berichten', 12, 'calm', undefined),
        ]}
      />
      <CardGrid>
        <Card
          title="Nulmeting uitzendarbeid"
          href="/campagnes/1"
          aside={<StateTag state="running" look={LOOK} />}
        >
          <Progress label="Gesloten paren" done={56} total={80} labelled />
        </Card>
        <Card title="Een kaart zonder koppeling">
          <p>Met alleen tekst.</p>
        </Card>
      </CardGrid>
      <h2>Delen van een dossier</h2>
      <Tabs
        label="Delen van de campagne"
        tabs={[
          { href: '/campagnes/1', label: 'Overzicht', current: true },
          { href: '/campagnes/1/testen', label: 'Testen', current: false, count: 80 },
          { href: '/campagnes/1/bevindingen', label: 'Bevindingen', current: false },
        ]}
      />
      <h2>Levensloop</h2>
      <LifeLine
        label="Levensloop van de campagne"
        current="running"
        states={[
          { state: 'draft', label: 'Ontwerp', note: '1 september' },
          { state: 'sealed', label: 'Verzegeld', note: '3 september' },
          { state: 'ready', label: 'Klaar', note: '5 september' },
          { state: 'running', label: 'Loopt', note: 'sinds 7 september' },
          { state: 'closing', label: 'Sluit af' },
          { state: 'closed', label: 'Gesloten' },
        ]}
      />
      <h2>Staten en opmerkingen</h2>
      <p>
        <Tag>neutraal</Tag> <Tag tone="active">loopt</Tag> <Tag tone="good">gesloten</Tag>{' '}
        <Tag tone="warn">onzeker</Tag> <Tag tone="bad">stopgezet</Tag> <Tag tone="muted">ontwerp</Tag>
      </p>
      <Callout title="Waarom 80 paren">
        <p>Met 80 paren vindt u een verschil van deze grootte in acht van de tien campagnes.</p>
      </Callout>
      <Callout tone="active" title="Er is een aankondiging">
        <p>
          Bekijk ook de <Link href="/campagnes">andere campagnes</Link>.
        </p>
      </Callout>
      <Callout tone="good" title="Het plan is verzegeld" />
      <Callout tone="warn" title="De machtiging eindigt over drie dagen">
        <p>Wat niet tegen dan verstuurd is, blijft onverstuurd.</p>
      </Callout>
      <Callout tone="bad" title="Twee berichten zijn onzeker">
        <p>We weten niet of de server ze aannam.</p>
      </Callout>
      <EmptyState title="Niets wacht op u">
        <p>Het eerste antwoord wordt verwacht op 8 september.</p>
      </EmptyState>
    </>
  );
}

function card(
  id: string,
  title: string,
  count: number,
  urgency: 'overdue' | 'today' | 'soon' | 'calm',
  due?: Date,
) {
  const detail = 'Beslis of het bericht verstuurd is.';
  return {
    id,
    title: { nl: title, en: title },
    detail: { nl: detail, en: detail },
    count,
    href: `/${id}`,
    urgency,
    ...(due === undefined ? {} : { due }),
  };
}

function Lists() {
  return (
    <>
      <h2>Tabel</h2>
      <DataTable<SectorRow>
        caption="Voortgang per sector"
        rows={SECTORS}
        keyOf={({ sector }) => sector}
        columns={[
          { head: 'Sector', cell: ({ sector }) => <Link href="/bevindingen">{sector}</Link>, names: true },
          { head: 'Staat', cell: ({ state }) => <StateTag state={state} look={LOOK} /> },
          {
            head: 'Gesloten paren',
            cell: ({ closed, planned }) => <Progress label="Gesloten paren" done={closed} total={planned} />,
          },
          { head: 'Ratio', cell: ({ ratio }) => ratio, align: 'right' },
        ]}
      />
      <DataTable<SectorRow> caption="Leeg" rows={[]} keyOf={({ sector }) => sector} columns={[]} />
      <Pagination page={2} pages={7} hrefOf={(page) => `/campagnes?pagina=${page}`} />
      <Breadcrumbs crumbs={[]} />
      <h2>Samenvatting</h2>
      <SummaryList
        items={[
          { term: 'Doel', value: 'Nulmeting' },
          {
            term: 'Beschermd kenmerk',
            value: 'Afkomst',
            change: { href: '/x', label: 'Wijzig', of: 'kenmerk' },
          },
          {
            term: 'Hash van het plan',
            value: <code>9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08</code>,
          },
        ]}
      />
      <h2>Tijdlijn</h2>
      <Timeline
        caption="Wat er met dit paar gebeurde"
        first="Sollicitatie A"
        second="Sollicitatie B"
        events={[
          { at: at(7, 8), side: 'first', title: 'Verstuurd', tone: 'active' },
          {
            at: at(8, 9),
            side: 'second',
            title: 'Verstuurd',
            tone: 'active',
            detail: <p>Aan jobs@voorbeeld.example</p>,
          },
          {
            at: at(9, 7),
            side: 'first',
            title: 'Uitnodiging',
            tone: 'good',
            detail: <p>Gesprek op 15 september.</p>,
          },
          { at: at(12, 7), side: 'second', title: 'Afwijzing', tone: 'neutral' },
          { at: at(30, 7), side: 'both', title: 'Venster sluit', planned: true },
        ]}
      />
    </>
  );
}

function Forms() {
  const faults = [
    { field: 'startDay', message: 'Deze maand heeft geen 31 dagen. Kijk de dag na.' },
    { field: 'reden', message: 'Schrijf waarom u dit beslist.' },
    { field: 'uitkomst', message: 'Kies wat er met het bericht gebeurde.' },
  ];
  return (
    <>
      <h2>Formulier</h2>
      <ErrorSummary faults={faults} />
      <PostForm action="/verzending/1/beslis">
        <TextInput
          name="naam"
          label="Naam van de campagne"
          hint="Zo vindt u ze later terug."
          value="Nulmeting 2026"
        />
        <TextInput
          name="paren"
          label="Aantal paren per sector"
          width="short"
          inputMode="numeric"
          value="80"
        />
        <DateField
          name="start"
          label="Eerste dag"
          hint="Bijvoorbeeld 7 9 2026."
          optional
          typed={{ startDay: '31', startMonth: '4', startYear: '2026' }}
          faults={faults}
        />
        <FileField
          name="stuk"
          label="Overtuigingsstuk"
          hint="Het stuk krijgt een hash."
          kinds={['.pdf', '.csv']}
          most={5_000_000}
        />
        <Select
          name="kenmerk"
          label="Beschermd kenmerk"
          choices={[
            { value: 'origin', label: 'Afkomst' },
            { value: 'age', label: 'Leeftijd' },
          ]}
        />
        <TextArea name="reden" label="Reden" error={faults[1]?.message} />
        <Radios
          name="uitkomst"
          label="Wat gebeurde er met het bericht?"
          hint="Kijk in het logboek van de mailserver."
          error={faults[2]?.message}
          choices={[
            { value: 'sent', label: 'Het is verstuurd' },
            { value: 'not-sent', label: 'Het is niet verstuurd', hint: 'Het paar wordt dan ongeldig.' },
          ]}
        />
        <SubmitButton>Bewaar beslissing</SubmitButton>
      </PostForm>
      <h2>Bevestigen</h2>
      <ConfirmForm
        action="/campagnes/1/verzegel"
        verb="Verzegel plan"
        title="Het plan ligt daarna vast"
        cancelHref="/campagnes/1"
      >
        <p>U kunt het nog wijzigen, maar elke wijziging blijft zichtbaar.</p>
      </ConfirmForm>
      <ConfirmForm action="/campagnes/1/noodstop" verb="Noodstop" tone="danger" title="Alles stopt meteen">
        <p>Er vertrekt niets meer. U kunt dit niet ongedaan maken.</p>
      </ConfirmForm>
      <ConfirmForm action="/campagnes/1/pauzeer" verb="Pauzeer" tone="secondary" />
      <Dialog verb="Trek sollicitatie in" tone="danger">
        <ConfirmForm action="/testen/1/intrekken" verb="Trek sollicitatie in" tone="danger">
          <p>De werkgever krijgt een bericht. U kunt dit niet ongedaan maken.</p>
        </ConfirmForm>
      </Dialog>
    </>
  );
}

function Charts() {
  return (
    <>
      <h2>Grafieken</h2>
      <ForestPlot
        id="sectoren"
        title="Ratio positieve reacties per sector, nulmeting 2026"
        rows={[
          { label: 'Uitzendarbeid', estimate: 2.48, low: 1.78, high: 3.44, n: 78 },
          { label: 'Bouw', estimate: 1.27, low: 0.92, high: 1.76, n: 79 },
          { label: 'Detailhandel en zelfstandige kleinhandel', estimate: 1, low: 0.63, high: 1.59, n: 80 },
          { label: 'Schoonmaak', estimate: 6.5, low: 1.7, high: Infinity, n: 24 },
          { label: 'Horeca', estimate: 0.5, low: 0, high: 1.4, n: 31 },
          {
            label: 'Land- en tuinbouw',
            estimate: null,
            low: null,
            high: null,
            n: 9,
            note: 'minder dan 20 paren',
          },
        ]}
      />
      <PairOutcomeBars
        id="uitkomsten"
        title="Paren per uitkomst, uitzendarbeid, ruime definitie"
        counts={{ both: 12, controlOnly: 33, treatmentOnly: 2, neither: 28, void: 5 }}
      />
      <EvidencePath
        id="bewijs"
        title="Hoe het bewijs groeide, uitzendarbeid"
        threshold={20}
        points={[0.7, 1.2, 0.8, 1.6, 2.9, 2.1, 4.4, 7.9, 15.2, 31, 58.4].map((e, index) => ({
          n: index + 1,
          e,
        }))}
      />
      <FunnelPlot
        id="trechter"
        title="Werkgevers tegenover de grenzen van het toeval"
        points={[
          { id: 'Bouwwerken Aa', label: 'Bouwwerken Aa', n: 14, count: 14, beyond: 'outer' },
          { id: 'Dakwerken Bee', label: 'Dakwerken Bee', n: 12, count: 10, beyond: 'inner' },
          { id: 'Schrijnwerk Cee', label: 'Schrijnwerk Cee', n: 9, count: 0, beyond: 'inner' },
          { id: 'Metaal Dee', label: 'Metaal Dee', n: 4, count: 3, beyond: 'inside' },
          { id: 'Metaal Ee', label: 'Metaal Ee', n: 4, count: 3, beyond: 'inside' },
          { id: 'Garage Ef', label: 'Garage Ef', n: 7, count: 3, beyond: 'inside' },
        ]}
        inner={funnel(0.95)}
        outer={funnel(0.998)}
      />
      <ProgressOverTime
        id="voortgang"
        title="Voortgang van de campagne"
        doneLabel="Gesloten"
        points={[
          { date: '2026-09-07', planned: 12, done: 0 },
          { date: '2026-09-21', planned: 96, done: 4 },
          { date: '2026-10-05', planned: 190, done: 40 },
          { date: '2026-10-19', planned: 240, done: 118 },
        ]}
      />
    </>
  );
}
