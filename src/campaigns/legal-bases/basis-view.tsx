import type { LegalBasisVersion } from '../../register/index.js';
import {
  Callout,
  DataTable,
  ErrorSummary,
  formatterFor,
  StateTag,
  SummaryList,
  type Lang,
  type SummaryItem,
  type Tone,
} from '../../web/index.js';
import { ConfirmationActs } from './confirmation-acts.js';
import { nameIn, shownStatus, statusBy, statusLook, validWords, type LegalNames } from './names.js';
import type { BasisStatus, BasisText, Confirmation } from './schema.js';
import type { BasisViewProps } from './view-props.js';
import { wordsIn, type Say } from './words.js';

const TONES: Readonly<Record<BasisStatus | 'exercise', Tone>> = {
  unconfirmed: 'warn',
  proposed: 'warn',
  confirmed: 'good',
  withdrawn: 'bad',
  changed: 'bad',
  exercise: 'neutral',
};

/** What does this text allow, under which conditions, and does it hold? */
export function BasisView(props: BasisViewProps) {
  const { lang, text, names, faults } = props;
  const t = wordsIn(lang);
  const shown = shownStatus(text);
  const by = statusBy(text, t, lang);
  return (
    <>
      <ErrorSummary faults={faults} />
      <p>
        <StateTag state={shown} look={statusLook(t)} />
        {by === null ? null : <span class="soft"> {by}</span>}
      </p>
      <Callout tone={TONES[shown]} title={t(`means.${shown}`)}>
        {text.content?.status === 'check' ? <p>{t('means.check')}</p> : undefined}
      </Callout>
      {text.content === null ? (
        <p>{t('one.gone')}</p>
      ) : (
        <Content lang={lang} text={text} content={text.content} names={names} />
      )}
      <ConfirmationActs {...props} />
      <h2>{t('history.title')}</h2>
      <History lang={lang} text={text} />
    </>
  );
}

interface ContentProps {
  readonly lang: Lang;
  readonly text: BasisText;
  readonly content: LegalBasisVersion;
  readonly names: LegalNames;
}

function Content(props: ContentProps) {
  const { lang, content, names } = props;
  const t = wordsIn(lang);
  const links = content.links ?? [];
  return (
    <>
      <h2>{t('one.reading')}</h2>
      <p>{content.reading[lang]}</p>
      {content.exercise ? null : <p class="hint">{t('one.own-words')}</p>}
      <h2>{t('one.scope')}</h2>
      <SummaryList items={scopeItems(props, t)} />
      <h2>{t('triggers.title')}</h2>
      <Triggers {...props} />
      <h2>{t('conditions.title')}</h2>
      <ul>
        {content.conditions.map(({ code, text }) => (
          <li key={code}>{text[lang]}</li>
        ))}
      </ul>
      <h2>{t('record.title')}</h2>
      <ul>
        {content.record.map(({ code, text }) => (
          <li key={code}>{text[lang]}</li>
        ))}
      </ul>
      <h2>{t('report.title')}</h2>
      {content.report.length === 0 ? (
        <p>{t('report.none')}</p>
      ) : (
        <SummaryList
          items={content.report.map(({ to, text }) => ({
            term: nameIn(names.terms.authorities, to, lang),
            value: text[lang],
          }))}
        />
      )}
      <h2>{t('source.title')}</h2>
      <p>{content.source[lang]}</p>
      {links.map((link) => (
        <p class="mono breaks" key={link}>
          {link}
        </p>
      ))}
    </>
  );
}

function scopeItems({ lang, text, content, names }: ContentProps, t: Say): SummaryItem[] {
  const named = (rows: Parameters<typeof nameIn>[0], codes: readonly string[]) =>
    codes.map((code) => nameIn(rows, code, lang)).join(', ');
  const { actsFor, laws } = content;
  return [
    { term: t('scope.valid'), value: validWords(text, t, lang) },
    { term: t('scope.services'), value: named(names.terms.services, content.services) },
    ...(actsFor === undefined ? [] : [{ term: t('scope.acts-for'), value: named(names.bodies, actsFor) }]),
    {
      term: t('scope.purposes'),
      value: content.purposes.map((purpose) => t(`purpose.${purpose}`)).join(', '),
    },
    {
      term: t('scope.capacities'),
      value: content.capacities.map((capacity) => t(`capacity.${capacity}`)).join(', '),
    },
    {
      term: t('scope.laws'),
      value: laws === undefined ? t('scope.laws-any') : named(names.laws, laws),
    },
    { term: t('scope.third'), value: t(`third.${content.thirdPersons}`) },
    { term: t('scope.hash'), value: <code class="breaks">{text.textHash.toString('hex')}</code> },
  ];
}

function Triggers({ lang, content, names }: ContentProps) {
  const t = wordsIn(lang);
  const { authorities, triggers } = names.terms;
  if (content.triggersNeeded === 'none')
    return <p>{t('triggers.none', { who: nameIn(authorities, content.authorisation ?? '?', lang) })}</p>;
  return (
    <>
      <p>{t(`triggers.${content.triggersNeeded}`)}</p>
      <DataTable
        caption={t('triggers.caption')}
        captionHidden
        narrow="stack"
        rows={content.triggers}
        keyOf={({ code }) => code}
        columns={[
          { head: t('triggers.trigger'), cell: ({ code }) => nameIn(triggers, code, lang), names: true },
          {
            head: t('triggers.evidence'),
            cell: ({ code }) => triggers.find((one) => one.code === code)?.evidence[lang] ?? '–',
          },
          {
            head: t('triggers.who'),
            cell: ({ authorisation }) => nameIn(authorities, authorisation, lang),
          },
        ]}
      />
    </>
  );
}

function History({ lang, text }: { readonly lang: Lang; readonly text: BasisText }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const act = (who: string | null, at: Date | null) =>
    at === null ? '–' : t('history.who-when', { who: who ?? '?', when: f.dateTime(at) });
  return (
    <DataTable<Confirmation>
      caption={t('history.caption')}
      captionHidden
      narrow="stack"
      rows={text.confirmations}
      keyOf={({ id }) => id}
      empty={t('history.none')}
      muted={({ textHash }) => !textHash.equals(text.textHash)}
      columns={[
        {
          head: t('history.proposed'),
          names: true,
          cell: (one) => (
            <>
              {act(one.proposer, one.proposedAt)}
              {one.textHash.equals(text.textHash) ? null : (
                <span class="soft"> ({t('history.other-text')})</span>
              )}
            </>
          ),
        },
        {
          head: t('history.document'),
          cell: (one) => (
            <details>
              <summary>{f.date(one.documentDate)}</summary>
              <code class="breaks">{one.documentHash.toString('hex')}</code>
            </details>
          ),
        },
        { head: t('history.confirmed'), cell: (one) => act(one.confirmer, one.confirmedAt) },
        {
          head: t('history.withdrawn'),
          cell: (one) => (
            <div>
              {act(one.withdrawer, one.withdrawnAt)}
              {one.withdrawnReason === null ? null : (
                <span class="soft"> {t('history.reason', { reason: one.withdrawnReason })}</span>
              )}
            </div>
          ),
        },
      ]}
    />
  );
}
