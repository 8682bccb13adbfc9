import { holds, page, type RouteLine } from './auth/index.js';
import { listCampaigns } from './campaigns/index.js';
import { countInDoubt, countUnmatched, findNextMoment, listToCode } from './fieldwork/index.js';
import { listEmployerFlags, listFlags } from './findings/index.js';
import type { Ctx } from './platform/context.js';
import type { Services } from './services.js';
import { paths, textIn, TodoBoard, translatorFor, type Texts, type TodoCard } from './web/index.js';

const NEXT_SENDING = {
  nl: 'de volgende verzending',
  en: 'the next sending',
  fr: 'le prochain envoi',
} as const satisfies Texts;
const WEEK = 7 * 24 * 3_600_000;

/** Vandaag: what needs me now, from the rooms' own cards. */
export function todayPages(services: Pick<Services, 'clock'>): RouteLine[] {
  return [
    page(paths.home, { can: 'home.see' }, async (ctx, { lang }) => {
      const cards = await cardsFor(ctx, services.clock.now());
      // Who does not see campaigns does not see either when something leaves.
      const next = holds(ctx.actor.roles, 'campaign.read') ? (await findNextMoment(ctx)).next : null;
      const coming = next === null ? undefined : { what: textIn(NEXT_SENDING, lang), at: next };
      return {
        title: translatorFor(lang)('web.home.title'),
        content: <TodoBoard lang={lang} cards={cards} {...(coming === undefined ? {} : { next: coming })} />,
      };
    }),
  ];
}

async function cardsFor(ctx: Ctx, now: Date): Promise<TodoCard[]> {
  const { roles } = ctx.actor;
  const heaps = [
    holds(roles, 'in-doubt.settle') ? inDoubtCard(ctx) : null,
    holds(roles, 'mail.match') ? unmatchedCard(ctx) : null,
    holds(roles, 'flag.decide') ? flagCard(ctx) : null,
    holds(roles, 'response.code') ? codingCard(ctx) : null,
    holds(roles, 'campaign.run') ? expiringCard(ctx, now) : null,
  ].filter((heap) => heap !== null);
  return Promise.all(heaps);
}

async function inDoubtCard(ctx: Ctx): Promise<TodoCard> {
  const { count } = await countInDoubt(ctx);
  return {
    id: 'in-doubt',
    title: { nl: 'Onzekere verzendingen', en: 'Sendings in doubt', fr: 'Envois incertains' },
    detail: {
      nl: 'Beslis of ze wel of niet vertrokken zijn. Het andere profiel wacht.',
      en: 'Decide whether they left or not. The other profile waits.',
      fr: 'Décidez s’ils sont partis ou non. L’autre profil attend.',
    },
    count,
    href: paths.dispatch.queue,
    urgency: 'overdue',
  };
}

async function unmatchedCard(ctx: Ctx): Promise<TodoCard> {
  const { count } = await countUnmatched(ctx);
  return {
    id: 'unmatched',
    title: {
      nl: 'Berichten zonder sollicitatie',
      en: 'Messages without an application',
      fr: 'Messages sans candidature',
    },
    detail: {
      nl: 'Koppel ze, of leg ze opzij.',
      en: 'Match them, or set them aside.',
      fr: 'Rattachez-les, ou mettez-les de côté.',
    },
    count,
    href: paths.inbox.queue,
    urgency: 'today',
  };
}

async function flagCard(ctx: Ctx): Promise<TodoCard> {
  const waiting = [...(await listFlags(ctx)), ...(await listEmployerFlags(ctx))].filter(
    (flag) => flag.decisions.length === 0,
  );
  return {
    id: 'flags',
    title: {
      nl: 'Knipperlichten zonder beslissing',
      en: 'Flags without a decision',
      fr: 'Alertes sans décision',
    },
    detail: {
      nl: 'Een patroon vraagt een beslissing van een mens.',
      en: 'A pattern asks for a person’s decision.',
      fr: 'Une tendance demande la décision d’une personne.',
    },
    count: waiting.length,
    href: paths.flags.list,
    urgency: 'soon',
  };
}

async function codingCard(ctx: Ctx): Promise<TodoCard> {
  const items = await listToCode(ctx, 500);
  return {
    id: 'coding',
    title: { nl: 'Antwoorden om te coderen', en: 'Answers to code', fr: 'Réponses à coder' },
    detail: {
      nl: 'Het codeerscherm volgt; de demo codeert met twee nagebootste codeurs.',
      en: 'The coding screen follows; the demo codes with two simulated coders.',
      fr: 'L’écran de codage suivra ; la démonstration code avec deux codeurs simulés.',
    },
    count: items.length,
    href: paths.home,
    urgency: 'today',
  };
}

async function expiringCard(ctx: Ctx, now: Date): Promise<TodoCard> {
  const ending = (await listCampaigns(ctx)).filter(
    (campaign) =>
      ['ready', 'running', 'paused'].includes(campaign.state) &&
      campaign.authorisedUntil !== null &&
      campaign.authorisedUntil.getTime() - now.getTime() < WEEK,
  );
  const first = ending
    .flatMap((campaign) => campaign.authorisedUntil ?? [])
    .sort((a, b) => a.getTime() - b.getTime())[0];
  return {
    id: 'authorisations',
    title: {
      nl: 'Machtigingen die binnen de week eindigen',
      en: 'Authorisations that end within a week',
      fr: 'Autorisations qui se terminent dans la semaine',
    },
    count: ending.length,
    href: paths.campaigns.list,
    urgency: 'soon',
    ...(first === undefined ? {} : { due: first }),
  };
}
