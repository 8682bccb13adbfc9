import { StateTag, Tag, type Lang, type StateLook } from '../../web/index.js';
import { wordsIn } from './page-words.js';
import type { FlagView } from './views.js';

function lookOf(lang: Lang): StateLook<FlagView['state']> {
  const t = wordsIn(lang);
  return {
    standing: { tone: 'warn', word: t('flag.standing') },
    weakened: { tone: 'muted', word: t('flag.weakened') },
  };
}

/** The state of a flag on a sector: standing or weakened, or final for good. */
export function FlagState({
  flag,
  lang,
}: {
  readonly flag: Pick<FlagView, 'procedure' | 'state'>;
  readonly lang: Lang;
}) {
  if (flag.procedure === 'final') return <Tag tone="warn">{wordsIn(lang)('flag.final')}</Tag>;
  return <StateTag state={flag.state} look={lookOf(lang)} />;
}

/** The exact guarantee of a procedure. */
export function guaranteeOf(procedure: FlagView['procedure'], lang: Lang): string {
  return wordsIn(lang)(procedure === 'standing' ? 'flag.guarantee-words' : 'flag.guarantee-final');
}
