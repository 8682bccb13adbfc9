import { Announcements, holds, listAnnouncements, page, type RouteLine } from './auth/index.js';
import { findMemberships } from './campaigns/index.js';
import { findNextMoment, findNextWindowEnd } from './fieldwork/index.js';
import type { Ctx } from './platform/context.js';
import type { Services } from './services.js';
import { createTranslator, defineWords, Link, LiveRegion, paths, TodoBoard, webWords } from './web/index.js';

const wordsIn = createTranslator(
  defineWords(
    {
      nl: {
        'next.sending': 'de volgende verzending',
        'next.window': 'het einde van een venster van 30 dagen',
        interest: 'Kent u iemand in een campagne te goed? Geef een eigen belang aan',
        'next.team':
          'U zit in geen enkel team. Een coördinator voegt u toe op de pagina van een campagne; dan ziet u hier wat op u wacht.',
        'next.coder': 'Een nieuw antwoord om te coderen verschijnt hier vanzelf.',
        'next.magistrate': 'Komt er een verzoek naar u, dan verschijnt het hier.',
        'next.firm': 'Geeft de dienst u oproepen, dan verschijnen ze hier.',
        'next.administrator': 'Mensen uitnodigen doet u bij Gebruikers.',
      },
      en: {
        'next.sending': 'the next sending',
        'next.window': 'the end of a window of 30 days',
        interest: 'Do you know somebody in a campaign too well? Declare an own interest',
        'next.team':
          'You are in no team. A coordinator adds you on the page of a campaign; then what waits for you appears here.',
        'next.coder': 'A new answer to code appears here by itself.',
        'next.magistrate': 'When a request comes to you, it appears here.',
        'next.firm': 'When the service gives you calls, they appear here.',
        'next.administrator': 'You invite people at Users.',
      },
      fr: {
        'next.sending': 'le prochain envoi',
        'next.window': 'la fin d’une fenêtre de 30 jours',
        interest: 'Connaissez-vous trop bien quelqu’un dans une campagne ? Déclarez un intérêt personnel',
        'next.team':
          'Vous ne faites partie d’aucune équipe. Un coordinateur vous ajoute sur la page d’une campagne ; ce qui vous attend apparaît alors ici.',
        'next.coder': 'Une nouvelle réponse à coder apparaît ici d’elle-même.',
        'next.magistrate': 'Si une demande vous est adressée, elle apparaît ici.',
        'next.firm': 'Si le service vous confie des appels, ils apparaissent ici.',
        'next.administrator': 'Vous invitez des personnes sous Utilisateurs.',
      },
    },
    webWords,
  ),
);

type Next = { what: 'next.sending' | 'next.window'; at: Date } | undefined;

/** Vandaag: what needs me now, from the rooms' own cards; when nothing does, what comes next and when. */
export function todayPages(services: Pick<Services, 'todo'>): RouteLine[] {
  return [
    page(paths.home, { can: 'home.see' }, async (ctx, { lang }) => {
      const t = wordsIn(lang);
      // One look for all of it.
      const { cards, next, news, expected } = await ctx.read(async (ctx) => ({
        cards: await services.todo(ctx),
        next: await findNext(ctx),
        news: await listAnnouncements(ctx),
        expected: await otherwise(ctx, t),
      }));
      return {
        title: t('web.home.title'),
        content: (
          <>
            <Announcements lang={lang} news={news} />
            <LiveRegion
              id="bord"
              address={paths.home}
              kinds={['campaigns', 'dispatch', 'inbox', 'withdrawals', 'flags']}
            >
              <TodoBoard
                lang={lang}
                cards={cards}
                {...(next === undefined ? {} : { next: { what: t(next.what), at: next.at } })}
                {...expected}
              />
            </LiveRegion>
            {/* Who reads campaigns finds this on the page of each. */}
            {holds(ctx.actor.roles, 'interest.declare') && !holds(ctx.actor.roles, 'campaign.read') ? (
              <p>
                <Link href={paths.interests.own}>{t('interest')}</Link>
              </p>
            ) : null}
          </>
        ),
      };
    }),
  ];
}

/** What to expect when nothing waits and no moment is known: of coding, or of a team that is still to come. */
async function otherwise(ctx: Ctx, t: ReturnType<typeof wordsIn>): Promise<{ readonly otherwise?: string }> {
  const { roles } = ctx.actor;
  if (holds(roles, 'coding.see')) return { otherwise: t('next.coder') };
  if (holds(roles, 'request.decide')) return { otherwise: t('next.magistrate') };
  if (holds(roles, 'task.hand-out')) return { otherwise: t('next.firm') };
  if (holds(roles, 'account.manage')) return { otherwise: t('next.administrator') };
  const teamless = holds(roles, 'test.read') && (await findMemberships(ctx)).size === 0;
  return teamless ? { otherwise: t('next.team') } : {};
}

/** The next moment at which something happens by itself; not for coders, nor for who looks after accounts. */
async function findNext(ctx: Ctx): Promise<Next> {
  if (!holds(ctx.actor.roles, 'campaign.read')) return undefined;
  return ctx.read(async (ctx) => {
    const { next: sending } = await findNextMoment(ctx);
    const window = await findNextWindowEnd(ctx);
    if (sending !== null && (window === null || sending <= window))
      return { what: 'next.sending', at: sending };
    return window === null ? undefined : { what: 'next.window', at: window };
  });
}
