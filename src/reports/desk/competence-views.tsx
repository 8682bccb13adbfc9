import { OWN_BODY, type Matter } from '../../register/index.js';
import { Checkboxes, Select, SubmitButton, TextArea, useLang, type Lang } from '../../web/index.js';
import type { FieldFault } from '../../platform/problems.js';
import { faultOf } from '../../web/index.js';
import type { Named } from '../intake/step-form.js';
import { intakeTranslator } from '../intake/words.js';
import { ChannelForm } from '../listener/page.js';
import { deskReportPath } from '../paths.js';
import { PARTS, proposalsFor, USUAL_PARTS, type Competence, type Part } from './competence.js';
import { useDeskT } from './frame.js';
import type { DossierProps } from './report-views.js';
import { askTranslator } from './ask-words.js';
import { deskTranslator } from './words.js';

export interface CompetenceProps extends DossierProps {
  readonly table: Competence;
  readonly bodies: readonly Named[];
  readonly matter: Matter;
  readonly typed: Readonly<Record<string, string>>;
  /** The faults of the package, when that was tried. */
  readonly faults: readonly FieldFault[] | null;
}

interface NamedIn {
  readonly code: string;
  readonly name: { readonly nl: string; readonly en: string; readonly fr?: string | undefined };
}
const nameOf = ({ name }: { readonly name: NamedIn['name'] }, lang: Lang): string => name[lang] ?? name.nl;

/** Which body is competent, as the table says; and a package that names no reporter. */
export function CompetenceSection(props: CompetenceProps) {
  const t = useDeskT();
  const lang = useLang();
  const { table, matter, dossier } = props;
  const choices = (list: readonly NamedIn[]) =>
    list.map((one) => ({ value: one.code, label: nameOf(one, lang) }));
  return (
    <section>
      <h2>{t('competence.title')}</h2>
      <p class="soft">{t('competence.lead')}</p>
      <Proposals {...props} />
      <details>
        <summary>{t('competence.again')}</summary>
        <ChannelForm id="act-competence" action={deskReportPath(dossier.report.id)} step="competence">
          <Select
            name="soort"
            label={t('competence.type')}
            choices={choices(table.employerTypes)}
            value={matter.employerType}
          />
          <Select
            name="verhouding"
            label={t('competence.relation')}
            choices={choices(table.relations)}
            value={matter.relation}
          />
          <Select
            name="plaats"
            label={t('competence.place')}
            choices={choices(table.places)}
            value={matter.place}
          />
          <SubmitButton>{t('competence.again')}</SubmitButton>
        </ChannelForm>
      </details>
      <PackageFold {...props} />
    </section>
  );
}

function Proposals({ table, matter, dossier, grounds, bodies }: CompetenceProps) {
  const t = useDeskT();
  const lang = useLang();
  const proposals = proposalsFor(table, matter, dossier.answers);
  if (proposals.length === 0) return <p>{t('competence.none')}</p>;
  const named = (list: readonly Named[], code: string): string =>
    list.find((one) => one.code === code)?.name ?? code;
  return (
    <ul>
      {proposals.map(({ body, rule, grounds: about }) => (
        <li key={rule.code}>
          <strong>
            {t('competence.for', {
              body: named(bodies, body),
              grounds: about.map((code) => named(grounds, code)).join(', '),
            })}
          </strong>
          <br />
          {rule.reason[lang]} <span class="soft">{rule.law[lang]}</span>
          {body === OWN_BODY ? ` ${t('competence.own')}` : ''}
          {rule.status === 'check' ? <span class="soft"> {t('competence.check')}</span> : null}
        </li>
      ))}
    </ul>
  );
}

function PackageFold({ dossier, typed, faults }: CompetenceProps) {
  const t = useDeskT();
  const lang = useLang();
  const chosen = faults === null ? USUAL_PARTS : PARTS.filter((part) => typed[`deel-${part}`] === 'ja');
  return (
    <details open={faults !== null}>
      <summary>{t('package.title')}</summary>
      <ChannelForm id="act-package" action={deskReportPath(dossier.report.id)} step="package">
        <p>{t('package.lead')}</p>
        <Checkboxes
          name="deel"
          label={t('package.parts')}
          choices={PARTS.map((part) => ({ value: part, label: partName(part, lang) }))}
          chosen={chosen}
        />
        <TextArea
          name="toelichting"
          label={t('package.text')}
          hint={t('package.text.hint')}
          rows={6}
          value={faults === null ? '' : typed['toelichting']}
          error={faults === null ? undefined : faultOf(faults, 'toelichting')}
        />
        <SubmitButton>{t('package.go')}</SubmitButton>
      </ChannelForm>
    </details>
  );
}

/** How a part of a report is called: as the form called it. */
export function partName(part: Part, lang: Lang): string {
  const say = intakeTranslator(lang);
  switch (part) {
    case 'grounds':
    case 'forms':
    case 'stage':
    case 'wording':
    case 'facts':
      return say(`what.${part}`);
    case 'sector':
    case 'place':
    case 'vacancy':
      return say(`where.${part}`);
    case 'period':
    case 'frequency':
      return say(`when.${part}`);
    case 'employer':
      return deskTranslator(lang)('package.employer');
    case 'answers':
      return askTranslator(lang)('ask.part');
  }
}
