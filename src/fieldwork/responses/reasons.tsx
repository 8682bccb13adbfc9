import type { Lang } from '../../web/index.js';
import { WEIGHTS, type MatchReason } from './matching.js';
import { matchWordsIn } from './match-words.js';

interface ReasonsProps {
  readonly lang: Lang;
  readonly points: number;
  readonly reasons: readonly MatchReason[];
}

/** Why a message may belong to an application: each sign with its points. */
export function Reasons({ lang, points, reasons }: ReasonsProps) {
  const m = matchWordsIn(lang);
  return (
    <>
      <p>{m('points', { count: points })}</p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>
            {m(`reason.${reason}`)} ({WEIGHTS[reason]})
          </li>
        ))}
      </ul>
    </>
  );
}
