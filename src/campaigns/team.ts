import { record } from '../audit/index.js';
import { holds, listPeople } from '../auth/index.js';
import { fault } from '../platform/faults.js';
import type { Ctx } from '../platform/context.js';
import { Problem } from '../platform/problems.js';
import { insist } from '../platform/verdict.js';
import { insistMayAct } from './interests/index.js';
import { mayJoin, mayLeave } from './rules.js';
import type { CampaignId } from './schema.js';
import { deleteMember, insertMember, lockCampaign } from './store.js';
import { findCampaign, findTeam, isWalled, type TeamMember } from './views.js';

/** Who could still join: people whose role works on tests or figures, and who are not in the team. */
export async function findCandidates(ctx: Ctx, team: readonly TeamMember[]): Promise<TeamMember[]> {
  return (await listPeople(ctx))
    .filter(({ id, roles }) => worksOnCampaigns(roles) && !team.some(({ account }) => account === id))
    .map(({ id, name }) => ({ account: id, name }));
}

const worksOnCampaigns = (roles: readonly string[]): boolean =>
  holds(roles, 'test.read') || holds(roles, 'findings.read');

/** Takes somebody into the campaign's own team. Problems: not-found, team-unknown-person, team-not-for-role, purpose-wall */
export function addMember(ctx: Ctx, id: CampaignId, account: string): Promise<void> {
  return ctx.inTx(async (ctx) => {
    await findCampaign(ctx, id);
    await insistMayAct(ctx, id);
    const person = (await listPeople(ctx)).find((one) => one.id === account);
    if (person === undefined)
      throw new Problem('team-unknown-person', undefined, [
        {
          field: 'account',
          message: fault({ nl: 'Kies iemand.', en: 'Choose somebody.', fr: 'Choisissez une personne.' }),
        },
      ]);
    insist(mayJoin(worksOnCampaigns(person.roles), await isWalled(ctx, account, id)));
    if (await insertMember(ctx, id, account))
      record(ctx, { what: 'campaign.member-added', campaign: id, account });
  });
}

/** Takes somebody out of the team, who from then on sees what others see. Problems: not-found, team-last-member */
export function removeMember(ctx: Ctx, id: CampaignId, account: string): Promise<void> {
  return ctx.inTx(async (ctx) => {
    // Two people who remove each other at once would leave nobody.
    await lockCampaign(ctx.db, id);
    await findCampaign(ctx, id);
    await insistMayAct(ctx, id);
    const team = await findTeam(ctx, id);
    if (!team.some((member) => member.account === account)) throw new Problem('not-found');
    insist(mayLeave(team.length));
    await deleteMember(ctx.db, id, account);
    record(ctx, { what: 'campaign.member-removed', campaign: id, account });
  });
}
