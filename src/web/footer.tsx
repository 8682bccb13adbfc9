import { PostForm } from './components/form.js';
import { Link } from './components/link.js';
import { useFormat, useWebWords } from './context.js';
import { paths } from './paths.js';
import { THEMES } from './theme.js';
import type { Theme } from './theme.js';

/** When a page was made; its hash is filled in when the page is rendered. */
export interface Stamp {
  readonly at: Date;
}

/** Stands where the hash of the page comes: it can only be known once the rest is there. */
export const HASH_PLACE = '{sha256}';

interface FooterProps {
  readonly stamp: Stamp | undefined;
  readonly theme: Theme;
  /** False on a page that can hold no form. */
  readonly forms: boolean;
  readonly currentPath: string;
}

/** What stands under every page: what a figure is not, the plain pages, the choice of theme, and the stamp for print. */
export function Footer({ stamp, theme, forms, currentPath }: FooterProps) {
  const t = useWebWords();
  const f = useFormat();
  return (
    <footer class="footer">
      <p>{t('web.footer')}</p>
      <div class="footer-tools">
        <nav aria-label={t('web.about')}>
          <ul>
            <li>
              <Link href={paths.about.accessibility}>{t('web.about.accessibility')}</Link>
            </li>
            <li>
              <Link href={paths.about.privacy}>{t('web.about.privacy')}</Link>
            </li>
            <li>
              <Link href={paths.about.employers}>{t('web.about.employers')}</Link>
            </li>
          </ul>
        </nav>
        {forms ? <ThemeChoice theme={theme} currentPath={currentPath} /> : null}
      </div>
      {stamp === undefined ? null : (
        <p class="stamp">
          {t('web.printed', { when: f.dateTime(stamp.at) })} · {t('web.hash', { hash: HASH_PLACE })}
        </p>
      )}
    </footer>
  );
}

function ThemeChoice({ theme, currentPath }: { readonly theme: Theme; readonly currentPath: string }) {
  const t = useWebWords();
  return (
    <PostForm action={paths.theme} hidden={{ terug: currentPath }} class="theme-form">
      <span id="theme-label">{t('web.theme')}</span>
      <div class="theme-choice" role="group" aria-labelledby="theme-label">
        {THEMES.map((one) => (
          <button type="submit" name="thema" value={one} aria-pressed={one === theme} key={one}>
            {t(`web.theme.${one}`)}
          </button>
        ))}
      </div>
    </PostForm>
  );
}
