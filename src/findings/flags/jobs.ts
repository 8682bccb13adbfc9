import type { Job } from '../../platform/jobs.js';
import { listCampaigns } from '../../campaigns/index.js';
import { look } from './service.js';

/** Looks at every campaign whose tests are coming to count. */
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
  ];
}
