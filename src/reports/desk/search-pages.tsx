import { isDateOnly } from '../../platform/dates.js';
import { isUuid } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import {
  Callout,
  EmptyState,
  faultOf,
  formatterFor,
  Link,
  Radios,
  StateTag,
  SubmitButton,
  TextInput,
  useFormat,
  useLang,
  type Formatter,
} from '../../web/index.js';
import type { Answer } from '../intake/answered.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths, deskReportPath } from '../paths.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import { DeskFrame, useDeskT } from './frame.js';
import { parseLabels } from './labels.js';
import { ClockLine, nameOfReport, statusLook } from './list-pages.js';
import type { PlaceInList, Standing } from './own-copies.js';
import type { FoundReport, Passage, Searched, Where } from './search-service.js';
import { parseWords, SEARCH_WORDS } from './search-text.js';
import { searchTranslator, type SearchT } from './search-words.js';
import type { Visitor } from './session.js';

/** What stands in the fields. */
interface Typed {
  readonly words: string;
  readonly label: string;
  readonly standing: Standing;
}

const STANDINGS = ['all', 'open', 'closed'] as const;

/** GET and POST /dienst/zoeken: the fields, and what was found. What is looked for stands in no address. */
export async function searchPage({ desk }: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const { fields } = asked.form;
  const t = searchTranslator(asked.lang);
  const typed: Typed = {
    words: fields['woorden'] ?? '',
    label: (fields['label'] ?? '').trim(),
    standing: STANDINGS.find((one) => one === fields['stand']) ?? 'all',
  };
  const pressed = fields['stap'] === 'search';
  const words = parseWords(typed.words);
  const labels = parseLabels(typed.label);
  const faults: FieldFault[] = [];
  if (pressed && words === null)
    faults.push({ field: 'woorden', message: t('search.words.bad', { count: SEARCH_WORDS.letters }) });
  if (pressed && (labels === null || labels.length > 1))
    faults.push({ field: 'label', message: t('search.label.bad') });
  const searched =
    pressed && words !== null && faults.length === 0
      ? await desk.search(visitor, {
          words,
          label: labels?.[0] ?? null,
          standing: typed.standing,
          after: placeIn(fields['na']),
        })
      : null;
  return {
    status: faults.length > 0 ? 422 : 200,
    title: t('search.title'),
    content: <SearchView typed={typed} faults={faults} searched={searched} />,
    faults,
    languages: false,
  };
}

/** Where a search stopped, as a page of ours said it. Problems: bad-body */
function placeIn(said: string | undefined): PlaceInList | null {
  if (said === undefined) return null;
  const [sentOn = '', report = ''] = said.split('/');
  if (!isDateOnly(sentOn) || !isUuid(report)) throw new Problem('bad-body');
  return { sentOn, report };
}

interface ViewProps {
  readonly typed: Typed;
  readonly faults: readonly FieldFault[];
  readonly searched: Searched | null;
}

function SearchView({ typed, faults, searched }: ViewProps) {
  const t = searchTranslator(useLang());
  const standings = STANDINGS.map((value) => ({ value, label: t(`search.${value}`) }));
  return (
    <DeskFrame current="search" faults={faults}>
      <p class="lead">{t('search.lead')}</p>
      <ChannelForm id="zoek" action={channelPaths.deskSearch} step="search">
        <TextInput
          name="woorden"
          label={t('search.words')}
          hint={t('search.words.hint')}
          type="search"
          value={typed.words}
          error={faultOf(faults, 'woorden')}
        />
        <Radios name="stand" label={t('search.standing')} choices={standings} value={typed.standing} />
        <TextInput
          name="label"
          label={t('search.label')}
          optional
          width="medium"
          value={typed.label}
          error={faultOf(faults, 'label')}
        />
        <SubmitButton>{t('search.go')}</SubmitButton>
      </ChannelForm>
      {searched === null ? null : <Result typed={typed} searched={searched} />}
      <h2>{t('search.where')}</h2>
      <p class="soft">{t('search.where.text')}</p>
    </DeskFrame>
  );
}

function Result({ typed, searched }: { readonly typed: Typed; readonly searched: Searched }) {
  const t = searchTranslator(useLang());
  const f = useFormat();
  const { found, looked, newest, oldest, next } = searched;
  const days = { newest: f.date(newest ?? ''), oldest: f.date(oldest ?? '') };
  return (
    <section id="resultaat">
      <h2>{found.length === 0 ? t('search.none') : t('search.found', { count: found.length })}</h2>
      {looked === 0 ? (
        <EmptyState title={t('search.nowhere')} />
      ) : (
        <p>
          {t('search.looked', { count: looked })}{' '}
          {newest === oldest ? t('search.came-on', days) : t('search.came-between', days)}
        </p>
      )}
      {found.map((one) => (
        <FoundView key={one.report.id} found={one} today={searched.today} />
      ))}
      {next === null ? null : (
        <ChannelForm id="verder" action={channelPaths.deskSearch} step="search">
          <Callout tone="neutral" title={t('search.more')} />
          <input type="hidden" name="woorden" value={typed.words} />
          {typed.label === '' ? null : <input type="hidden" name="label" value={typed.label} />}
          <input type="hidden" name="stand" value={typed.standing} />
          <input type="hidden" name="na" value={`${next.sentOn}/${next.report}`} />
          <SubmitButton>{t('search.go-on')}</SubmitButton>
        </ChannelForm>
      )}
    </section>
  );
}

function FoundView({ found, today }: { readonly found: FoundReport; readonly today: Searched['today'] }) {
  const say = useDeskT();
  const t = searchTranslator(useLang());
  const f = useFormat();
  const { report, passages, elsewhere } = found;
  return (
    <section class="message">
      <h3>
        <Link href={deskReportPath(report.id)}>{say('list.name', { code: nameOfReport(report.id) })}</Link>{' '}
        {report.status === 'draft' ? null : <StateTag state={report.status} look={statusLook(say)} />}
      </h3>
      <p class="soft">{say('list.sent', { day: f.date(report.sentOn ?? '') })}</p>
      <ClockLine life={report} today={today} pausedUntil={report.pausedUntil} />
      <dl class="summary">
        {passages.map((passage, at) => (
          <PassageRow key={at} passage={passage} />
        ))}
      </dl>
      {elsewhere === 0 ? null : <p class="soft">{t('search.elsewhere', { count: elsewhere })}</p>}
    </section>
  );
}

function PassageRow({ passage: { where, parts } }: { readonly passage: Passage }) {
  const lang = useLang();
  return (
    <div class="summary-row">
      <dt>{wordsOf(where, searchTranslator(lang), formatterFor(lang))}</dt>
      <dd>
        <p>{parts.map(({ text, hit }, at) => (hit ? <mark key={at}>{text}</mark> : text))}</p>
      </dd>
    </div>
  );
}

/** How a place in a report is called. */
function wordsOf(where: Where, t: SearchT, f: Formatter): string {
  switch (where.in) {
    case 'request':
    case 'file':
      return t(`search.in.${where.in}`, { number: where.number });
    case 'message':
      return t(`search.in.message.${where.side}`, { day: f.date(where.onDay) });
    case 'note':
    case 'reason':
    case 'answer':
      return t(`search.in.${where.in}`, { day: f.date(where.onDay) });
    default:
      return t(`search.in.${where.in}`);
  }
}
