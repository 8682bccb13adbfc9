import { z } from 'zod';
import { page, type RouteLine } from './auth/index.js';
import { findPages } from './chrome.js';
import type { Services } from './services.js';
import {
  createTranslator,
  defineWords,
  EmptyState,
  HIT_GROUPS,
  HITS_SHOWN,
  Link,
  paths,
  SearchBox,
  webWords,
  type Hit,
  type HitGroup,
  type Lang,
} from './web/index.js';

const wordsIn = createTranslator(
  defineWords(
    {
      nl: {
        'search.lead': 'Alles wat u mag zien, op het begin van een woord of op een testnummer.',
        'search.title': 'Zoek: {{text}}',
        'search.again': 'Zoek opnieuw',
        'search.none': 'Niets gevonden voor “{{text}}”',
        'search.none-next': 'Typ het begin van een woord uit de naam, of het nummer van een test.',
        'search.more': 'Er zijn er meer: typ een woord bij.',
        'group.page': 'Pagina’s',
        'group.campaign': 'Campagnes',
        'group.request': 'Verzoeken',
        'group.test': 'Testen',
        'group.employer': 'Werkgevers',
        'group.sector': 'Sectoren',
        'group.flag': 'Knipperlichten',
      },
      en: {
        'search.lead': 'Everything you may see, by the beginning of a word or by the number of a test.',
        'search.title': 'Search: {{text}}',
        'search.again': 'Search again',
        'search.none': 'Nothing found for “{{text}}”',
        'search.none-next': 'Type the beginning of a word of the name, or the number of a test.',
        'search.more': 'There are more: add a word.',
        'group.page': 'Pages',
        'group.campaign': 'Campaigns',
        'group.request': 'Requests',
        'group.test': 'Tests',
        'group.employer': 'Employers',
        'group.sector': 'Sectors',
        'group.flag': 'Flags',
      },
      fr: {
        'search.lead': 'Tout ce que vous pouvez voir, par le début d’un mot ou par le numéro d’un test.',
        'search.title': 'Recherche : {{text}}',
        'search.again': 'Chercher à nouveau',
        'search.none': 'Rien trouvé pour « {{text}} »',
        'search.none-next': 'Tapez le début d’un mot du nom, ou le numéro d’un test.',
        'search.more': 'Il y en a plus : ajoutez un mot.',
        'group.page': 'Pages',
        'group.campaign': 'Campagnes',
        'group.request': 'Demandes',
        'group.test': 'Tests',
        'group.employer': 'Employeurs',
        'group.sector': 'Secteurs',
        'group.flag': 'Alertes',
      },
    },
    webWords,
  ),
);

const SearchQuery = z.object({ q: z.string().trim().max(200).optional().catch(undefined) });

/** The search over everything one may see: each room answers for itself, and checks for itself. */
export function searchPages(services: Pick<Services, 'find'>): RouteLine[] {
  return [
    page(paths.search, { can: 'home.see', query: SearchQuery }, async (ctx, { query, lang }) => {
      const text = query.q ?? '';
      const hits =
        text === '' ? [] : [...findPages(ctx.actor.roles, text), ...(await services.find(ctx, text))];
      const t = wordsIn(lang);
      return {
        title: text === '' ? t('web.search') : t('search.title', { text }),
        content: <Answers lang={lang} text={text} hits={hits} />,
      };
    }),
  ];
}

interface AnswersProps {
  readonly lang: Lang;
  readonly text: string;
  readonly hits: readonly Hit[];
}

function Answers({ lang, text, hits }: AnswersProps) {
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('search.lead')}</p>
      <SearchBox id="zoek" value={text} label={t('search.again')} />
      {text !== '' && hits.length === 0 ? (
        <EmptyState title={t('search.none', { text })}>
          <p>{t('search.none-next')}</p>
        </EmptyState>
      ) : null}
      {HIT_GROUPS.map((group) => (
        <Group key={group} lang={lang} group={group} hits={hits.filter((hit) => hit.group === group)} />
      ))}
    </>
  );
}

function Group({ lang, group, hits }: Omit<AnswersProps, 'text'> & { readonly group: HitGroup }) {
  if (hits.length === 0) return null;
  const t = wordsIn(lang);
  return (
    <section>
      <h2>{t(`group.${group}`)}</h2>
      <ul class="hits">
        {hits.slice(0, HITS_SHOWN).map((hit) => (
          <li key={`${hit.href} ${hit.title[lang]}`}>
            <Link href={hit.href}>{hit.title[lang]}</Link>
            {hit.detail === undefined ? null : <span class="soft"> {hit.detail[lang]}</span>}
          </li>
        ))}
      </ul>
      {hits.length > HITS_SHOWN ? <p class="soft">{t('search.more')}</p> : null}
    </section>
  );
}
