import { holds } from '../auth/index.js';
import type { FieldFault } from '../platform/problems.js';
import {
  Checkboxes,
  DataTable,
  EmptyState,
  ErrorSummary,
  faultOf,
  FileField,
  fill,
  formatterFor,
  Link,
  MOST_FORM_BYTES,
  paths,
  PlainText,
  PostForm,
  Radios,
  Select,
  SubmitButton,
  SummaryList,
  TextArea,
  TextInput,
  type Lang,
} from '../web/index.js';
import { EXHIBIT_KINDS, type Exhibit, type Signal, type SignalLine } from './schema.js';
import { MOST_SIGNALS } from './views.js';
import { wordsIn, type Say } from './words.js';

/** A code with its names. */
interface Named {
  readonly code: string;
  readonly nl: string;
  readonly en: string;
  readonly fr: string;
}

/** The names of what signals speak of. */
export interface Names {
  readonly sectors: readonly Named[];
  readonly grounds: readonly Named[];
  readonly triggers: readonly { readonly code: string; readonly name: Texts; readonly evidence: Texts }[];
}
interface Texts {
  readonly nl: string;
  readonly en: string;
  readonly fr: string;
}

const nameOf = (named: readonly Named[], code: string, lang: Lang): string =>
  named.find((one) => one.code === code)?.[lang] ?? code;
const kindOf = (names: Names, code: string, lang: Lang): string =>
  names.triggers.find((one) => one.code === code)?.name[lang] ?? code;
const quarterOf = (period: string, t: Say): string =>
  t('quarter', { q: period.slice(6), year: period.slice(0, 4) });

function aboutWords(one: Pick<SignalLine, 'employer' | 'sector'>, names: Names, lang: Lang): string {
  const sector = nameOf(names.sectors, one.sector, lang);
  return one.employer ?? wordsIn(lang)('whole', { sector });
}

interface ListProps {
  readonly lang: Lang;
  readonly signals: readonly SignalLine[];
  readonly names: Names;
  readonly roles: readonly string[];
}

/** Where is there reason to test? */
export function SignalList({ lang, signals, names, roles }: ListProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('list.lead')}</p>
      {holds(roles, 'signal.record') ? (
        <p>
          <Link href={paths.signals.write} class="button button-primary">
            {t('write')}
          </Link>
        </p>
      ) : null}
      <DataTable<SignalLine>
        caption={t('list.caption')}
        narrow="stack"
        rows={signals}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title={t('list.none')}>
            <p>{t('list.none-next')}</p>
          </EmptyState>
        }
        columns={[
          {
            head: t('reference'),
            names: true,
            cell: ({ id, reference }) => <Link href={fill(paths.signals.one, { id })}>{reference}</Link>,
          },
          { head: t('kind'), cell: ({ kind }) => kindOf(names, kind, lang) },
          { head: t('about'), cell: (one) => aboutWords(one, names, lang) },
          {
            head: t('grounds'),
            cell: ({ grounds }) => grounds.map((code) => nameOf(names.grounds, code, lang)).join(', '),
          },
          { head: t('period'), cell: ({ period }) => quarterOf(period, t) },
          { head: t('exhibits'), cell: ({ exhibits }) => f.number(exhibits), align: 'right' },
        ]}
      />
      {signals.length < MOST_SIGNALS ? null : <p>{t('list.most', { most: f.number(MOST_SIGNALS) })}</p>}
    </>
  );
}

interface FormInput {
  readonly lang: Lang;
  readonly names: Names;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** What was found, and about whom. `periods`: the quarters to choose from, the newest first. */
export function SignalForm({
  lang,
  names,
  faults,
  kept,
  periods,
}: FormInput & { readonly periods: readonly string[] }) {
  const t = wordsIn(lang);
  const text = (name: string) => ({ name, value: kept[name], error: faultOf(faults, name) });
  return (
    <>
      <p class="lead">{t('write.lead')}</p>
      <ErrorSummary faults={faults} />
      <PostForm action={paths.signals.record}>
        <Radios
          {...text('kind')}
          label={t('kind')}
          choices={names.triggers.map(({ code, name, evidence }) => ({
            value: code,
            label: name[lang],
            hint: evidence[lang],
          }))}
        />
        <Select
          {...text('sector')}
          label={t('write.sector')}
          choices={names.sectors.map((sector) => ({ value: sector.code, label: sector[lang] }))}
        />
        <TextInput
          {...text('kbo')}
          label={t('write.kbo')}
          hint={t('write.kbo.hint')}
          optional
          autocomplete="off"
          width="medium"
        />
        <Checkboxes
          name="grounds"
          label={t('grounds')}
          choices={names.grounds.map((ground) => ({ value: ground.code, label: ground[lang] }))}
          chosen={names.grounds.map(({ code }) => code).filter((code) => kept[`grounds-${code}`] === 'ja')}
          error={faultOf(faults, 'grounds')}
        />
        <Select
          {...text('period')}
          label={t('write.period')}
          choices={periods.map((period) => ({ value: period, label: quarterOf(period, t) }))}
        />
        <TextArea {...text('facts')} label={t('write.facts')} hint={t('write.facts.hint')} rows={8} />
        <SubmitButton>{t('write.save')}</SubmitButton>
      </PostForm>
    </>
  );
}

/** What was found, and what supports it? */
export function SignalView(
  props: FormInput & { readonly signal: Signal; readonly roles: readonly string[] },
) {
  const { lang, signal, names, roles } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <p class="lead">{t('one.lead')}</p>
      <ErrorSummary faults={props.faults} />
      <SummaryList
        items={[
          { term: t('kind'), value: kindOf(names, signal.kind, lang) },
          { term: t('about'), value: aboutWords(signal, names, lang) },
          { term: t('write.sector'), value: nameOf(names.sectors, signal.sector, lang) },
          {
            term: t('grounds'),
            value: signal.grounds.map((code) => nameOf(names.grounds, code, lang)).join(', '),
          },
          { term: t('period'), value: quarterOf(signal.period, t) },
          { term: t('facts'), value: <PlainText text={signal.facts} /> },
          {
            term: t('recorded'),
            value: t('recorded-by', { when: f.dateTime(signal.recordedAt), who: signal.recorder }),
          },
        ]}
      />
      <h2>{t('exhibits')}</h2>
      {signal.exhibits.length === 0 ? (
        <p>{t('exhibits.none')}</p>
      ) : (
        <ExhibitTable lang={lang} exhibits={signal.exhibits} />
      )}
      {holds(roles, 'signal.record') ? <AddExhibit {...props} /> : null}
    </>
  );
}

/** What supports a signal. */
function ExhibitTable({ lang, exhibits }: { readonly lang: Lang; readonly exhibits: readonly Exhibit[] }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <DataTable<Exhibit>
      caption={t('exhibits')}
      captionHidden
      narrow="stack"
      rows={exhibits}
      keyOf={({ id }) => id}
      columns={[
        { head: t('exhibits.what'), names: true, cell: ({ kind }) => t(`exhibit.${kind}`) },
        { head: t('facts'), cell: ({ facts }) => facts },
        {
          head: t('exhibits.hash'),
          cell: ({ fileHash }) => <code class="breaks">{fileHash.toString('hex')}</code>,
        },
        {
          head: t('recorded'),
          cell: ({ addedAt, adder }) => t('recorded-by', { when: f.dateTime(addedAt), who: adder }),
        },
      ]}
    />
  );
}

function AddExhibit({ lang, signal, faults, kept }: FormInput & { readonly signal: Signal }) {
  const t = wordsIn(lang);
  const text = (name: string) => ({ name, value: kept[name], error: faultOf(faults, name) });
  return (
    <>
      <h2>{t('add')}</h2>
      <PostForm action={fill(paths.signals.addExhibit, { id: signal.id })} withFile>
        <Radios
          {...text('kind')}
          label={t('add.kind')}
          choices={EXHIBIT_KINDS.map((kind) => ({ value: kind, label: t(`exhibit.${kind}`) }))}
        />
        <TextArea {...text('facts')} label={t('add.facts')} hint={t('add.facts.hint')} rows={4} />
        <FileField
          name="file"
          label={t('add.file')}
          hint={t('add.file.hint')}
          kinds={['.pdf', '.docx', '.odt', '.eml', '.txt', '.png', '.jpg', '.csv', '.html']}
          most={MOST_FORM_BYTES}
          error={faultOf(faults, 'file')}
        />
        <SubmitButton>{t('add')}</SubmitButton>
      </PostForm>
    </>
  );
}
