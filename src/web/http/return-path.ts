import { paths } from '../paths.js';

const BASE = 'http://here.invalid';

/**
 * The place to go back to after sign-in: path and search on this very site, or the home page for anything else that a
 * request may have put there (another host, `//host`, `/\\host`, a scheme, a control character).
 */
export function returnPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > 2000) return paths.home;
  // Printable ASCII without a backslash is all that an address of ours ever holds.
  if (!/^\/(?!\/)[!-[\]-~]*$/.test(asked)) return paths.home;
  if (!URL.canParse(asked, BASE)) return paths.home;
  const url = new URL(asked, BASE);
  const back = `${url.pathname}${url.search}`;
  return url.origin === BASE && !back.startsWith('//') ? back : paths.home;
}
