import { holds, page, type RouteLine } from './auth/index.js';
import { findNextMoment, findNextWindowEnd } from './fieldwork/index.js';
import type { Ctx } from './platform/context.js';
import type { Services } from './services.js';
import { createTranslator, defineWords, LiveRegion, paths, TodoBoard, webWords } from './web/index.js';

const wordsIn = createTranslator(
  defineWords(
    {
      nl: {
        'next.sending': 'de volgende verzending',
        'next.window': 'het einde van een venster van 30 dagen',
        'next.coder': 'Een nieuw antwoord om te coderen verschijnt hier vanzelf.',
      },
      en: {
        'next.sending': 'the next sending',
        'next.window': 'the end of a window of 30 days',
        'next.coder': 'A new answer to code appears here by itself.',
      },
      fr: {
        'next.sending': 'le prochain envoi',
        'next.window': 'la fin d’une fenêtre de 30 jours',
        'next.coder': 'Une nouvelle réponse à coder apparaît ici d’elle-même.',
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
      const cards = await services.todo(ctx);
      const next = await findNext(ctx);
      return {
        title: t('web.home.title'),
        content: (
          <LiveRegion
            id="bord"
            address={paths.home}
            kinds={['campaigns', 'dispatch', 'inbox', 'withdrawals', 'flags']}
          >
            <TodoBoard
              lang={lang}
              cards={cards}
              {...(next === undefined ? {} : { next: { what: t(next.what), at: next.at } })}
              {...(holds(ctx.actor.roles, 'response.code') ? { otherwise: t('next.coder') } : {})}
            />
          </LiveRegion>
        ),
      };
    }),
  ];
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
