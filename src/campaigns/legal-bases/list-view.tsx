import { isDateOnly, type DateOnly } from '../../platform/dates.js';
import {
  DataTable,
  fill,
  Link,
  paths,
  PeriodBars,
  StateTag,
  type Lang,
  type PeriodRow,
} from '../../web/index.js';
import { nameIn, shownStatus, statusBy, statusLook, validWords, type LegalNames } from './names.js';
import type { BasisText } from './schema.js';
import { wordsIn, type Say } from './words.js';

interface ListProps {
  readonly lang: Lang;
  readonly texts: readonly BasisText[];
  readonly names: LegalNames;
  readonly today: DateOnly;
}

/** On which law may a test rest, and who confirmed that reading? */
export function BasisList({ lang, texts, names, today }: ListProps) {
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('list.lead')}</p>
      <p>{t('list.rule')}</p>
      <BasisTable lang={lang} texts={texts} names={names} />
      <PeriodBars
        id="validity"
        title={t('list.timeline')}
        desc={t('list.timeline-desc')}
        rows={texts.flatMap((text) => periodOf(text, t, lang))}
        today={today}
        todayLabel={t('list.today')}
        note={t('list.filled')}
        table={
          <DataTable
            caption={t('list.timeline')}
            captionHidden
            rows={texts}
            keyOf={keyOf}
            columns={[
              { head: t('list.basis'), cell: (text) => labelOf(text, t, lang), names: true },
              { head: t('list.valid'), cell: (text) => validWords(text, t, lang) },
            ]}
          />
        }
      />
    </>
  );
}

function BasisTable({ lang, texts, names }: Omit<ListProps, 'today'>) {
  const t = wordsIn(lang);
  const look = statusLook(t);
  return (
    <DataTable<BasisText>
      caption={t('list.caption')}
      narrow="stack"
      rows={texts}
      keyOf={keyOf}
      columns={[
        {
          head: t('list.basis'),
          names: true,
          cell: (text) => (
            <Link href={fill(paths.legalBases.one, { basis: text.code, version: text.version })}>
              {labelOf(text, t, lang)}
            </Link>
          ),
        },
        { head: t('list.valid'), cell: (text) => validWords(text, t, lang) },
        {
          head: t('list.services'),
          cell: (text) => text.services.map((code) => nameIn(names.terms.services, code, lang)).join(', '),
        },
        {
          head: t('list.status'),
          cell: (text) => (
            <div>
              <StateTag state={shownStatus(text)} look={look} />
              <By words={statusBy(text, t, lang)} />
            </div>
          ),
        },
      ]}
    />
  );
}

function By({ words }: { readonly words: string | null }) {
  return words === null ? null : <span class="soft"> {words}</span>;
}

const keyOf = ({ code, version }: BasisText): string => `${code}/${version}`;

const labelOf = (text: BasisText, t: Say, lang: Lang): string =>
  t('label.version', { name: text.name[lang], version: text.version });

function periodOf(text: BasisText, t: Say, lang: Lang): PeriodRow[] {
  const { validFrom, validUntil } = text;
  if (!isDateOnly(validFrom)) return [];
  return [
    {
      label: labelOf(text, t, lang),
      from: validFrom,
      until: validUntil !== null && isDateOnly(validUntil) ? validUntil : null,
      words: validWords(text, t, lang),
      filled: text.status === 'confirmed',
    },
  ];
}
