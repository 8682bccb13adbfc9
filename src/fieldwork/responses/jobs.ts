import type { Job } from '../../platform/jobs.js';
import type { Ctx } from '../../platform/context.js';
import { RESPONSE_BATCH } from './process.js';
import type { Responses } from './service.js';

/** What happens to answers by itself: matching, fixing outcomes when windows end, letting them follow a code that changed, and sealing under a new key. */
export function responseJobs(responses: Responses): Job[] {
  return [
    { name: 'responses.process', when: '*/5 * * * * *', run: (ctx) => processAll(ctx, responses) },
    { name: 'responses.close-windows', when: '15 * * * * *', run: responses.closeWindows },
    { name: 'responses.review-outcomes', when: '45 * * * * *', run: responses.reviewOutcomes },
    { name: 'responses.reseal', when: '35 * * * * *', run: responses.reseal },
  ];
}

/** One batch after another while they come full: a day's mail that came in at once does not wait for many ticks. */
async function processAll(ctx: Ctx, responses: Responses): Promise<number> {
  let all = 0;
  for (let found = RESPONSE_BATCH; found === RESPONSE_BATCH; all += found)
    found = await responses.process(ctx);
  return all;
}
