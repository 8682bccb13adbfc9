import type { DateOnly } from '../../platform/dates.js';
import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  DataTable,
  ErrorSummary,
  faultOf,
  Link,
  paths,
  PostForm,
  Select,
  SubmitButton,
  SummaryList,
  withQuery,
  type Choice,
  type Lang,
  type SummaryItem,
} from '../../web/index.js';
import { protectionOn, type Reference } from '../reference.js';
import { ruleFor, type CompetenceCase, type Matter } from './rules.js';
import type { CompetenceRule } from './table.js';
import { wordsIn, type Say } from './words.js';

interface NamedIn {
  readonly code: string;
  readonly name: { readonly nl: string; readonly en: string; readonly fr?: string | undefined };
}

/** The name of a code; the code itself when the files do not hold it. */
export function nameIn(rows: readonly NamedIn[], code: string, lang: Lang): string {
  const name = rows.find((one) => one.code === code)?.name;
  return name === undefined ? code : (name[lang] ?? name.en);
}

/** The body from which notices come: the service that this product is made for. */
export const OWN_BODY = 'vsi';

export interface CompetenceProps {
  readonly lang: Lang;
  readonly reference: Reference;
  readonly today: DateOnly;
  /** Null until everything that decides was chosen. */
  readonly asked: CompetenceCase | null;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** Which service is competent for this case? */
export function CompetenceView(props: CompetenceProps) {
  const { lang, faults, asked } = props;
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <ErrorSummary faults={faults} />
      {asked === null ? <p>{t('rule')}</p> : <Answer {...props} asked={asked} />}
      <Question {...props} />
      <RuleTable {...props} />
    </>
  );
}

function Answer({ lang, reference, today, asked }: CompetenceProps & { readonly asked: CompetenceCase }) {
  const t = wordsIn(lang);
  const rule = ruleFor(reference.competence, asked);
  if (rule === null) return null;
  return (
    <>
      <h2>{t('answer', { body: nameIn(reference.bodies, rule.body, lang) })}</h2>
      {rule.status === 'check' ? <Callout tone="warn" title={t('check')} /> : null}
      <SummaryList
        items={[...caseItems(reference, asked, t, lang), ...answerItems(reference, asked, rule, today, lang)]}
      />
      {rule.body === OWN_BODY ? (
        <p>{t('own')}</p>
      ) : (
        <p>
          <Link href={noticeAddress(asked)} class="button button-secondary">
            {t('to-notice')}
          </Link>
        </p>
      )}
    </>
  );
}

/** The search parameters of a case. */
export const queryOf = (asked: CompetenceCase): Record<string, string> => ({
  kenmerk: asked.ground,
  sector: asked.sector,
  werkgever: asked.employerType,
  verhouding: asked.relation,
  plaats: asked.place,
});

/** The address of the notice by which a case is forwarded. */
export const noticeAddress = (asked: CompetenceCase): string =>
  withQuery(paths.competence.notice, queryOf(asked));

/** What a case is about beside its ground and sector, in words. */
export function matterWords(reference: Reference, matter: Matter, lang: Lang): string {
  const { employerTypes, relations, places } = reference.competence;
  return [
    nameIn(employerTypes, matter.employerType, lang),
    nameIn(relations, matter.relation, lang),
    nameIn(places, matter.place, lang),
  ].join(', ');
}

/** A case in words. */
export function caseItems(reference: Reference, asked: CompetenceCase, t: Say, lang: Lang): SummaryItem[] {
  const { employerTypes, relations, places } = reference.competence;
  return [
    { term: t('ground'), value: nameIn(reference.grounds, asked.ground, lang) },
    {
      term: t('sector'),
      value: asked.sector === '' ? t('sector.none') : nameIn(reference.sectors, asked.sector, lang),
    },
    { term: t('employerType'), value: nameIn(employerTypes, asked.employerType, lang) },
    { term: t('relation'), value: nameIn(relations, asked.relation, lang) },
    { term: t('place'), value: nameIn(places, asked.place, lang) },
  ];
}

/** Why the rule decides, by which law, and where a victim can turn to. */
export function answerItems(
  reference: Reference,
  asked: CompetenceCase,
  rule: CompetenceRule,
  today: DateOnly,
  lang: Lang,
): SummaryItem[] {
  const t = wordsIn(lang);
  const levelOf = (law: string) => reference.laws.find(({ code }) => code === law)?.level;
  const found = protectionOn(reference, asked.ground, today);
  const fitting = found.filter(({ law }) => levelOf(law) === rule.level);
  const protections = fitting.length > 0 ? fitting : found;
  const bodies = [...new Set(protections.flatMap(({ body }) => body ?? []))];
  return [
    { term: t('why'), value: rule.reason[lang] },
    { term: t('law'), value: rule.law[lang] },
    { term: t('level'), value: t(`level.${rule.level}`) },
    {
      term: t('protected'),
      value:
        protections.length === 0
          ? t('protected.none')
          : protections.map(({ law }) => nameIn(reference.laws, law, lang)).join('; '),
    },
    ...(bodies.length === 0
      ? []
      : [
          {
            term: t('equality'),
            value: bodies.map((body) => nameIn(reference.bodies, body, lang)).join(', '),
          },
        ]),
  ];
}

function Question({ lang, reference, asked, faults, kept }: CompetenceProps) {
  const t = wordsIn(lang);
  const { employerTypes, relations, places } = reference.competence;
  const choices = (rows: readonly NamedIn[]): Choice[] =>
    rows.map(({ code }) => ({ value: code, label: nameIn(rows, code, lang) }));
  const chosen = { ...(asked === null ? {} : queryOf(asked)), ...kept };
  const field = (name: keyof ReturnType<typeof queryOf>) => ({
    name,
    value: chosen[name],
    error: faultOf(faults, name),
  });
  return (
    <PostForm action={paths.competence.ask}>
      <Select {...field('kenmerk')} label={t('ground')} choices={choices(reference.grounds)} />
      <Select
        {...field('sector')}
        label={t('sector')}
        hint={t('sector.hint')}
        optional
        choices={choices(reference.sectors)}
      />
      <Select {...field('werkgever')} label={t('employerType')} choices={choices(employerTypes)} />
      <Select
        {...field('verhouding')}
        label={t('relation')}
        hint={t('relation.hint')}
        choices={choices(relations)}
      />
      <Select {...field('plaats')} label={t('place')} choices={choices(places)} />
      <p>
        <SubmitButton>{t(asked === null ? 'ask' : 'ask.again')}</SubmitButton>
      </p>
    </PostForm>
  );
}

function RuleTable({ lang, reference }: CompetenceProps) {
  const t = wordsIn(lang);
  return (
    <details>
      <summary>{t('table')}</summary>
      <DataTable<CompetenceRule>
        caption={t('table.caption')}
        narrow="stack"
        rows={reference.competence.rules}
        keyOf={({ code }) => code}
        columns={[
          { head: t('table.when'), cell: (rule) => whenWords(reference, rule, t, lang), names: true },
          { head: t('table.body'), cell: ({ body }) => nameIn(reference.bodies, body, lang) },
          {
            head: t('why'),
            cell: ({ reason, law }) => (
              <div>
                {reason[lang]} <span class="soft">{law[lang]}</span>
              </div>
            ),
          },
        ]}
      />
    </details>
  );
}

function whenWords(reference: Reference, { when }: CompetenceRule, t: Say, lang: Lang): string {
  const { employerTypes, relations, places } = reference.competence;
  const parts = (
    [
      [when.grounds, reference.grounds],
      [when.sectors, reference.sectors],
      [when.employerTypes, employerTypes],
      [when.relations, relations],
      [when.places, places],
    ] as const
  ).flatMap(([codes, rows]) =>
    codes === undefined ? [] : [codes.map((code) => nameIn(rows, code, lang)).join(', ')],
  );
  return parts.length === 0 ? t('table.any') : parts.join(' · ');
}
