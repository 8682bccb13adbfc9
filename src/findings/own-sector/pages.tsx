import { page, type RouteLine } from '../../auth/index.js';
import {
  createTranslator,
  DataTable,
  defineWords,
  EmptyState,
  formatterFor,
  paths,
  type Column,
  type Lang,
} from '../../web/index.js';
import { limits, ratioOf } from '../sectors/index.js';
import { findNames, groundName, nameOf, type Names } from '../names.js';
import {
  findOwnSectorFigures,
  type OwnSectorFigures,
  type SectorFigure,
  type SingleSectorFigure,
} from './views.js';

const wordsIn = createTranslator(
  defineWords({
    nl: {
      title: 'Mijn sector',
      lead: 'Wat vonden afgelopen campagnes in uw sector?',
      caption: 'Gepubliceerde cijfers van uw sector, de nieuwste eerst',
      none: 'Er zijn nog geen cijfers van uw sector gepubliceerd',
      'none.next':
        'Ze verschijnen hier wanneer een campagne gesloten is. Sectoren met minder dan tien werkgevers blijven verborgen.',
      campaign: 'Campagne',
      sector: 'Sector',
      ground: 'Kenmerk',
      at: 'Gepubliceerd',
      pairs: 'Paren',
      singles: 'Gepubliceerde cijfers van één sollicitatie per werkgever, de nieuwste eerst',
      applications: 'Sollicitaties',
      control: 'Positief voor controle',
      treatment: 'Positief voor getest profiel',
      ratio: 'Ratio, met interval van 95 %',
    },
    en: {
      title: 'My sector',
      lead: 'What did past campaigns find in your sector?',
      caption: 'Published figures of your sector, the newest first',
      none: 'No figures of your sector were published yet',
      'none.next':
        'They appear here when a campaign is closed. Sectors with fewer than ten employers stay hidden.',
      campaign: 'Campaign',
      sector: 'Sector',
      ground: 'Ground',
      at: 'Published',
      pairs: 'Pairs',
      singles: 'Published figures of one application per employer, the newest first',
      applications: 'Applications',
      control: 'Positive for control',
      treatment: 'Positive for tested profile',
      ratio: 'Ratio, with 95 % interval',
    },
    fr: {
      title: 'Mon secteur',
      lead: 'Qu’ont trouvé les campagnes passées dans votre secteur ?',
      caption: 'Chiffres publiés de votre secteur, les plus récents d’abord',
      none: 'Aucun chiffre de votre secteur n’est encore publié',
      'none.next':
        'Ils apparaissent ici quand une campagne est clôturée. Les secteurs de moins de dix employeurs restent cachés.',
      campaign: 'Campagne',
      sector: 'Secteur',
      ground: 'Critère',
      at: 'Publié',
      pairs: 'Paires',
      singles: 'Chiffres publiés d’une candidature par employeur, les plus récents d’abord',
      applications: 'Candidatures',
      control: 'Positif pour le contrôle',
      treatment: 'Positif pour le profil testé',
      ratio: 'Ratio, avec intervalle de 95 %',
    },
  }),
);

/** The page of a sector fund: the published figures of its own sector. */
export function ownSectorPages(): RouteLine[] {
  return [
    page(paths.findings.ownSector, { can: 'sector-figures.read' }, async (ctx, { lang }) => ({
      title: wordsIn(lang)('title'),
      content: (
        <OwnSectorView lang={lang} figures={await findOwnSectorFigures(ctx)} names={await findNames(ctx)} />
      ),
    })),
  ];
}

function OwnSectorView({
  lang,
  figures,
  names,
}: {
  readonly lang: Lang;
  readonly figures: OwnSectorFigures;
  readonly names: Names;
}) {
  const t = wordsIn(lang);
  const { pairs, singles } = figures;
  if (pairs.length === 0 && singles.length === 0)
    return (
      <EmptyState title={t('none')}>
        <p>{t('none.next')}</p>
      </EmptyState>
    );
  return (
    <>
      <p class="lead">{t('lead')}</p>
      {pairs.length === 0 ? null : <PairFigures lang={lang} figures={pairs} names={names} />}
      {singles.length === 0 ? null : <SingleFigures lang={lang} figures={singles} names={names} />}
    </>
  );
}

interface FiguresProps<Figure> {
  readonly lang: Lang;
  readonly figures: readonly Figure[];
  readonly names: Names;
}

const keyOf = ({ campaign, sector, ground }: SectorFigure | SingleSectorFigure): string =>
  `${campaign}/${sector}/${ground}`;

/** Whose figures a line holds. */
function ownColumns(lang: Lang, names: Names): Column<SectorFigure | SingleSectorFigure>[] {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return [
    { head: t('campaign'), cell: ({ name }) => name, names: true },
    { head: t('sector'), cell: ({ sector }) => nameOf(names.sectors, sector, lang) },
    { head: t('ground'), cell: (figure) => groundName(names, figure, lang) },
    { head: t('at'), cell: ({ publishedAt }) => f.dateTime(publishedAt) },
  ];
}

function PairFigures({ lang, figures, names }: FiguresProps<SectorFigure>) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <DataTable<SectorFigure>
      caption={t('caption')}
      narrow="stack"
      rows={figures}
      keyOf={keyOf}
      columns={[
        ...ownColumns(lang, names),
        { head: t('pairs'), cell: ({ analysis }) => f.number(analysis.pairs.total), align: 'right' },
        { head: t('control'), cell: ({ analysis }) => f.percent(analysis.control.rate, 1), align: 'right' },
        {
          head: t('treatment'),
          cell: ({ analysis }) => f.percent(analysis.treatment.rate, 1),
          align: 'right',
        },
        {
          head: t('ratio'),
          cell: (figure) => `${f.ratio(ratioOf(figure))} (${f.interval(...limits(figure))})`,
          align: 'right',
        },
      ]}
    />
  );
}

function SingleFigures({ lang, figures, names }: FiguresProps<SingleSectorFigure>) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <DataTable<SingleSectorFigure>
      caption={t('singles')}
      narrow="stack"
      rows={figures}
      keyOf={keyOf}
      columns={[
        ...ownColumns(lang, names),
        {
          head: t('applications'),
          cell: ({ finding: { control, treatment } }) => f.number(control.n + treatment.n),
          align: 'right',
        },
        { head: t('control'), cell: ({ finding }) => f.percent(finding.control.rate, 1), align: 'right' },
        { head: t('treatment'), cell: ({ finding }) => f.percent(finding.treatment.rate, 1), align: 'right' },
        {
          head: t('ratio'),
          cell: ({ finding: { ratio } }) => `${f.ratio(ratio.estimate)} (${f.interval(...ratio.ci)})`,
          align: 'right',
        },
      ]}
    />
  );
}
