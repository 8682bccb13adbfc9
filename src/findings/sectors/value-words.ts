import type { Campaign } from '../../campaigns/index.js';
import type { Cut } from '../counts/index.js';
import { provinceNames } from '../../register/index.js';
import { textIn, type Lang } from '../../web/index.js';
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
      if (value === 'unknown') return t('value.unknown');
      return value === 'yes' ? t('value.bottleneck') : t('value.no-bottleneck');
    case 'province':
      return value === 'unknown' ? t('value.unknown') : nameOf(provinceNames, value, lang);
    case 'wave':
      return t('value.wave', { n: value });
  }
}

/** A value by its name, and by its contrast where the campaign has several. */
export function findingName(
  { campaign, cut, names }: { readonly campaign: Campaign; readonly cut: Cut; readonly names: Names },
  { value, ground }: { readonly value: string; readonly ground: string },
  lang: Lang,
): string {
  const name = valueName(cut, value, names, lang);
  const contrast = campaign.cells.find((cell) => cell.ground === ground)?.contrast ?? null;
  return contrast === null ? name : `${name}, ${textIn(contrast, lang)}`;
}
