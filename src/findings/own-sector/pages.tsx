import { page, type RouteLine } from '../../auth/index.js';
import {
  createTranslator,
  DataTable,
  defineWords,
  EmptyState,
  formatterFor,
  paths,
  type Lang,
} from '../../web/index.js';
import { limits, ratioOf } from '../sectors/index.js';
import { findNames, groundName, nameOf, type Names } from '../names.js';
import { listOwnSectorFigures, type SectorFigure } from './views.js';

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
        <OwnSectorView lang={lang} figures={await listOwnSectorFigures(ctx)} names={await findNames(ctx)} />
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
  readonly figures: readonly SectorFigure[];
  readonly names: Names;
}) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  if (figures.length === 0)
    return (
      <EmptyState title={t('none')}>
        <p>{t('none.next')}</p>
      </EmptyState>
    );
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <DataTable<SectorFigure>
        caption={t('caption')}
        narrow="stack"
        rows={figures}
        keyOf={({ campaign, sector, ground }) => `${campaign}/${sector}/${ground}`}
        columns={[
          { head: t('campaign'), cell: ({ name }) => name, names: true },
          { head: t('sector'), cell: ({ sector }) => nameOf(names.sectors, sector, lang) },
          { head: t('ground'), cell: (figure) => groundName(names, figure, lang) },
          { head: t('at'), cell: ({ publishedAt }) => f.dateTime(publishedAt) },
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
    </>
  );
}
