import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { sha256 } from '../platform/crypto.js';
import { Breadcrumbs } from './components/breadcrumbs.js';
import type { Crumb } from './components/breadcrumbs.js';
import { PostForm, SubmitButton } from './components/form.js';
import { Link } from './components/link.js';
import { SearchBox } from './components/search-box.js';
import { ToneMark } from './components/tag.js';
import { PageScope, useFormat, useLang, useWebWords } from './context.js';
import { assetHref } from './http/assets.js';
import { LANGUAGES } from './i18n/languages.js';
import type { Lang } from './i18n/languages.js';
import { translatorFor } from './i18n/web-words.js';
import { Footer, HASH_PLACE } from './footer.js';
import type { Stamp } from './footer.js';
import { paths, withQuery } from './paths.js';
import { COLOR_SCHEMES } from './theme.js';
import type { Theme } from './theme.js';

export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly current: boolean;
  /** How many things wait there, if any. */
  readonly count?: number;
}

/** An account as the header shows it. */
export interface ShownAccount {
  readonly name: string;
  /** The role in the words of the interface. */
  readonly role: string;
}

export interface Alarm {
  readonly words: string;
  readonly href?: string;
}

export interface PageProps {
  /** The heading, and the title of the window. */
  readonly title: string;
  readonly lang: Lang;
  readonly nav: readonly NavItem[];
  /** Who signed in; without it the page is a public one. */
  readonly account?: ShownAccount;
  /** Whether the reader may search; who has a navigation may, unless this says otherwise. */
  readonly searchable?: boolean;
  /** Shown in a bar on top, after the words that this is a practice environment. */
  readonly notice?: string;
  /** What nobody may miss, on every page while it lasts; with the page where it is dealt with, for who may open that. */
  readonly alarm?: Alarm | undefined;
  readonly breadcrumbs?: readonly Crumb[];
  /** The form token of this browser; `null` on a page that can hold no form. */
  readonly csrf: string | null;
  /** Path and search of this page, to come back to after a choice of language. */
  readonly currentPath: string;
  /** One sentence under the heading: the question this page answers. */
  readonly lead?: string;
  /** Stands beside the heading, always in the same place: the state, the acts that must be found at once. */
  readonly actions?: ComponentChildren;
  /** Says "Fout:" first in the title of the window, after a form came back with faults. */
  readonly faulty?: boolean;
  /** For print: when. The hash of what is shown comes beside it. */
  readonly stamp?: Stamp;
  /** The reader's choice; that of their system by default. */
  readonly theme?: Theme;
  readonly children?: ComponentChildren;
}

/** A whole document. Give it to `renderPage`. */
export function Page(props: PageProps) {
  const { title, lang, nav, breadcrumbs, theme = 'systeem' } = props;
  const t = translatorFor(lang);
  return (
    <PageScope.Provider value={{ lang, csrf: props.csrf }}>
      <html lang={lang} data-theme={theme}>
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content={COLOR_SCHEMES[theme]} />
          <title>{`${props.faulty === true ? `${t('web.errors.prefix')} ` : ''}${title} – ${t('web.product')}`}</title>
          <link rel="icon" href={assetHref('favicon.svg')} type="image/svg+xml" />
          <link rel="stylesheet" href={assetHref('style.css')} />
          {nav.length === 0 ? null : <Scripts />}
        </head>
        <body>
          <a class="skip-link" href="#inhoud">
            {t('web.skip')}
          </a>
          <Header {...props} />
          <div class={nav.length === 0 ? 'shell shell-plain' : 'shell'}>
            {nav.length === 0 ? null : <Navigation nav={nav} />}
            <main id="inhoud" tabIndex={-1}>
              {breadcrumbs === undefined ? null : <Breadcrumbs crumbs={breadcrumbs} />}
              <div class="page-head">
                <div>
                  <h1>{title}</h1>
                  {props.lead === undefined ? null : <p class="lead">{props.lead}</p>}
                </div>
                {props.actions === undefined ? null : <div class="page-actions">{props.actions}</div>}
              </div>
              {props.children}
            </main>
          </div>
          <Footer
            stamp={props.stamp}
            theme={theme}
            forms={props.csrf !== null}
            currentPath={props.currentPath}
          />
        </body>
      </html>
    </PageScope.Provider>
  );
}

/** Enhancement only, from our own assets: every page does its work without them. */
function Scripts() {
  return (
    <>
      <meta name="htmx-config" content='{"includeIndicatorCSS":false}' />
      <script src={assetHref('htmx.js')} defer />
      <script src={assetHref('live.js')} defer />
    </>
  );
}

/** The text of a document, with its doctype. A stamped page carries the SHA-256 of the words in its `main`. */
export function renderPage(page: VNode): string {
  const html = renderToString(page);
  const at = html.lastIndexOf(HASH_PLACE);
  const stamped =
    at < 0 ? html : `${html.slice(0, at)}${hashOfWords(html)}${html.slice(at + HASH_PLACE.length)}`;
  return `<!DOCTYPE html>\n${stamped}\n`;
}

/**
 * Tags, form tokens and what was typed are left out: two prints have one hash when they say the same, whoever made
 * them.
 */
function hashOfWords(html: string): string {
  const shown = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  const words = shown.replace(/(?:<[^>]*>|\s)+/g, ' ').trim();
  return sha256(Buffer.from(words)).toString('hex');
}

function Notice({ children }: { readonly children: string }) {
  const t = useWebWords();
  return (
    <div class="notice">
      <strong>{t('web.practice')}</strong> <span>{children}</span>
    </div>
  );
}

function AlarmBar({ words, href }: Alarm) {
  return (
    <div class="alarm">
      <ToneMark tone="bad" /> <strong>{href === undefined ? words : <Link href={href}>{words}</Link>}</strong>
    </div>
  );
}

function Header({ account, alarm, currentPath, nav, notice, searchable = nav.length > 0 }: PageProps) {
  const t = useWebWords();
  return (
    <header class="header">
      {alarm === undefined ? null : <AlarmBar {...alarm} />}
      {notice === undefined ? null : <Notice>{notice}</Notice>}
      <div class="header-inner">
        <a class="product" href={paths.home}>
          <svg
            class="product-mark"
            viewBox="0 0 22 18"
            width="22"
            height="18"
            aria-hidden="true"
            focusable="false"
          >
            <rect x="0" y="0" width="9" height="18" fill="currentColor" />
            <rect
              x="13.25"
              y="1.25"
              width="7.5"
              height="15.5"
              fill="none"
              stroke="currentColor"
              stroke-width="2.5"
            />
          </svg>
          {t('web.product')}
        </a>
        <div class="header-tools">
          {searchable ? <SearchBox id="zoek-overal" /> : null}
          {account === undefined ? null : <AccountBlock account={account} />}
          <LanguageChoice currentPath={currentPath} />
        </div>
      </div>
    </header>
  );
}

function AccountBlock({ account }: { readonly account: ShownAccount }) {
  const t = useWebWords();
  return (
    <div class="account">
      <p>
        <span class="visually-hidden">{t('web.account')} </span>
        <Link href={paths.account.own}>{account.name}</Link>
        <span class="soft">, {account.role}</span>
      </p>
      <PostForm action={paths.signIn.out}>
        <SubmitButton tone="secondary">{t('web.sign-out')}</SubmitButton>
      </PostForm>
    </div>
  );
}

function LanguageChoice({ currentPath }: { readonly currentPath: string }) {
  const t = useWebWords();
  const lang = useLang();
  return (
    <nav class="languages" aria-label={t('web.language')}>
      <ul>
        {LANGUAGES.map(({ code, name }) => (
          <li key={code}>
            {code === lang ? (
              <span aria-current="true">{name}</span>
            ) : (
              <Link href={withQuery(currentPath, { taal: code })} lang={code}>
                {name}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Navigation({ nav }: { readonly nav: readonly NavItem[] }) {
  const t = useWebWords();
  const f = useFormat();
  return (
    <nav class="navigation" aria-label={t('web.nav')}>
      <ul>
        {nav.map(({ href, label, current, count }) => (
          <li key={href}>
            <Link href={href} current={current}>
              <span>{label}</span>
              {count === undefined || count === 0 ? null : <span class="nav-count">{f.number(count)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
