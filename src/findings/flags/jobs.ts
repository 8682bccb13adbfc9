import type { Job } from '../../platform/jobs.js';
import { listCampaigns } from '../../campaigns/index.js';
import { conclude } from './conclude.js';
import { look } from './service.js';
import { findUnconcluded } from './views.js';

/** Looks at every campaign whose tests are coming to count, and concludes those that ended. */
export function flagJobs(): Job[] {
  return [
    {
      name: 'findings.look',
      when: '45 * * * * *',
      run: async (ctx) => {
        let changed = 0;
        for (const campaign of await listCampaigns(ctx)) {
          if (['running', 'paused', 'closing'].includes(campaign.state))
            changed += await look(ctx, campaign.id);
        }
        return changed;
      },
    },
    {
      name: 'findings.conclude',
      when: '55 * * * * *',
      run: async (ctx) => {
        let concluded = 0;
        for (const id of await findUnconcluded(ctx)) concluded += await conclude(ctx, id);
        return concluded;
      },
    },
  ];
}
