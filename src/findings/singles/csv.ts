import type { Campaign } from '../../campaigns/index.js';
import { writeLines, type Field } from '../sectors/csv-lines.js';
import { analyseSingles, poolSingles, type SingleFinding } from './rules.js';
import type { SinglePublication } from './schema.js';
import { publishedSingles } from './views.js';

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
  'control_n',
  'control_callbacks',
  'treatment_n',
  'treatment_callbacks',
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
  'odds_ratio',
  'odds_ratio_low',
  'odds_ratio_high',
  'p',
  'adjusted_p',
] as const;

/** From the counts of an arm up to the ratio: what all sectors together have not. */
const ARM_FIELDS = HEAD.indexOf('ratio') - HEAD.indexOf('control_n');

interface PublishedSingles {
  readonly publication: SinglePublication;
  readonly publishedAt: Date;
  readonly hash: string;
}

/**
 * The published figures of single applications as CSV (RFC 4180, UTF-8): one line per cell and outcome definition. Intervals are
 * 95 %: Wilson, Katz, Newcombe; p is Fisher's, adjusted by Benjamini–Hochberg over the sectors of the plan. The lines of cut
 * `mantel-haenszel` follow: the sectors that are shown together, each compared within itself, with the p of Cochran's test.
 */
export function writeSinglesCsv(
  { publication, publishedAt, hash }: PublishedSingles,
  campaign: Pick<Campaign, 'alpha' | 'cells'>,
): string {
  const head = [publication.campaign, publication.seal, hash, publishedAt.toISOString(), publication.ground];
  const lines = (['strict', 'lenient'] as const).flatMap((definition): (readonly Field[])[] => {
    const begin = (cut: string, value: string): Field[] => [
      ...head,
      cut,
      value,
      definition,
      publication.primaryDefinition,
    ];
    const sectors = publishedSingles(campaign, publication, definition);
    const total = publication.cells.flatMap((cell) =>
      cell.cut === 'total'
        ? analyseSingles([{ sector: '', table: cell[definition], voided: null }], 1, campaign.alpha)
        : [],
    );
    const pooled = poolSingles(sectors);
    return [
      // The total is one figure, not a cell of the family.
      ...total.map((one) => [...begin('total', ''), ...fieldsOf(one), one.p, null]),
      ...sectors.map((one) => [
        ...begin('sector', one.sector),
        ...fieldsOf(one),
        one.p,
        one.p === null ? null : one.adjustedP,
      ]),
      ...(pooled.kind === 'tested'
        ? [
            [
              ...begin('mantel-haenszel', ''),
              ...Array<null>(ARM_FIELDS).fill(null),
              pooled.ratio.estimate,
              ...pooled.ratio.ci,
              ...[null, null, null],
              pooled.oddsRatio.estimate,
              ...pooled.oddsRatio.ci,
              pooled.cmh.p,
              null,
            ],
          ]
        : []),
    ];
  });
  return writeLines([HEAD, ...lines]);
}

const fieldsOf = ({ control, treatment, ratio, difference }: SingleFinding): Field[] => [
  control.n,
  control.callbacks,
  treatment.n,
  treatment.callbacks,
  control.rate,
  ...control.ci,
  treatment.rate,
  ...treatment.ci,
  ratio.estimate,
  ...ratio.ci,
  difference.estimate,
  ...difference.ci,
  ...[null, null, null],
];
