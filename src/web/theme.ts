/** Light, dark, or what the reader's own system asks for; in the words of the form and the cookie. */
export const THEMES = ['licht', 'donker', 'systeem'] as const;

export type Theme = (typeof THEMES)[number];

/** True when the text is one of the themes. */
export function isTheme(text: unknown): text is Theme {
  return THEMES.some((theme) => theme === text);
}

/** What the browser is told before any style is loaded, so that no page flashes white. */
export const COLOR_SCHEMES: Readonly<Record<Theme, string>> = {
  licht: 'light',
  donker: 'dark',
  systeem: 'light dark',
};
