import { insistMember, type Campaign } from '../../campaigns/index.js';
import { findChannel, listHeard, type ClientChannel } from '../../fieldwork/index.js';
import type { ReadCtx } from '../../platform/context.js';
import { findCodingQuality, type CodingQuality } from '../quality/index.js';
import {
  agenciesOf,
  complianceOf,
  sectorsOf,
  type AgencyCompliance,
  type SectorCompliance,
  type WaveCompliance,
} from './rules.js';

/** What a campaign's agencies answered. */
export interface Compliance {
  /** How the clients asked: a campaign does it in one way, so that no figure mixes two. */
  readonly channel: ClientChannel;
  readonly agencies: readonly AgencyCompliance[];
  /**
   * All agencies of the first wave together; null unless they are a probability sample. Later waves call those again that
   * complied, so that they say nothing of a sector.
   */
  readonly overall: WaveCompliance | null;
  /** The same for each sector apart; none unless each is a probability sample. */
  readonly sectors: readonly SectorCompliance[];
  /** How far the coders agreed. */
  readonly coding: CodingQuality;
}

/**
 * Compliance per agency and wave, for the campaign's own team: one agency is fewer than ten. Agencies are named only where
 * the purpose lets the team see them. Throws `not-found` for others.
 */
export async function findCompliance(ctx: ReadCtx, campaign: Campaign): Promise<Compliance> {
  await insistMember(ctx, campaign.id);
  const calls = await listHeard(ctx, campaign.id);
  const sampled = campaign.purpose === 'baseline' || campaign.purpose === 'self-regulation';
  return {
    channel: await findChannel(ctx, campaign.id),
    agencies: agenciesOf(calls),
    overall: sampled
      ? complianceOf(
          1,
          calls.filter(({ wave }) => wave === 1),
        )
      : null,
    sectors: sampled ? sectorsOf(calls) : [],
    coding: await findCodingQuality(ctx, campaign),
  };
}
