import { formatterFor, type Lang } from '../../web/index.js';
import { wordsIn } from './page-words.js';
import type { Finding } from './views.js';

/** The callback ratio; infinite when only the control profile was called back; null when neither was. */
export function ratioOf({ analysis }: Pick<Finding, 'analysis'>): number | null {
  const { estimate, ci } = analysis.ratio;
  return estimate === null && ci[0] !== null ? Infinity : estimate;
}

/** The limits of the ratio's interval; a limit that is null beside a finite one is infinite. */
export function limits({ analysis }: Pick<Finding, 'analysis'>): readonly [number | null, number | null] {
  const [low, high] = analysis.ratio.ci;
  return [low, high === null && low !== null ? Infinity : high];
}

/** What a sector's figures say, in one or two sentences: always direction, uncertainty and n, never that discrimination is proven. */
export function explainFinding(finding: Finding, sector: string, lang: Lang): string {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { pairs, verdict, direction } = finding.analysis;
  const n = f.number(pairs.total);
  if (pairs.total === 0) return t('say.none', { sector });
  if (verdict.kind === 'undetermined')
    return t('say.few', {
      sector,
      n,
      controlOnly: f.number(pairs.controlOnly),
      treatmentOnly: f.number(pairs.treatmentOnly),
    });
  const ratio = ratioOf(finding);
  const interval = f.interval(...limits(finding));
  const figures =
    ratio === Infinity
      ? t('say.ratio-open', { interval, n })
      : t('say.ratio', { ratio: f.ratio(ratio), interval, n });
  if (!finding.rejectedByBh || direction === 'none') {
    if (direction === 'against-treatment') return t('say.chance-treatment', { sector, figures });
    if (direction === 'against-control') return t('say.chance-control', { sector, figures });
    return t('say.chance-none', { sector, interval, n });
  }
  return t(`say.${direction}`, { sector, figures });
}

/** The verdict on a sector in a few words. */
export function verdictOf({ analysis, rejectedByBh }: Finding, lang: Lang): string {
  const t = wordsIn(lang);
  if (analysis.pairs.total === 0) return t('find.no-pairs');
  if (analysis.verdict.kind === 'undetermined') return t('find.few');
  if (!rejectedByBh || analysis.direction === 'none') return t('verdict.chance');
  return t(`verdict.${analysis.direction}`);
}
