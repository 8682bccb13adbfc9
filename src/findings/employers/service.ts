import { record } from '../../audit/index.js';
import { insistMayAct, type Campaign } from '../../campaigns/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { flagChange } from '../flag-change.js';
import { rulesMet, type EmployerPattern } from './rules.js';
import {
  EMPLOYER_RULES,
  type EmployerDecision,
  type EmployerFlagId,
  type EmployerNumbers,
  type EmployerRule,
} from './schema.js';
import * as store from './store.js';
import { findCampaignPatterns, findEmployerFlag } from './views.js';

/** Looks at every employer of an enforcement campaign: raises, weakens and restores its flags, rule by rule. @returns how many flags changed state */
export async function lookAtEmployers(ctx: TxCtx, campaign: Campaign): Promise<number> {
  if (campaign.purpose !== 'enforcement') return 0;
  const known = await store.lockEmployerFlags(ctx.db, campaign.id);
  let changed = 0;
  for (const pattern of await findCampaignPatterns(ctx, campaign)) {
    const met = rulesMet(pattern, campaign.primaryDefinition);
    for (const rule of EMPLOYER_RULES) {
      const flag = known.find((one) => one.unit === pattern.unit && one.rule === rule) ?? null;
      if (await applyRule(ctx, campaign, { pattern, rule, met: met.includes(rule), flag })) changed += 1;
    }
  }
  return changed;
}

interface Applied {
  readonly pattern: EmployerPattern;
  readonly rule: EmployerRule;
  readonly met: boolean;
  readonly flag: store.KnownEmployerFlag | null;
}

async function applyRule(ctx: TxCtx, campaign: Campaign, applied: Applied): Promise<boolean> {
  const { pattern, rule, flag } = applied;
  const change = flagChange(flag?.state ?? null, applied.met);
  const numbers = numbersOf(pattern, campaign);
  if (flag === null) {
    if (change !== 'raise') return false;
    const id = asId<'employer-flag'>(ctx.newId());
    await store.insertEmployerFlag(ctx, { id, campaign: campaign.id, unit: pattern.unit, rule, numbers });
    record(ctx, { what: 'employer-flag.raised', campaign: campaign.id, flag: id, rule });
    return true;
  }
  const state = change === 'weaken' ? 'weakened' : change === 'stand-again' ? 'standing' : undefined;
  await store.updateEmployerFlag(ctx, flag.id, numbers, state);
  if (state === undefined) return false;
  const what = state === 'weakened' ? 'employer-flag.weakened' : 'employer-flag.standing-again';
  record(ctx, { what, campaign: campaign.id, flag: flag.id, rule });
  return true;
}

function numbersOf(pattern: EmployerPattern, campaign: Campaign): EmployerNumbers {
  return {
    strict: pattern.strict,
    lenient: pattern.lenient,
    primary: campaign.primaryDefinition,
    logE: pattern.logE,
    tests: [...pattern.recurrence.tests],
    days: [...pattern.recurrence.days],
    contradictions: pattern.contradictions.map(({ unit: _unit, ...fact }) => fact),
  };
}

/** A person decides what a flag on an employer leads to, with a reason; earlier decisions stay. Problems: not-found */
export function decideEmployerFlag(
  ctx: Ctx,
  id: EmployerFlagId,
  decision: EmployerDecision,
  reason: string,
): Promise<void> {
  return ctx.inTx(async (ctx) => {
    const { campaign } = await findEmployerFlag(ctx, id);
    await insistMayAct(ctx, campaign);
    await store.insertEmployerDecision(ctx, { id: ctx.newId(), flag: id, decision, reason });
    record(ctx, { what: 'employer-flag.decided', campaign, flag: id, decision });
  });
}
