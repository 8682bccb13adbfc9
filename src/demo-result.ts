import { verifyChain } from './audit/index.js';
import { findCampaign, type CampaignId } from './campaigns/index.js';
import { type DemoCalls } from './demo-calls.js';
import {
  countMessages,
  countWithdrawn,
  findCallProgress,
  findPlanProgress,
  listHeard,
} from './fieldwork/index.js';
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

/** What became of the calls: of clients to agencies, and of candidates to employers. */
export interface DemoCallResult {
  /** Calls that were planned, that were made and coded by two, and that granted the wish. */
  readonly clients: { readonly planned: number; readonly coded: number; readonly granted: number };
  /** Pairs that were planned, calls that were made, and pairs that count. */
  readonly candidates: { readonly planned: number; readonly called: number; readonly counted: number };
}

/** What the campaign by mail came to. Pairs: planned, voided, per sector; applications: sent, coded, withdrawn; messages: received, matched. */
export interface DemoWritten {
  readonly planned: number;
  readonly sent: number;
  readonly received: number;
  readonly matched: number;
  readonly coded: number;
  readonly voided: number;
  readonly withdrawn: number;
  readonly sectors: readonly DemoSector[];
  readonly flags: readonly { readonly sector: string; readonly ground: string; readonly reason: string }[];
}

/** What `demo --json` prints. */
export interface DemoResult extends DemoWritten {
  readonly calls: DemoCallResult;
  readonly auditVerified: boolean;
  readonly seconds: number;
}

/** Puts together what the campaign by mail came to. */
export async function concludeDemo(
  services: Services,
  id: CampaignId,
): Promise<{ result: DemoWritten; findings: CellFinding[] }> {
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
  const result: DemoWritten = {
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
  };
  return { result, findings };
}

/** Puts together what the calls came to, and the end. `began` is the instant of the start on the process's own clock, in milliseconds. */
export async function concludeCalls(
  services: Services,
  { clients, candidates }: DemoCalls,
  began: number,
): Promise<Pick<DemoResult, 'calls' | 'auditVerified' | 'seconds'>> {
  const system = services.systemContext();
  const progress = await findCallProgress(system, clients);
  const heard = await system.read((ctx) => listHeard(ctx, clients));
  const plan = await findPlanProgress(system, candidates);
  const { counted } = await findCountedPairs(system, candidates);
  const chain = await verifyChain(system);
  return {
    calls: {
      clients: {
        planned: (progress?.planned ?? 0) + (progress?.done ?? 0),
        coded: heard.filter(({ code }) => code !== null).length,
        granted: heard.filter(({ code }) => code === 'COMPLY-OPEN' || code === 'COMPLY-HIDDEN').length,
      },
      candidates: { planned: plan.pairs, called: plan.states.sent, counted },
    },
    auditVerified: chain.broken === null,
    seconds: Math.round((performance.now() - began) / 100) / 10,
  };
}
