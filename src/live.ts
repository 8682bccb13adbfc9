import { Readable } from 'node:stream';
import { findNews, type News } from './audit/index.js';
import { holds, type Permission, type RouteLine } from './auth/index.js';
import { isMember, wasAsked } from './campaigns/index.js';
import { hasCallsOf } from './fieldwork/index.js';
import type { Ctx, ReadCtx } from './platform/context.js';
import { asId } from './platform/ids.js';
import { describeError } from './platform/log.js';
import type { Services } from './services.js';
import { paths, type LiveKind } from './web/index.js';

/** What is told of an act: its kind, to who may open the pages of that kind. What is not listed is told to nobody. */
const KINDS: readonly { readonly what: RegExp; readonly kind: LiveKind; readonly can: Permission }[] = [
  {
    what: /^(campaign|authorisation|kill-switch)\.|^test\.counted$/,
    kind: 'campaigns',
    can: 'campaign.read',
  },
  { what: /^(application|attempt|in-doubt)\./, kind: 'dispatch', can: 'test.read' },
  { what: /^response\.(unmatched|matched|set-aside|taken-back)$/, kind: 'inbox', can: 'mail.match' },
  {
    what: /^(answer\.triaged$|withdrawal\.|response\.matched$)/,
    kind: 'withdrawals',
    can: 'withdrawal.handle',
  },
  { what: /^flag\./, kind: 'flags', can: 'flag.decide' },
  { what: /^(authorisation\.|campaign\.state$)/, kind: 'requests', can: 'request.read-own' },
  { what: /^call\./, kind: 'firm-calls', can: 'task.hand-out' },
];

/** Kinds of which the news itself concerns only some, by the campaign that it is of. */
const CONCERNS: Readonly<Partial<Record<LiveKind, (ctx: ReadCtx, campaign: string) => Promise<boolean>>>> = {
  flags: (ctx, campaign) => isMember(ctx, asId<'campaign'>(campaign)),
  requests: (ctx, campaign) => wasAsked(ctx, asId<'campaign'>(campaign)),
  'firm-calls': (ctx, campaign) => hasCallsOf(ctx, asId<'campaign'>(campaign)),
};

const EVERY = 2_000;
const BEAT = 25_000;
/** After this long a listener must come back, and so be let in again: a revoked session hears nothing for longer. */
const LONGEST = 5 * 60_000;
const MOST_LISTENERS = 500;

interface Listener {
  readonly ctx: Ctx;
  readonly stream: Readable;
}

interface PulseOptions {
  /** Milliseconds between two looks at the log. */
  readonly every?: number;
}

/**
 * Server-sent events: "something changed in <kind>", never what. One look at the head of the log per interval serves all
 * listeners, and none is taken while nobody listens. Coders are told nothing: when an answer comes in is not for them.
 */
export function livePages(
  services: Pick<Services, 'systemContext' | 'log'>,
  options: PulseOptions = {},
): RouteLine[] {
  const pulse = createPulse(services, options.every ?? EVERY);
  return [
    {
      method: 'get',
      path: paths.events,
      can: 'home.see',
      handle: (ctx) =>
        Promise.resolve({ kind: 'stream', type: 'text/event-stream', body: pulse.listen(ctx) }),
    },
  ];
}

function createPulse(services: Pick<Services, 'systemContext' | 'log'>, every: number) {
  const listeners = new Set<Listener>();
  let seen: number | undefined;
  let ticking = false;

  const tick = async (): Promise<void> => {
    try {
      const news = await findNews(services.systemContext(), seen);
      const first = seen === undefined;
      seen = news.seq;
      if (!first) for (const listener of listeners) await tell(listener, news.acts);
    } catch (error) {
      services.log.error('live.failed', describeError(error));
    }
    if (listeners.size > 0) setTimeout(() => void tick(), every).unref();
    else {
      ticking = false;
      seen = undefined;
    }
  };

  return {
    listen: (ctx: Ctx): Readable => {
      const stream = new Readable({ read: () => undefined });
      if (listeners.size >= MOST_LISTENERS) {
        stream.push('retry: 60000\n\n');
        stream.push(null);
        return stream;
      }
      stream.push('retry: 3000\n\n');
      const listener = { ctx, stream };
      listeners.add(listener);
      const beat = setInterval(() => stream.push(': \n\n'), BEAT).unref();
      const end = setTimeout(() => stream.push(null), LONGEST).unref();
      stream.once('close', () => {
        listeners.delete(listener);
        clearInterval(beat);
        clearTimeout(end);
      });
      if (!ticking) {
        ticking = true;
        void tick();
      }
      return stream;
    },
  };
}

async function tell({ ctx, stream }: Listener, acts: readonly News[]): Promise<void> {
  const kinds = new Set<LiveKind>();
  for (const { what, campaign } of acts) {
    for (const told of KINDS) {
      if (kinds.has(told.kind) || !told.what.test(what) || !holds(ctx.actor.roles, told.can)) continue;
      // That something happened at all is already news: a flag on a hidden cell to who is not of its team, a decision to a
      // magistrate who was not asked, a call to a firm that has none of its campaign.
      const concerns = CONCERNS[told.kind];
      if (
        concerns !== undefined &&
        (campaign === null || !(await ctx.read((ctx) => concerns(ctx, campaign))))
      )
        continue;
      kinds.add(told.kind);
    }
  }
  if (kinds.size > 0 && !stream.destroyed) stream.push(`event: changed\ndata: ${[...kinds].join(' ')}\n\n`);
}
