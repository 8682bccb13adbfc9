import type { TxCtx } from '../../platform/context.js';
import { mailDomainOf } from '../../platform/mail/index.js';
import type { DispatchMeans } from './means.js';
import * as store from './store.js';

const HOUR = 60 * 60_000;
/** How long what is over a limit waits before it is looked at again. */
const WAIT_MINUTES = 10;

/** Holds what is claimed to the limits of its domain: applications in an hour, from the domain and to each domain of recipients. */
export interface Quota {
  /** Whether an application may leave now; then it counts. */
  take(application: Pick<store.Outgoing, 'fromAddress' | 'toAddress'>): boolean;
}

/**
 * The quota of a batch. Attempts of the last hour count, whatever became of them: an answer that the other side did not want
 * is no less a knock at its door. Servers that claim at once wait for each other here, so that none sees half the count.
 */
export async function openQuota(
  ctx: TxCtx,
  { limitsOf }: Pick<DispatchMeans, 'limitsOf'>,
  batch: readonly Pick<store.Outgoing, 'fromAddress'>[],
  now: Date,
): Promise<Quota> {
  const limits = new Map(
    batch.map(({ fromAddress }) => [mailDomainOf(fromAddress), limitsOf?.(mailDomainOf(fromAddress))]),
  );
  const limited = [...limits].flatMap(([domain, found]) =>
    found?.hourly === undefined && found?.hourlyTo === undefined ? [] : [domain],
  );
  if (limited.length === 0) return { take: () => true };
  const from = new Map<string, number>();
  const to = new Map<string, number>();
  const count = (own: string, theirs: string, times: number): void => {
    from.set(own, (from.get(own) ?? 0) + times);
    to.set(`${own}>${theirs}`, (to.get(`${own}>${theirs}`) ?? 0) + times);
  };
  for (const { own, theirs, attempts } of await store.countAttempts(
    ctx.db,
    new Date(now.getTime() - HOUR),
    limited,
  ))
    count(own, theirs, attempts);
  return {
    take: ({ fromAddress, toAddress }) => {
      const [own, theirs] = [mailDomainOf(fromAddress), mailDomainOf(toAddress)];
      const { hourly = Infinity, hourlyTo = Infinity } = limits.get(own) ?? {};
      if ((from.get(own) ?? 0) >= hourly || (to.get(`${own}>${theirs}`) ?? 0) >= hourlyTo) return false;
      count(own, theirs, 1);
      return true;
    },
  };
}

/** When what is over a limit is looked at again. */
export const laterThan = (now: Date): Date => new Date(now.getTime() + WAIT_MINUTES * 60_000);
