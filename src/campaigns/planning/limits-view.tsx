import { Callout, formatterFor, type Lang } from '../../web/index.js';
import { cellNameOf, type Named } from '../names.js';
import { employerWordsIn } from './employer-words.js';
import { singleWordsIn } from '../single-words.js';
import { isHard } from './rules.js';
import type { PlanLimit } from './schema.js';
import { wordsIn } from './words.js';

interface LimitsViewProps {
  readonly lang: Lang;
  readonly limits: readonly PlanLimit[];
  readonly sectors: readonly Named[];
  /** Whether the plan is drawn from employers, not from vacancies. */
  readonly employers: boolean;
  /** Whether each employer gets one application. */
  readonly single: boolean;
}

/** Which rule binds, and what would loosen it. */
export function LimitsView({ lang, limits, sectors, employers, single }: LimitsViewProps) {
  const t = wordsIn(lang);
  if (limits.length === 0) return <Callout tone="good" title={t('limits.none')} />;
  const said = (which: readonly PlanLimit[]) => (
    <ul>
      {which.map((limit, index) => (
        <li key={index}>{limitWords(limit, { lang, sectors, employers, single })}</li>
      ))}
    </ul>
  );
  const hard = limits.filter(isHard);
  const soft = limits.filter((limit) => !isHard(limit));
  return (
    <>
      {hard.length === 0 ? null : (
        <Callout tone="bad" title={t('limits.hard')}>
          {said(hard)}
        </Callout>
      )}
      {soft.length === 0 ? null : (
        <Callout tone="warn" title={t('limits.soft')}>
          {said(soft)}
        </Callout>
      )}
    </>
  );
}

function limitWords(
  limit: PlanLimit,
  { lang, sectors, employers, single }: Omit<LimitsViewProps, 'limits'>,
): string {
  const t = wordsIn(lang);
  const s = singleWordsIn(lang);
  const say = (
    rule: Exclude<PlanLimit['rule'], 'first-day-past' | 'repeat'>,
    values: Readonly<Record<string, string>> = {},
  ): string => (single ? s(`limit.${rule}`, values) : t(`limit.${rule}`, values));
  const f = formatterFor(lang);
  switch (limit.rule) {
    case 'no-difference':
      return say('no-difference');
    case 'power':
      return say('power', {
        sector: cellNameOf(sectors, limit, lang),
        quota: f.number(limit.quota),
        needed: f.number(limit.needed),
      });
    case 'fills-later':
    case 'repeat': {
      const said = {
        sector: cellNameOf(sectors, limit, lang),
        quota: f.number(limit.quota),
        drawn: f.number(limit.drawn),
      };
      return limit.rule === 'repeat' ? t('limit.repeat', said) : say(limit.rule, said);
    }
    case 'closing':
      return say('closing', {
        sector: cellNameOf(sectors, limit, lang),
        pairs: f.number(limit.pairs),
      });
    case 'basis-end':
      return say('basis-end', {
        last: f.date(limit.last),
        until: f.date(limit.until),
        perDay: f.number(limit.perDay),
      });
    case 'first-day-past':
      return t('limit.first-day-past', { from: f.date(limit.from) });
    default: {
      const said = {
        sector: cellNameOf(sectors, limit, lang),
        quota: f.number(limit.quota),
        open: f.number(limit.open),
        drawn: f.number(limit.drawn),
        passed: f.number(limit.passed),
      };
      return employers ? employerWordsIn(lang)(limit.rule, said) : say(limit.rule, said);
    }
  }
}
