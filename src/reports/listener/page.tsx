import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { safeHref } from '../../web/components/link.js';
import { PageScope, useFormToken, useLang } from '../../web/context.js';
import { assetHref, LANGUAGES, useWebWords, type Lang } from '../../web/index.js';
import { intakeTranslator } from '../intake/words.js';

/** Pages of the channel leave in steps of so many bytes, so that their length tells little. */
const STEP = 16 * 1024;

export interface ChannelPageProps {
  readonly title: string;
  readonly lang: Lang;
  readonly csrf: string;
  readonly faulty?: boolean;
  /** False where a page has no form named `vorm` that could carry the choice of language. */
  readonly languages?: boolean;
  readonly children?: ComponentChildren;
}

/** A whole document of the channel. The title of the window is the same everywhere: a history tells nothing. */
export function ChannelPage({ title, lang, csrf, faulty, languages = true, children }: ChannelPageProps) {
  const t = intakeTranslator(lang);
  return (
    <PageScope.Provider value={{ lang, csrf }}>
      <html lang={lang}>
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{faulty === true ? <Faulty /> : 'Praktijktest'}</title>
          <link rel="icon" href={assetHref('favicon.svg')} type="image/svg+xml" />
          <link rel="stylesheet" href={assetHref('style.css')} />
        </head>
        <body>
          <a class="skip-link" href="#inhoud">
            {t('page.skip')}
          </a>
          <header class="header">
            <div class="header-inner">
              <p class="product">Praktijktest</p>
            </div>
          </header>
          <div class="shell shell-plain">
            <main id="inhoud" tabIndex={-1}>
              <div class="page-head">
                <h1>{title}</h1>
              </div>
              {children}
            </main>
          </div>
          <footer class="footer">{languages ? <LanguageButtons label={t('page.language')} /> : null}</footer>
        </body>
      </html>
    </PageScope.Provider>
  );
}

function Faulty() {
  return <>{`${useWebWords()('web.errors.prefix')} Praktijktest`}</>;
}

/** They come last, so that Enter in a field presses the form's own button; what was typed goes along. */
function LanguageButtons({ label }: { readonly label: string }) {
  const lang = useLang();
  return (
    <div class="footer-tools">
      <div class="confirm-acts" role="group" aria-label={label}>
        {LANGUAGES.filter(({ code }) => code !== lang).map(({ code, name }) => (
          <button
            type="submit"
            form="vorm"
            name="taal"
            value={code}
            lang={code}
            class="button button-secondary"
            key={code}
          >
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}

interface ChannelFormProps {
  readonly action: string;
  readonly step: string;
  readonly id?: string;
  readonly withFile?: boolean;
  readonly children: ComponentChildren;
}

/** A form of a flow: it says in its body which step it is. The first one of a page is `vorm`. */
export function ChannelForm({ action, step, id = 'vorm', withFile, children }: ChannelFormProps) {
  const token = useFormToken();
  return (
    <form
      id={id}
      method="post"
      action={safeHref(action)}
      encType={withFile === true ? 'multipart/form-data' : undefined}
      autocomplete="off"
      noValidate
    >
      <input type="hidden" name="_csrf" value={token} />
      <input type="hidden" name="stap" value={step} />
      {children}
    </form>
  );
}

const FIELD = /<(input|textarea|select)(?=[ >])/g;

/**
 * The bytes of a page: every field keeps nothing and asks no spelling service, and the whole is as long as the next step
 * of 16 KiB.
 */
export function renderChannelPage(page: VNode): Buffer {
  const html = renderToString(page).replace(FIELD, '<$1 autocomplete="off" spellcheck="false"');
  return padded(`<!DOCTYPE html>\n${html}\n`);
}

function padded(html: string): Buffer {
  const body = Buffer.from(html, 'utf8');
  const frame = '<!---->\n'.length;
  const length = Math.ceil((body.length + frame) / STEP) * STEP;
  return Buffer.concat([body, Buffer.from(`<!--${' '.repeat(length - body.length - frame)}-->\n`)]);
}
