import type { Campaign, JointCell } from '../../campaigns/index.js';
import { analysePairs } from '../../statistics/index.js';
import { writeLines, type Field } from './csv-lines.js';
import { findInteractions } from './joint.js';
import type { Publication } from './schema.js';
import { analysePublished, type PublishedFigures } from './views.js';

const HEAD = [
  'campaign',
  'seal_sha256',
  'publication_sha256',
  'published_at',
  'ground',
  'cut',
  'value',
  'definition',
  'primary_definition',
  'pairs',
  'both',
  'control_only',
  'treatment_only',
  'neither',
  'control_rate',
  'control_rate_low',
  'control_rate_high',
  'treatment_rate',
  'treatment_rate_low',
  'treatment_rate_high',
  'ratio',
  'ratio_low',
  'ratio_high',
  'difference',
  'difference_low',
  'difference_high',
  'exact_p',
  'mid_p',
  'verdict',
] as const;

/** The counts and rates of a pair table, which an interaction of three has not. */
const PAIR_FIELDS = HEAD.indexOf('ratio') - HEAD.indexOf('pairs');

/** What the published set leaves to its campaign: its families, and which contrasts carry the signals of two others. */
export interface PublishedDesign extends Pick<Campaign, 'alpha' | 'cells'> {
  readonly joint: readonly JointCell[];
}

/**
 * The published figures as CSV (RFC 4180, UTF-8): one line per cell and outcome definition. Rates and differences are
 * shares (0 to 1); intervals are 95 %: Wilson, Nam-Blackwelder, Tango; an empty field is undefined, or an unbounded limit
 * beside a bounded one. Below six discordant pairs the verdict is `too few discordant pairs` and there is no test.
 * Of a 2 × 2 design the lines of cut `interaction` follow: per sector what both signals do together beyond each alone, as a
 * difference of differences and a ratio of ratios (MOVER), where none of its three contrasts is hidden.
 */
export function writeCsv(
  { publication, publishedAt, hash }: PublishedFigures & { readonly publication: Publication },
  design: PublishedDesign,
): string {
  const { campaign, seal, ground, primaryDefinition } = publication;
  const head = [campaign, seal, hash, publishedAt.toISOString()];
  const rows = publication.cells.flatMap((cell) =>
    (['strict', 'lenient'] as const).map((definition): readonly Field[] => {
      const { pairs, control, treatment, ratio, difference, mcnemar, verdict } = analysePairs(
        cell[definition],
      );
      const tested = verdict.kind === 'tested';
      return [
        ...head,
        cell.contrast ?? ground,
        cell.cut,
        cell.value,
        definition,
        primaryDefinition,
        pairs.total,
        pairs.both,
        pairs.controlOnly,
        pairs.treatmentOnly,
        pairs.neither,
        control.rate,
        ...control.ci,
        treatment.rate,
        ...treatment.ci,
        ratio.estimate,
        ...ratio.ci,
        difference.estimate,
        ...difference.ci,
        tested ? mcnemar.exactP : null,
        tested ? mcnemar.midP : null,
        verdict.why ?? 'tested',
      ];
    }),
  );
  const together = (['strict', 'lenient'] as const).flatMap((definition) =>
    findInteractions(analysePublished(design, publication, 'sector', definition), design.joint).map(
      ({ sector, joint, interaction }): readonly Field[] => [
        ...head,
        joint.ground,
        'interaction',
        sector,
        definition,
        primaryDefinition,
        ...Array<null>(PAIR_FIELDS).fill(null),
        ...(interaction.kind === 'estimated'
          ? [
              interaction.ratio.estimate,
              ...interaction.ratio.ci,
              interaction.difference.estimate,
              ...interaction.difference.ci,
              null,
              null,
              'estimated',
            ]
          : [...Array<null>(HEAD.length - HEAD.indexOf('ratio') - 1).fill(null), 'too few discordant pairs']),
      ],
    ),
  );
  return writeLines([HEAD, ...rows, ...together]);
}
