import { sql } from 'kysely';
import { z } from 'zod';
import { ContrastTitle, type Cell } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { analysePairs, type PairAnalysis } from '../../statistics/index.js';

const count = z.int().min(0);
const Figures = z.object({ both: count, controlOnly: count, treatmentOnly: count, neither: count });

/** A published cell of one of the actor's own sectors. */
export interface SectorFigure {
  readonly campaign: string;
  readonly name: string;
  readonly ground: string;
  /** What its contrast is called; null where its campaign has but one comparison. */
  readonly contrast: Cell['contrast'];
  readonly sector: string;
  readonly publishedAt: Date;
  /** Under the campaign's primary definition. */
  readonly analysis: PairAnalysis;
}

/** The published figures of the actor's own sectors, the newest first. The database lets no other sector through. */
export function listOwnSectorFigures(ctx: Ctx): Promise<SectorFigure[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<
      Omit<SectorFigure, 'analysis' | 'contrast'> & { figures: unknown; contrast: unknown }
    >`select campaign, name, ground, contrast, sector,
      published_at as "publishedAt", figures from own_sector_figures()`.execute(ctx.db);
    return found.rows.map(({ figures, contrast, ...row }) => ({
      ...row,
      contrast: ContrastTitle.nullable().parse(contrast),
      analysis: analysePairs(Figures.parse(figures)),
    }));
  });
}
