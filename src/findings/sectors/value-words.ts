import type { Cut } from '../counts/index.js';
import { provinceNames } from '../../register/index.js';
import type { Lang } from '../../web/index.js';
import { nameOf, type Names } from '../names.js';
import { wordsIn } from './page-words.js';

/** The name that a value of a cut is shown by. */
export function valueName(cut: Cut, value: string, names: Names, lang: Lang): string {
  const t = wordsIn(lang);
  switch (cut) {
    case 'sector':
      return nameOf(names.sectors, value, lang);
    case 'occupation':
      return value;
    case 'bottleneck':
      return value === 'yes' ? t('value.bottleneck') : t('value.no-bottleneck');
    case 'province':
      return value === 'unknown' ? t('value.unknown') : nameOf(provinceNames, value, lang);
    case 'wave':
      return t('value.wave', { n: value });
  }
}
