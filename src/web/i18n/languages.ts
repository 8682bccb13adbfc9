/** The languages of the interface, as data: adding one here and its words in every `defineWords` is all it takes. */
export const LANGUAGES = [
  { code: 'nl', name: 'Nederlands', locale: 'nl-BE' },
  { code: 'en', name: 'English', locale: 'en-GB' },
  { code: 'fr', name: 'Français', locale: 'fr-BE' },
] as const;

export type Lang = (typeof LANGUAGES)[number]['code'];

export const DEFAULT_LANG = 'nl' satisfies Lang;

/** True when the text is the code of a language the interface speaks. */
export function isLang(text: unknown): text is Lang {
  return LANGUAGES.some((language) => language.code === text);
}

/** The locale (BCP 47) whose number and date habits the language follows. */
export function localeOf(lang: Lang): string {
  return LANGUAGES.find((language) => language.code === lang)?.locale ?? 'nl-BE';
}
