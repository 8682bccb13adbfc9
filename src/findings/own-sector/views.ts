import { sql } from 'kysely';
import { z } from 'zod';
import { ContrastTitle, type Cell } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { analysePairs, type PairAnalysis } from '../../statistics/index.js';
import { analyseSingles, type SingleFinding } from '../singles/index.js';

const count = z.int().min(0);
const Figures = z.object({ both: count, controlOnly: count, treatmentOnly: count, neither: count });

const Arm = z.object({ n: count, callbacks: count });
const SingleFigures = z.object({ control: Arm, treatment: Arm });

interface OwnFigure {
  readonly campaign: string;
  readonly name: string;
  readonly ground: string;
  /** What its contrast is called; null where its campaign has but one comparison. */
  readonly contrast: Cell['contrast'];
  readonly sector: string;
  readonly publishedAt: Date;
}

/** A published cell of one of the actor's own sectors, under the campaign's primary definition. */
export interface SectorFigure extends OwnFigure {
  readonly analysis: PairAnalysis;
}

/** The same of single applications. */
export interface SingleSectorFigure extends OwnFigure {
  readonly finding: SingleFinding;
}

/** What a sector fund sees: pairs and single applications apart. */
export interface OwnSectorFigures {
  readonly pairs: readonly SectorFigure[];
  readonly singles: readonly SingleSectorFigure[];
}

/** The published figures of the actor's own sectors, the newest first. The database lets no other sector through. */
export function findOwnSectorFigures(ctx: Ctx): Promise<OwnSectorFigures> {
  return ctx.read(async (ctx) => {
    const found = await sql<
      Omit<OwnFigure, 'contrast'> & { figures: unknown; contrast: unknown }
    >`select campaign, name, ground, contrast, sector,
      published_at as "publishedAt", figures from own_sector_figures()`.execute(ctx.db);
    const pairs: SectorFigure[] = [];
    const singles: SingleSectorFigure[] = [];
    for (const { figures, contrast, ...row } of found.rows) {
      const own = { ...row, contrast: ContrastTitle.nullable().parse(contrast) };
      const single = SingleFigures.safeParse(figures);
      if (single.success) {
        const { sector } = row;
        for (const finding of analyseSingles([{ sector, table: single.data, voided: null }], 1, ALPHA))
          singles.push({ ...own, finding });
      } else pairs.push({ ...own, analysis: analysePairs(Figures.parse(figures)) });
    }
    return { pairs, singles };
  });
}

/** Of intervals; no test is shown here. */
const ALPHA = 0.05;
