import { sql } from 'kysely';
import { holds, type Permission } from '../auth/index.js';
import type { Ctx } from '../platform/context.js';
import {
  createTranslator,
  defineWords,
  inEveryLang,
  paths,
  withQuery,
  type TodoCard,
  type Urgency,
} from '../web/index.js';
import type { CampaignState } from './schema.js';

const wordsIn = createTranslator(
  defineWords({
    nl: {
      ending: 'Machtigingen die binnen de week eindigen',
      'todo.ending': 'Wat dan nog niet vertrok, vertrekt niet meer. Vraag tijdig een nieuwe.',
      seal: 'Ontwerpen om te verzegelen',
      'todo.seal': 'Kijk het plan na en verzegel het.',
      request: 'Machtigingen om te vragen',
      'todo.request': 'Het plan is verzegeld. Vraag de machtiging.',
      check: 'Verzoeken om machtiging na te kijken',
      'todo.check': 'Lees na wat een collega schreef, of stuur het terug.',
      conditions: 'Voorwaarden van machtigingen af te vinken',
      'todo.conditions': 'Ga na of eraan voldaan is. Tot dan vertrekt er niets.',
      grant: 'Machtigingen om te noteren',
      'todo.grant': 'Noteer wat de magistraat of uw dienst besliste.',
      start: 'Campagnes klaar om te starten',
      'todo.start': 'De machtiging is er. U kunt starten.',
      paused: 'Campagnes die gepauzeerd zijn',
      'todo.paused': 'Hervat ze, of stop ze.',
    },
    en: {
      ending: 'Authorisations that end within a week',
      'todo.ending': 'What has not left by then will not leave. Ask for a new one in time.',
      seal: 'Drafts to seal',
      'todo.seal': 'Check the plan and seal it.',
      request: 'Authorisations to request',
      'todo.request': 'The plan is sealed. Request the authorisation.',
      check: 'Requests for authorisation to check',
      'todo.check': 'Read what a colleague wrote, or send it back.',
      conditions: 'Conditions of authorisations to tick',
      'todo.conditions': 'See whether they are met. Until then nothing leaves.',
      grant: 'Authorisations to record',
      'todo.grant': 'Record what the magistrate or your service decided.',
      start: 'Campaigns ready to start',
      'todo.start': 'The authorisation is there. You can start.',
      paused: 'Campaigns that are paused',
      'todo.paused': 'Resume them, or stop them.',
    },
    fr: {
      ending: 'Autorisations qui se terminent dans la semaine',
      'todo.ending': 'Ce qui n’est pas parti d’ici là ne partira plus. Demandez-en une nouvelle à temps.',
      seal: 'Projets à sceller',
      'todo.seal': 'Vérifiez le plan et scellez-le.',
      request: 'Autorisations à demander',
      'todo.request': 'Le plan est scellé. Demandez l’autorisation.',
      check: 'Demandes d’autorisation à vérifier',
      'todo.check': 'Relisez ce qu’un collègue a écrit, ou renvoyez-le.',
      conditions: 'Conditions d’autorisations à cocher',
      'todo.conditions': 'Vérifiez si elles sont remplies. D’ici là, rien ne part.',
      grant: 'Autorisations à noter',
      'todo.grant': 'Notez ce que le magistrat ou votre service a décidé.',
      start: 'Campagnes prêtes à démarrer',
      'todo.start': 'L’autorisation est là. Vous pouvez démarrer.',
      paused: 'Campagnes en pause',
      'todo.paused': 'Reprenez-les, ou arrêtez-les.',
    },
  }),
);

interface Waiting {
  readonly seal: number;
  readonly request: number;
  readonly check: number;
  readonly grant: number;
  readonly conditions: number;
  readonly start: number;
  readonly paused: number;
  readonly ending: number;
  readonly firstEnd: Date | null;
}

type Heap = Exclude<keyof Waiting, 'firstEnd'>;

interface Kind {
  readonly heap: Heap;
  readonly can: Permission;
  readonly state: CampaignState | undefined;
  readonly urgency: Urgency;
  /** Only the own team acts here; a coordinator seals and records for any. */
  readonly own: boolean;
}

const KINDS: readonly Kind[] = [
  { heap: 'ending', can: 'campaign.run', state: undefined, urgency: 'soon', own: true },
  { heap: 'seal', can: 'campaign.seal', state: 'draft', urgency: 'soon', own: false },
  { heap: 'request', can: 'authorisation.request', state: 'sealed', urgency: 'soon', own: true },
  { heap: 'check', can: 'authorisation.check', state: undefined, urgency: 'soon', own: true },
  { heap: 'grant', can: 'authorisation.record', state: 'sealed', urgency: 'soon', own: false },
  { heap: 'conditions', can: 'authorisation.check', state: undefined, urgency: 'soon', own: true },
  { heap: 'start', can: 'campaign.run', state: 'ready', urgency: 'soon', own: true },
  { heap: 'paused', can: 'campaign.run', state: 'paused', urgency: 'calm', own: true },
];

/** What waits for this actor in campaigns: only heaps that it may act on. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  const mine = KINDS.filter(({ can }) => holds(ctx.actor.roles, can));
  if (mine.length === 0) return [];
  const waiting = await countWaiting(
    ctx,
    mine.map(({ heap }) => heap),
  );
  return mine.map(({ heap, state, urgency, own }) => ({
    id: `campaigns.${heap}`,
    title: inEveryLang((lang) => wordsIn(lang)(heap)),
    detail: inEveryLang((lang) => wordsIn(lang)(`todo.${heap}`)),
    count: waiting[heap],
    href:
      heap === 'check' || heap === 'conditions'
        ? paths.authorisations.list
        : withQuery(paths.campaigns.list, {
            ...(heap === 'ending' ? { stand: 'lopend', sorteer: 'machtiging' } : { stand: state }),
            ...(own ? { team: 'eigen' } : {}),
          }),
    urgency,
    ...(heap === 'ending' && waiting.firstEnd !== null ? { due: waiting.firstEnd } : {}),
  }));
}

const NONE: Waiting = {
  seal: 0,
  request: 0,
  check: 0,
  grant: 0,
  conditions: 0,
  start: 0,
  paused: 0,
  ending: 0,
  firstEnd: null,
};

/** What the team must do is counted for its members. Who asked for an authorisation does not record its grant, so that heap leaves the actor's own requests out. */
function countWaiting(ctx: Ctx, heaps: readonly Heap[]): Promise<Waiting> {
  return ctx.read(async (ctx) => {
    const soon = new Date(ctx.clock.now().getTime() + 7 * 24 * 3_600_000);
    // Each heap by the index of its state: drafts can be many, and have no authorisation to look up. They are counted for
    // who seals alone.
    const drafts = heaps.includes('seal')
      ? sql`(select count(*)::int as seal from campaign where state = 'draft')`
      : sql`(select 0 as seal)`;
    const own = sql`c.id in (select m.campaign from campaign_member m where m.account = app_actor())`;
    const found =
      await sql<Waiting>`select d.seal, s.request, s.grant, k.check, o.conditions, r.start, r.paused, e.ending, e."firstEnd"
      from ${drafts} d,
        (select (count(*) filter (where c.state = 'ready'))::int as start, (count(*) filter (where c.state = 'paused'))::int as paused
          from campaign c where c.state in ('ready', 'paused') and ${own}) r,
        (select (count(*) filter (where (a.id is null or a.state = 'checked') and ${own}))::int as request,
          (count(*) filter (where a.state = 'requested' and a.requested_by <> ${ctx.actor.id} and request_addressee(a.id) is null))::int as grant
          from campaign c left join authorisation a on a.campaign = c.id where c.state = 'sealed') s,
        (select count(*)::int as check from authorisation a join campaign c on c.id = a.campaign
          where a.state = 'drafted' and a.requested_by <> ${ctx.actor.id} and ${own}) k,
        (select count(*)::int as conditions from authorisation_condition m join authorisation a on a.id = m.authorisation join campaign c on c.id = a.campaign
          where m.met_at is null and authorisation_stands(a.state) and c.state in ('ready', 'running', 'paused') and ${own}) o,
        (select count(*)::int as ending, min(a.valid_until) as "firstEnd"
          from authorisation a join campaign c on c.id = a.campaign
          where a.valid_until < ${soon} and c.state in ('ready', 'running', 'paused') and ${own}) e`.execute(
        ctx.db,
      );
    return found.rows[0] ?? NONE;
  });
}
