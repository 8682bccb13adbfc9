import { Page, renderPage } from '../layout.js';
import type { Lang } from '../i18n/languages.js';
import { translatorFor } from '../i18n/web-words.js';
import { Link } from '../components/link.js';
import { paths } from '../paths.js';
import type { Theme } from '../theme.js';

/** A problem as RFC 9457 writes it down. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance?: string;
}

const NEXT = [403, 404, 500] as const;
const hasNext = (status: number): status is (typeof NEXT)[number] => NEXT.some((one) => one === status);

/** What happened makes the heading; what to do about it, where the title says so, stands below it as a sentence. */
function splitTitle(title: string): [what: string, cure: string | undefined] {
  const end = title.indexOf('. ');
  return end < 0 ? [title, undefined] : [title.slice(0, end), `${title.slice(end + 2)}.`];
}

/** The page of a problem: what happened and what to do, never how it broke. A whole document. */
export function problemPage(problem: ProblemDetails, lang: Lang, theme: Theme = 'systeem'): string {
  const t = translatorFor(lang);
  const [title, cure] = splitTitle(problem.title);
  const next = cure ?? (hasNext(problem.status) ? t(`web.problem.next.${problem.status}`) : undefined);
  return renderPage(
    <Page title={title} lang={lang} nav={[]} csrf={null} theme={theme} currentPath={paths.home}>
      {problem.detail === undefined ? null : <p class="lead">{problem.detail}</p>}
      {next === undefined ? null : <p class="lead">{next}</p>}
      <p class="soft">{t('web.problem.status', { status: problem.status })}</p>
      {problem.instance === undefined ? null : (
        <p class="soft">{t('web.problem.id', { id: problem.instance.replace(/^urn:uuid:/, '') })}</p>
      )}
      <p>
        <Link href={paths.home}>{t('web.problem.home')}</Link>
      </p>
    </Page>,
  );
}
