import { accessibility, DIRECTIVE, PREPARED } from './accessibility-texts.js';
import { page, type RouteLine } from './auth/index.js';
import { CONTACT, employers, privacy, type PlainPage } from './public-texts.js';
import { formatterFor, Link, paths, textIn, type Lang } from './web/index.js';

/** The pages that anybody may read, without signing in. */
export function publicPages(): RouteLine[] {
  return [
    plainPage(paths.about.accessibility, accessibility),
    plainPage(paths.about.privacy, privacy),
    plainPage(paths.about.employers, employers),
  ];
}

function plainPage(path: string, shown: PlainPage): RouteLine {
  return page(path, { can: 'public' }, (_ctx, { lang }) =>
    Promise.resolve({ title: textIn(shown.title, lang), content: <Plain shown={shown} lang={lang} /> }),
  );
}

function Plain({ shown, lang }: { readonly shown: PlainPage; readonly lang: Lang }) {
  const when = formatterFor(lang).date(PREPARED);
  const said = (text: PlainPage['lead']) => <Linked text={textIn(text, lang).replace('{{when}}', when)} />;
  return (
    <div class="prose">
      <p class="lead">{said(shown.lead)}</p>
      {shown.sections.map(({ heading, says, points }) => (
        <section key={heading.nl}>
          <h2>{textIn(heading, lang)}</h2>
          {says.map((text) => (
            <p key={text.nl}>{said(text)}</p>
          ))}
          {points === undefined ? null : (
            <ul>
              {points.map((text) => (
                <li key={text.nl}>{said(text)}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
}

const LINKS: ReadonlyMap<string, string> = new Map([
  [CONTACT, `mailto:${CONTACT}`],
  ['2016/2102', DIRECTIVE],
]);
const NAMED = new RegExp(`(${[...LINKS.keys()].map((name) => name.replaceAll('.', '\\.')).join('|')})`);

/** The address to write to and the number of the directive are links wherever they are named. */
function Linked({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(NAMED).map((part) => {
        const href = LINKS.get(part);
        return href === undefined ? part : <Link href={href}>{part}</Link>;
      })}
    </>
  );
}
