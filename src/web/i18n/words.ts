import i18next from 'i18next';
import { spaceFrench } from './french.js';
import { DEFAULT_LANG, LANGUAGES } from './languages.js';
import type { Lang } from './languages.js';

/** Keys and sentences of one language; `{{name}}` is filled in, `key_one` / `key_other` are chosen by `count`. */
export type Dictionary = Readonly<Record<string, string>>;

/** The same keys in every language. */
export type Words<K extends string = string> = Readonly<Record<Lang, Readonly<Record<K, string>>>>;

interface GivenWords {
  readonly nl: Dictionary;
  readonly en: Dictionary;
  readonly fr?: Dictionary;
}

/** The key as a page writes it: `pairs` where the dictionary holds `pairs_one` and `pairs_other`. */
export type WordKey<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base | K : K;

export type WordParams = Readonly<Record<string, string | number>>;

/** Gives the sentence of a key in one language. `count` chooses singular or plural. */
export type Translate<K extends string = string> = (key: WordKey<K>, params?: WordParams) => string;

type Others = Exclude<Lang, typeof DEFAULT_LANG | 'fr'>;
type SameKeys<N extends Dictionary> = Readonly<Record<Others, Readonly<Record<keyof N, string>>>> & {
  readonly fr?: Readonly<Record<keyof N, string>>;
};

/**
 * Registers the words of one room. The Dutch words fix the keys; a missing or extra key in another language does not
 * compile. A room whose French is still awaited leaves `fr` out as a whole and reads in English; the test of words
 * keeps the list of such rooms, which must become empty. `base` words (for instance `webWords`) are merged in, so that one `t` serves the whole page.
 * @throws Error when a sentence in another language has other `{{placeholders}}` than the Dutch one, or when a key of
 *   `base` is defined again: one key, one meaning.
 */
export function defineWords<const N extends Dictionary>(
  words: { readonly nl: N } & NoInfer<SameKeys<N>>,
): Words<keyof N & string>;
export function defineWords<const N extends Dictionary, B extends string>(
  words: { readonly nl: N } & NoInfer<SameKeys<N>>,
  base: Words<B>,
): Words<(keyof N & string) | B>;
export function defineWords(given: GivenWords, base?: Words): Words {
  const words = { ...given, fr: spaced(given.fr ?? given.en) };
  checkPlaceholders(words);
  if (base === undefined) return words;
  for (const key of Object.keys(words.nl)) {
    if (key in base.nl)
      throw new Error(`The word "${key}" is already defined in the base words: choose another key.`);
  }
  return {
    nl: { ...base.nl, ...words.nl },
    en: { ...base.en, ...words.en },
    fr: { ...base.fr, ...words.fr },
  };
}

function spaced(french: Dictionary): Dictionary {
  return Object.fromEntries(Object.entries(french).map(([key, sentence]) => [key, spaceFrench(sentence)]));
}

/** What is filled in; splitting a sentence by it leaves the names at the odd places. */
const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/;

/** Makes the function that gives the `t` of a language, over one set of words. */
export function createTranslator<K extends string>(words: Words<K>): (lang: Lang) => Translate<K> {
  const instance = i18next.createInstance();
  void instance.init({
    resources: Object.fromEntries(LANGUAGES.map(({ code }) => [code, { translation: words[code] }])),
    lng: DEFAULT_LANG,
    fallbackLng: DEFAULT_LANG,
    keySeparator: false,
    nsSeparator: false,
    // preact escapes what it renders; escaping here too would show &amp; on the page.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  const made = new Map<Lang, Translate<K>>();
  return (lang) => {
    const known = made.get(lang);
    if (known !== undefined) return known;
    const fixed = instance.getFixedT(lang);
    const translate = keepSentences<K>(
      (key, count) => fixed(key, { skipInterpolation: true, ...(count === undefined ? {} : { count }) }),
      new Intl.PluralRules(lang),
    );
    made.set(lang, translate);
    return translate;
  };
}

/** A sentence in pieces: text, and at every odd place the name of what is filled in. */
type Pieces = readonly string[];

/**
 * A page of many rows asks for the same sentence a thousand times: which one it is, is looked up once per key and plural
 * form, and only the filling in is done again.
 */
function keepSentences<K extends string>(
  find: (key: WordKey<K>, count: number | undefined) => string,
  plural: Intl.PluralRules,
): Translate<K> {
  const kept = new Map<string, Pieces>();
  return (key, params) => {
    const count = typeof params?.['count'] === 'number' ? params['count'] : undefined;
    const form = count === undefined ? key : `${key} ${plural.select(count)}`;
    let pieces = kept.get(form);
    if (pieces === undefined) {
      pieces = find(key, count).split(PLACEHOLDER);
      kept.set(form, pieces);
    }
    if (pieces.length === 1) return pieces[0] ?? '';
    return pieces.map((piece, at) => (at % 2 === 0 ? piece : String(params?.[piece] ?? ''))).join('');
  };
}

function checkPlaceholders(words: Record<Lang, Dictionary>): void {
  for (const { code } of LANGUAGES) {
    for (const [key, dutch] of Object.entries(words.nl)) {
      const other = words[code][key] ?? '';
      const [wanted, found] = [placeholdersOf(dutch), placeholdersOf(other)];
      if (wanted !== found)
        throw new Error(`Words "${key}": ${code} fills in [${found}], nl fills in [${wanted}].`);
    }
  }
}

function placeholdersOf(sentence: string): string {
  const names = sentence.split(PLACEHOLDER).filter((_piece, at) => at % 2 === 1);
  return [...new Set(names)].sort().join(', ');
}
