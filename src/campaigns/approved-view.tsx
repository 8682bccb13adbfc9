import { Callout, formatterFor, type Lang } from '../web/index.js';
import type { ApprovedFigures } from './facts.js';
import { wordsIn } from './words.js';

interface ApprovedProps {
  readonly lang: Lang;
  readonly approved: ApprovedFigures | null;
}

/** That the figures of a baseline were approved, and what was erased since; nothing before. */
export function Approved({ lang, approved }: ApprovedProps) {
  if (approved === null) return null;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { approvedAt, erased, reviewOn } = approved;
  return (
    <Callout
      tone={erased === null ? 'warn' : 'good'}
      title={t('approved.title', { when: f.date(approvedAt) })}
    >
      {erased === null ? (
        <p>{reviewOn === null ? t('approved.soon') : t('approved.held', { when: f.date(reviewOn) })}</p>
      ) : (
        <p>
          {t('approved.erased', {
            when: f.dateTime(erased.at),
            tests: f.number(erased.tests),
            employers: f.number(erased.employers),
            answers: f.number(erased.answers),
          })}
        </p>
      )}
    </Callout>
  );
}
