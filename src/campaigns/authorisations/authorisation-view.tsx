import {
  Callout,
  ErrorSummary,
  fill,
  formatterFor,
  LifeLine,
  Link,
  paths,
  PlainText,
  StateTag,
  SummaryList,
  Tag,
  type Lang,
  type StateLook,
  type SummaryItem,
} from '../../web/index.js';
import { Acts } from './acts.js';
import { Decided, Sent } from './kept-files.js';
import { Conditions } from './conditions-view.js';
import type { AuthorisationFacts, AuthorisationProps } from './facts.js';
import { requestWordsIn } from './request-words.js';
import { stands, type Standing } from './rules.js';
import { labelOf } from './signal-label.js';
import { wordsIn, type Say } from './words.js';

/** How each state of an authorisation is shown. */
export function standingLook(t: Say): StateLook<Standing> {
  return {
    drafted: { tone: 'muted', word: t('state.drafted') },
    checked: { tone: 'neutral', word: t('state.checked') },
    requested: { tone: 'neutral', word: t('state.requested') },
    granted: { tone: 'good', word: t('state.granted') },
    'granted-with-conditions': { tone: 'good', word: t('state.granted-with-conditions') },
    extended: { tone: 'good', word: t('state.extended') },
    refused: { tone: 'bad', word: t('state.refused') },
    withdrawn: { tone: 'bad', word: t('state.withdrawn') },
    expired: { tone: 'warn', word: t('state.expired') },
    exhausted: { tone: 'warn', word: t('state.exhausted') },
  };
}

/** Who asks, who checks, and what was decided? */
export function AuthorisationView(props: AuthorisationProps) {
  const { lang, facts } = props;
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <ErrorSummary faults={props.faults} />
      <Stand lang={lang} facts={facts} />
      <Acts {...props} />
      {facts.authorisation?.number == null ? null : <Decision lang={lang} facts={facts} />}
      {facts.conditions.length === 0 ? null : <Conditions {...props} />}
      <h2>{t('request.title')}</h2>
      <Request lang={lang} facts={facts} />
      <Sent lang={lang} facts={facts} />
      <Decided lang={lang} facts={facts} />
      {facts.reports ? (
        <p>
          <Link href={fill(paths.authorisations.actions, { id: facts.campaign.id })}>{t('actions')}</Link>
        </p>
      ) : null}
      {facts.hands === null ? null : (
        <>
          <h2>{t('hands.title')}</h2>
          <SummaryList
            items={(['requester', 'checker', 'sender', 'recorder'] as const).map((hand) => ({
              term: t(`hands.${hand}`),
              value: facts.hands?.[hand] ?? t('hands.nobody'),
            }))}
          />
        </>
      )}
    </>
  );
}

/** The most places that are named one by one. */
const MOST_PLACES = 50;

interface PartProps {
  readonly lang: Lang;
  readonly facts: AuthorisationFacts;
}

function Stand({ lang, facts }: PartProps) {
  const t = wordsIn(lang);
  const { standing, authorisation, outside } = facts;
  if (standing === null || authorisation === null) return <p>{t('next.none')}</p>;
  const open = stands(authorisation.state) ? authorisation.openConditions : 0;
  return (
    <>
      <p>
        <StateTag state={standing} look={standingLook(t)} /> <Tag>{t(`kind.${authorisation.kind}`)}</Tag>
      </p>
      <LifeLine
        label={t('life')}
        states={lifeOf(facts, standing).map((state) => ({ state, label: t(`state.${state}`) }))}
        current={standing}
      />
      <p>
        {standing === 'requested' && facts.addressee !== null
          ? requestWordsIn(lang)('to.decides', { name: facts.addressee.name })
          : t(`next.${standing}`)}
      </p>
      {open === 0 ? null : <Callout tone="warn" title={t('open', { count: open })} />}
      {outside.length === 0 ? null : (
        <Callout tone="bad" title={t('outside')}>
          <p>
            {requestWordsIn(lang)('outside.what', {
              places: outside
                .slice(0, MOST_PLACES)
                .map((place) => place + 1)
                .join(', '),
              count: outside.length,
            })}
          </p>
        </Callout>
      )}
    </>
  );
}

/** The states it had, then those before it; an exercise that was requested at once had no draft. */
function lifeOf({ authorisation, hands }: AuthorisationFacts, standing: Standing): Standing[] {
  const drafted = hands?.checker !== null || standing === 'drafted';
  const before: Standing[] = drafted ? ['drafted', 'checked', 'requested'] : ['requested'];
  if (standing === 'refused') return [...before, 'refused'];
  const granted: Standing =
    authorisation?.state === 'granted-with-conditions' ? 'granted-with-conditions' : 'granted';
  const after: Standing[] =
    standing === 'withdrawn' || standing === 'expired' || standing === 'exhausted' ? [standing] : [];
  const extended: Standing[] = authorisation?.state === 'extended' ? ['extended'] : [];
  return [...before, granted, ...extended, ...after];
}

/** What was decided, as it was recorded; the employers it names are the team's to know. */
function Decision({ lang, facts }: PartProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const r = requestWordsIn(lang);
  const { authorisation, begun } = facts;
  if (authorisation === null) return null;
  const { number, decidedOn, validFrom, validUntil, maxTests, grounds } = authorisation;
  const max = f.number(maxTests);
  const items: SummaryItem[] = [
    { term: t('decision.number'), value: number ?? '' },
    ...(decidedOn === null ? [] : [{ term: t('decision.date'), value: f.date(decidedOn) }]),
    ...(validFrom === null ? [] : [{ term: t('decision.from'), value: f.dateTime(validFrom) }]),
    ...(validUntil === null ? [] : [{ term: t('decision.until'), value: f.dateTime(validUntil) }]),
    {
      term: t('decision.max'),
      value:
        begun === undefined
          ? t('list.most-tests', { max })
          : t('list.used-of', { used: f.number(begun), max }),
    },
    { term: t('decision.grounds'), value: grounds?.join(', ') ?? t('decision.grounds-any') },
    {
      term: t('request.types'),
      value: authorisation.testTypes?.map((type) => t(`type.${type}`)).join(', ') ?? r('types-any'),
    },
    { term: t('request.third'), value: thirdWords(authorisation.thirdPersons, lang) },
    { term: t('decision.employers'), value: employersWords(facts, t) },
    ...facts.extensions.map((one) => ({
      term: t('decision.extension'),
      value: [
        t('decision.extension-words', {
          until: f.dateTime(one.validUntil),
          number: one.number,
          date: f.date(one.decidedOn),
          who: one.recorder,
        }),
        ...(one.maxTests === null ? [] : [t('list.most-tests', { max: f.number(one.maxTests) })]),
      ].join('; '),
    })),
  ];
  return (
    <>
      <h2>{t('decision.title')}</h2>
      <SummaryList items={items} />
    </>
  );
}

function thirdWords(may: boolean | null, lang: Lang): string {
  const t = wordsIn(lang);
  if (may === null) return requestWordsIn(lang)('record.third.silent');
  return t(may ? 'request.third-yes' : 'request.third-no');
}

function employersWords({ member, employers }: AuthorisationFacts, t: Say): string {
  if (!member) return t('decision.employers-team');
  return employers.length === 0 ? t('decision.employers-any') : employers.join(', ');
}

/** What is asked for, and why, for the team. */
function Request({ lang, facts }: PartProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { request, authorisation } = facts;
  if (!facts.member) return <p>{t('request.team-only')}</p>;
  if (request === null || authorisation === null) return <p>{t('request.none')}</p>;
  return (
    <>
      {request.remark === null ? null : (
        <Callout tone="warn" title={t('request.remark')}>
          <PlainText text={request.remark} />
        </Callout>
      )}
      <SummaryList
        items={[
          { term: t('request.addressee'), value: request.addressee },
          ...restsOnItems(facts, lang),
          { term: t('request.kind'), value: t(`kind.${authorisation.kind}`) },
          { term: t('request.motivation'), value: <PlainText text={request.motivation} /> },
          { term: t('request.necessity'), value: <PlainText text={request.necessity} /> },
          {
            term: t('request.types'),
            value: request.testTypes.map((type) => t(`type.${type}`)).join(', '),
          },
          { term: t('request.max'), value: t('request.max-words', { n: f.number(request.maxTests) }) },
          {
            term: t('request.period'),
            value: t('request.period-words', {
              from: f.date(request.wantedFrom),
              until: f.date(request.wantedUntil),
            }),
          },
          {
            term: t('request.employers'),
            value:
              request.employers.length === 0 ? t('request.employers-none') : request.employers.join(', '),
          },
          {
            term: t('request.third'),
            value: t(request.thirdPersons ? 'request.third-yes' : 'request.third-no'),
          },
          {
            term: t('request.excused'),
            value:
              request.excusedActs === null ? (
                t('request.excused-none')
              ) : (
                <PlainText text={request.excusedActs} />
              ),
          },
        ]}
      />
    </>
  );
}

/** On which signals it rests, for who reads them. */
function restsOnItems({ request, signals, triggers }: AuthorisationFacts, lang: Lang): SummaryItem[] {
  if (request === null || request.signals.length === 0) return [];
  const r = requestWordsIn(lang);
  const known = signals.filter(({ id }) => request.signals.includes(id));
  return [
    {
      term: r('rests'),
      value:
        known.length === 0 ? (
          r('rests.hidden', { count: request.signals.length })
        ) : (
          <ul>
            {known.map((one) => (
              <li key={one.id}>
                <Link href={fill(paths.signals.one, { id: one.id })}>{labelOf(one, triggers, lang)}</Link>
              </li>
            ))}
          </ul>
        ),
    },
  ];
}
