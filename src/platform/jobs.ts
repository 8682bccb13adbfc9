import cron from 'node-cron';
import type { Ctx } from './context.js';
import { describeError, type Log } from './log.js';

/** Work that comes back: it claims rows, may run twice, and can be run by a test without a clock. */
export interface Job {
  readonly name: string;
  /** When to look, as a six-field cron line (seconds first). */
  readonly when: string;
  /** @returns how many rows it acted on */
  readonly run: (ctx: Ctx) => Promise<number>;
}

/** Ticks the jobs until stopped. A failure is logged and the next tick tries again. */
export function startJobs(jobs: readonly Job[], contextFor: () => Ctx, log: Log): () => Promise<void> {
  const underWay = new Set<Promise<void>>();
  const tasks = jobs.map((job) =>
    cron.schedule(
      job.when,
      () => {
        const work = runJob(job, contextFor(), log).finally(() => underWay.delete(work));
        underWay.add(work);
        return work;
      },
      { name: job.name, noOverlap: true },
    ),
  );
  return async () => {
    for (const task of tasks) await task.destroy();
    await Promise.all(underWay);
  };
}

async function runJob(job: Job, ctx: Ctx, log: Log): Promise<void> {
  try {
    const count = await job.run(ctx);
    if (count > 0) log.info('job.done', { job: job.name, count });
  } catch (error) {
    log.error('job.failed', { job: job.name, ...describeError(error) });
  }
}
