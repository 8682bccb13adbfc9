// Gathers all that was done under an authorisation, as the one text that a report of action is printed of.
import { campaignActs } from '../../audit/index.js';
import {
  findConditions,
  findExtensions,
  findRequestLanguage,
  type Authorisation,
  type Campaign,
  type RequestLanguage,
} from '../../campaigns/index.js';
import type { ReadCtx, TxCtx } from '../../platform/context.js';
import { namesEmployers } from './rules.js';
import type { ActionBody, DoneCall, DoneTest } from './schema.js';
import { findAnswers, findCallsDone, findDone, findPlaces } from './views.js';

/** The name of a code in a language, as the reference files give it. */
export type NameOf = (of: 'sector' | 'ground' | 'service', code: string, lang: RequestLanguage) => string;

const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Everything that was done under an authorisation until now, whatever came of it. */
export async function gatherActs(
  ctx: TxCtx,
  nameOf: NameOf,
  campaign: Campaign,
  authorisation: Authorisation,
  number: number,
): Promise<ActionBody> {
  const language = await findRequestLanguage(ctx, authorisation.id);
  const code = (of: Parameters<NameOf>[0], code: string) => ({ code, name: nameOf(of, code, language) });
  const sectorOf = (sector: string) => code('sector', sector);
  return {
    form: 'praktijktest/actions/1',
    authorisation: authorisation.id,
    campaign: campaign.id,
    number,
    language,
    of: {
      name: campaign.name,
      purpose: campaign.purpose,
      service: code('service', campaign.service),
      ground: code('ground', campaign.ground),
    },
    decision: {
      kind: authorisation.kind,
      state: authorisation.state,
      number: authorisation.number ?? '',
      decidedOn: authorisation.decidedOn,
      validFrom: isoOrNull(authorisation.validFrom),
      validUntil: isoOrNull(authorisation.validUntil),
      maxTests: authorisation.maxTests,
      extensions: (await findExtensions(ctx, authorisation.id)).map((one) => ({
        number: one.number,
        decidedOn: one.decidedOn,
        validUntil: one.validUntil.toISOString(),
      })),
      conditions: (await findConditions(ctx, authorisation.id)).map((one) => ({
        words: one.words[language],
        metBy: one.metBy,
        metAt: isoOrNull(one.metAt),
        note: one.note,
      })),
    },
    tests: await gatherTests(ctx, campaign, sectorOf),
    calls: await gatherCalls(ctx, campaign, sectorOf),
    acts: await gatherLog(ctx, campaign),
    maker: ctx.actor.name,
    madeAt: ctx.clock.now().toISOString(),
  };
}

async function gatherLog(ctx: TxCtx, campaign: Campaign): Promise<ActionBody['acts']> {
  const places = await findPlaces(ctx, campaign.id);
  return (await campaignActs(ctx, campaign.id)).map(
    ({ seq, at, who, what, hash, application, response }) => ({
      link: seq,
      at: at.toISOString(),
      who,
      what,
      of: places.get(application ?? response ?? '') ?? null,
      hash: hash.toString('hex'),
    }),
  );
}

type SectorOf = (code: string) => { readonly code: string; readonly name: string };

const employerOf = (kbo: string | null, name: string | null) =>
  kbo === null || name === null ? null : { number: kbo, name };

async function gatherTests(ctx: ReadCtx, campaign: Campaign, sectorOf: SectorOf): Promise<DoneTest[]> {
  const named = namesEmployers(campaign.purpose);
  const answers = named ? await findAnswers(ctx, campaign.id) : new Map<string, never[]>();
  const tests: DoneTest[] = [];
  for (const row of await findDone(ctx, campaign.id, named)) {
    let test = tests.at(-1);
    if (test?.ordinal !== row.ordinal) {
      test = {
        ordinal: row.ordinal,
        sector: sectorOf(row.sector),
        employer: employerOf(row.kbo, row.employer),
        vacancy: row.vacancy,
        takenOut: row.takenOut,
        applications: [],
      };
      tests.push(test);
    }
    test.applications.push({
      position: row.position,
      arm: row.arm,
      state: row.state,
      reason: row.reason,
      sentAt: isoOrNull(row.sentAt),
      answers: (answers.get(row.application) ?? []).map(({ at, code }) => ({ at: at.toISOString(), code })),
      outcome: row.outcome,
      withdrawnAt: isoOrNull(row.withdrawnAt),
    });
  }
  return tests;
}

async function gatherCalls(ctx: ReadCtx, campaign: Campaign, sectorOf: SectorOf): Promise<DoneCall[]> {
  const rows = await findCallsDone(ctx, campaign.id, namesEmployers(campaign.purpose));
  return rows.map(({ sector, kbo, employer, endedAt, waits, letters, ...row }) => ({
    ...row,
    letters: letters.map((letter) => ({
      ...letter,
      sentAt: letter.sentAt === null ? null : new Date(letter.sentAt).toISOString(),
    })),
    waits: waits ?? false,
    sector: sectorOf(sector),
    employer: employerOf(kbo, employer),
    endedAt: isoOrNull(endedAt),
  }));
}
