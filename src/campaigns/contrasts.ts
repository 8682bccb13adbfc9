// Designs of several contrasts (2 × 2): each contrast of a sector is a cell of its own, with its own pairs, counts, tests and
// flag, because pairs that compare different things have no figure in common (DOMAIN.md 2.1).
import { ALLOW, refuse, type Verdict } from '../platform/verdict.js';
import type { VacancyLanguage } from '../register/index.js';
import { groundOf } from './names.js';
import type { Repeats } from './repeats/schema.js';
import type { Campaign, CampaignDesign, Cell, Purpose, ScenarioKind } from './schema.js';

/** A scenario as campaigns knows it: what is sealed of it, and which kind of test it makes. */
export interface ScenarioFacts {
  /** Null: no plan can be drawn from it. */
  readonly kind: ScenarioKind | null;
  readonly version: number;
  readonly hash: Buffer;
  /** Whether its two write to an employer that has no vacancy. */
  readonly withoutVacancy: boolean;
  /** In which it is written, and the vacancies that it answers. */
  readonly language: VacancyLanguage;
  readonly ground: string;
  readonly design: CampaignDesign;
  /** What its pairs compare, where they do not all compare the same; else none. */
  readonly contrasts: readonly Contrast[];
  /** What it does again; null for a scenario that does none again. */
  readonly repeats: Repeats | null;
  /** The family of its letters; null for letters of its own, and for calls. */
  readonly wordings: string | null;
}

/** One comparison of a design. */
export interface Contrast {
  /** The ground of the cells that carry it, with the contrast after a stroke. */
  readonly key: string;
  readonly title: NonNullable<Cell['contrast']>;
  /** Of a joint contrast: the keys of the two whose signals its pairs carry together; else null. */
  readonly parts: readonly [string, string] | null;
}

/** The cells of a design: its sectors, each once per contrast, in that order. The quota of a sector is that of each. */
export function cellsOf(
  {
    ground,
    cells,
  }: {
    readonly ground: string;
    readonly cells: readonly { readonly sector: string; readonly quota: number }[];
  },
  contrasts: readonly Contrast[],
): (Omit<Cell, 'family'> & Pick<Contrast, 'parts'>)[] {
  if (contrasts.length === 0) return cells.map((cell) => ({ ...cell, ground, contrast: null, parts: null }));
  return cells.flatMap((cell) =>
    contrasts.map(({ key, title, parts }) => ({ ...cell, ground: key, contrast: title, parts })),
  );
}

/**
 * Several contrasts serve statistics only: of one employer there is no figure per contrast, and its law and its rules ask
 * for one ground. The database refuses it too.
 */
export function mayContrast(
  purpose: Purpose,
  contrasts: readonly Contrast[],
): Verdict<'contrasts-statistics'> {
  return contrasts.length === 0 || purpose === 'baseline' || purpose === 'self-regulation'
    ? ALLOW
    : refuse('contrasts-statistics');
}

/**
 * Single applications tell of groups of employers, never of one, so that they serve statistics only; and what grows by single
 * applications has no e-value here, so that only the fixed stop rule holds. The database refuses both too.
 */
export function maySendSingles(
  design: CampaignDesign,
  { purpose, stopRule }: Pick<Campaign, 'purpose' | 'stopRule'>,
): Verdict<'single-statistics' | 'single-fixed'> {
  if (design === 'pair') return ALLOW;
  if (purpose !== 'baseline' && purpose !== 'self-regulation') return refuse('single-statistics');
  return stopRule === 'fixed' ? ALLOW : refuse('single-fixed');
}

/** Whether the pairs of a campaign compare different things, so that no figure is taken over all of them. */
export const hasContrasts = ({ cells }: { readonly cells: readonly Pick<Cell, 'contrast'>[] }): boolean =>
  cells.some(({ contrast }) => contrast !== null);

/** The grounds that a campaign is about: its own, and that of every contrast. */
export const groundsOf = ({
  ground,
  cells,
}: {
  readonly ground: string;
  readonly cells: readonly Pick<Cell, 'ground'>[];
}): string[] => [...new Set([ground, ...cells.map((cell) => groundOf(cell.ground))])];

/** The sectors of a campaign, each once, in the order of its cells. */
export const sectorsOf = ({ cells }: { readonly cells: readonly Pick<Cell, 'sector'>[] }): string[] => [
  ...new Set(cells.map(({ sector }) => sector)),
];
