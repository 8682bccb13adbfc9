import { verifyChain } from './audit/index.js';
import { findCampaign, type CampaignId } from './campaigns/index.js';
import { countMessages, countWithdrawn, findPlanProgress } from './fieldwork/index.js';
import {
  explainFlag,
  findCountedPairs,
  findFindings,
  listFlags,
  type CellFinding,
} from './findings/index.js';
import { findSectors } from './register/index.js';
import type { Services } from './services.js';

export interface DemoSector {
  readonly code: string;
  readonly pairs: {
    readonly both: number;
    readonly controlOnly: number;
    readonly treatmentOnly: number;
    readonly neither: number;
  };
  readonly ratio: { readonly estimate: number | null; readonly ci: readonly [number | null, number | null] };
  readonly midP: number | null;
}

/** What `demo --json` prints. Pairs: planned, voided, per sector; applications: sent, coded, withdrawn; messages: received, matched. */
export interface DemoResult {
  readonly planned: number;
  readonly sent: number;
  readonly received: number;
  readonly matched: number;
  readonly coded: number;
  readonly voided: number;
  readonly withdrawn: number;
  readonly sectors: readonly DemoSector[];
  readonly flags: readonly { readonly sector: string; readonly ground: string; readonly reason: string }[];
  readonly auditVerified: boolean;
  readonly seconds: number;
}

/** Puts together what a demo came to. `began` is the instant of its start on the process's own clock, in milliseconds. */
export async function concludeDemo(
  services: Services,
  id: CampaignId,
  began: number,
): Promise<{ result: DemoResult; findings: CellFinding[] }> {
  const system = services.systemContext();
  const { findings, ground } = await system.read(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    return {
      findings: await findFindings(ctx, campaign, campaign.primaryDefinition),
      ground: campaign.ground,
    };
  });
  const plan = await findPlanProgress(system, id);
  const messages = await countMessages(system);
  const counted = await findCountedPairs(system, id);
  const flags = (await listFlags(system, { campaign: id })).filter((flag) => flag.state === 'standing');
  const sectors = new Map((await findSectors(system)).map((sector) => [sector.code, sector.en]));
  const chain = await verifyChain(system);
  const result: DemoResult = {
    planned: plan.pairs,
    sent: plan.states.sent,
    received: messages.received,
    matched: messages.matched,
    coded: messages.outcomes,
    voided: counted.voided,
    withdrawn: await countWithdrawn(system, id),
    sectors: findings.map(({ sector, table, analysis }) => ({
      code: sector,
      pairs: { ...table },
      ratio: { estimate: analysis.ratio.estimate, ci: analysis.ratio.ci },
      midP: analysis.mcnemar.midP,
    })),
    flags: flags
      .map((flag) => ({
        sector: flag.sector,
        ground: flag.ground,
        reason: explainFlag(
          {
            sector: sectors.get(flag.sector) ?? flag.sector,
            ground,
            procedure: flag.procedure,
            numbers: flag.latest,
          },
          'en',
        ),
      }))
      .sort((a, b) => (a.sector < b.sector ? -1 : 1)),
    auditVerified: chain.broken === null,
    seconds: Math.round((performance.now() - began) / 100) / 10,
  };
  return { result, findings };
}
