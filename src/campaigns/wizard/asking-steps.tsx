import { toCivil } from '../../platform/dates.js';
import {
  Checkboxes,
  DateField,
  faultOf,
  formatterFor,
  Link,
  paths,
  Radios,
  Select,
  TextArea,
  TextInput,
  type Choice,
  type Lang,
} from '../../web/index.js';
import { nameOf } from '../names.js';
import { RepeatAsked } from '../repeats/repeat-view.js';
import { PURPOSES } from '../schema.js';
import { singleWordsIn } from '../single-words.js';
import { wordsIn as campaignWords } from '../words.js';
import { ContrastsAsked, scenarioHint, SinglesAsked, WithoutVacancy } from './scenario-words.js';
import { basesFor, holdsOn, isSingle, scenariosFor } from './rules.js';
import { ruleWordsIn } from './rule-words.js';
import type { AskingStep, BasisChoice, NamedIn } from './schema.js';
import type { StepProps } from './step-view.js';
import { wordsIn } from './words.js';

/** The fields of a step that asks. */
export function AskingFields({ step, ...props }: StepProps & { readonly step: AskingStep }) {
  switch (step) {
    case 'doel':
      return <PurposeFields {...props} />;
    case 'rechtsgrond':
      return <BasisFields {...props} />;
    case 'scenario':
      return <ScenarioFields {...props} />;
    case 'kader':
      return <FrameFields {...props} />;
    case 'uitkomst':
      return <OutcomeFields {...props} />;
    case 'kracht':
      return <PowerFields {...props} />;
  }
}

/** The name, value and fault of a field: what was typed, or else what was answered. */
function fieldIn({ kept, faults }: StepProps) {
  return (name: string, answered: string | number | undefined) => ({
    name,
    value: kept === null ? (answered === undefined ? undefined : String(answered)) : kept[name],
    error: faultOf(faults, name),
  });
}

export const nameIn = ({ name }: NamedIn | BasisChoice, lang: Lang): string => name[lang] ?? name.en;
const choicesOf = (rows: readonly NamedIn[], lang: Lang): Choice[] =>
  rows.map((row) => ({ value: row.code, label: nameIn(row, lang) }));

function PurposeFields(props: StepProps) {
  const { lang, design } = props;
  const t = wordsIn(lang);
  const field = fieldIn(props);
  return (
    <>
      <TextInput
        {...field('name', design.answers.name)}
        label={t('name')}
        hint={t('name.hint')}
        autocomplete="off"
      />
      <Radios
        {...field('purpose', design.answers.purpose)}
        label={t('purpose')}
        choices={PURPOSES.map((purpose) => ({
          value: purpose,
          label: campaignWords(lang)(`purpose.${purpose}`),
          hint: ruleWordsIn(lang)(`purpose.${purpose}`),
        }))}
      />
    </>
  );
}

function BasisFields(props: StepProps) {
  const { lang, design, choices } = props;
  const t = wordsIn(lang);
  const field = fieldIn(props);
  const { basis, service, matter, purpose } = design.answers;
  const bases = basesFor(purpose, choices);
  const standing = (one: BasisChoice): string =>
    !holdsOn(one, choices.today)
      ? t('basis.over')
      : t(one.exercise ? 'basis.exercise' : one.confirmed ? 'basis.confirmed' : 'basis.unconfirmed');
  return (
    <>
      {bases.length === 0 ? <p>{t('basis.none')}</p> : null}
      <Radios
        {...field('basis', basis === undefined ? undefined : `${basis.code} ${basis.version}`)}
        label={t('basis')}
        choices={bases.map((one) => ({
          value: `${one.code} ${one.version}`,
          label: `${nameIn(one, lang)} (${one.version})`,
          hint: standing(one),
        }))}
      />
      <Select
        {...field('service', service ?? 'vsi')}
        label={t('service')}
        choices={choicesOf(choices.services, lang)}
      />
      <Select
        {...field('employerType', matter?.employerType ?? 'ordinary-employer')}
        label={t('employerType')}
        choices={choicesOf(choices.matters.employerTypes, lang)}
      />
      <Select
        {...field('relation', matter?.relation ?? 'application')}
        label={t('relation')}
        choices={choicesOf(choices.matters.relations, lang)}
      />
      <Select
        {...field('place', matter?.place ?? 'flanders')}
        label={t('place')}
        choices={choicesOf(choices.matters.places, lang)}
      />
    </>
  );
}

function ScenarioFields(props: StepProps) {
  const { lang, design, choices } = props;
  const t = wordsIn(lang);
  return (
    <>
      <Radios
        {...fieldIn(props)('scenario', design.answers.scenario)}
        label={t('scenario')}
        choices={scenariosFor(design.answers.purpose, choices).map((one) => ({
          value: one.code,
          label: nameIn(one, lang),
          hint: scenarioHint(one, choices.grounds, lang),
        }))}
      />
      <p>
        <Link href={paths.scenarios.list}>{t('scenario.look')}</Link>
      </p>
    </>
  );
}

function FrameFields(props: StepProps) {
  const { lang, design, choices, kept, faults } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const field = fieldIn(props);
  const { sendFrom, pairsPerDay, rolling, cells } = design.answers;
  const quotaOf = (sector: string) => cells?.find((cell) => cell.sector === sector)?.quota;
  const scenario = choices.scenarios.find(({ code }) => code === design.answers.scenario);
  const withoutVacancy = scenario?.withoutVacancy ?? false;
  const repeats = scenario?.repeats ?? null;
  const single = isSingle(design, choices);
  const s = singleWordsIn(lang);
  const day = sendFrom === undefined ? null : toCivil(sendFrom);
  const asked = (sector: { readonly code: string }) => {
    const open = choices.open.get(sector.code) ?? 0;
    return (
      <TextInput
        key={sector.code}
        {...field(`quota-${sector.code}`, quotaOf(sector.code))}
        label={nameOf(choices.sectors, sector.code, lang)}
        hint={t(withoutVacancy ? 'quotas.employers' : 'quotas.open', { count: f.number(open) })}
        inputMode="numeric"
        width="short"
        autocomplete="off"
      />
    );
  };
  const shown = choices.sectors.filter(
    ({ code }, index) =>
      (choices.open.get(code) ?? 0) > 0 ||
      quotaOf(code) !== undefined ||
      (index === 0 && faultOf(faults, `quota-${code}`) !== undefined),
  );
  const others = choices.sectors.filter((sector) => !shown.includes(sector));
  return (
    <>
      <DateField
        name="sendFrom"
        label={t('sendFrom')}
        hint={t('sendFrom.hint')}
        typed={
          kept ??
          (day === null
            ? {}
            : {
                sendFromDay: String(day.day),
                sendFromMonth: String(day.month),
                sendFromYear: String(day.year),
              })
        }
        faults={faults}
      />
      <TextInput
        {...field('pairsPerDay', pairsPerDay)}
        label={single ? s('perDay') : t('pairsPerDay')}
        inputMode="numeric"
        width="short"
        autocomplete="off"
      />
      {repeats !== null ? (
        <RepeatAsked lang={lang} repeats={repeats} />
      ) : withoutVacancy ? (
        <WithoutVacancy lang={lang} />
      ) : (
        <Checkboxes
          name="rolling"
          label={t('rolling')}
          hint={t('rolling.hint')}
          choices={[{ value: 'ja', label: t('rolling.yes') }]}
          chosen={(kept === null ? rolling === true : kept['rolling-ja'] === 'ja') ? ['ja'] : []}
        />
      )}
      <h2>{single ? s('quotas') : t('quotas')}</h2>
      <p class="hint">{t('quotas.hint')}</p>
      {single ? <SinglesAsked lang={lang} /> : null}
      <ContrastsAsked lang={lang} contrasts={scenario?.contrasts ?? []} />
      {shown.map(asked)}
      {others.length === 0 ? null : (
        <details open={others.some(({ code }) => faultOf(faults, `quota-${code}`) !== undefined)}>
          <summary>{t(withoutVacancy ? 'quotas.other-employers' : 'quotas.other')}</summary>
          {others.map(asked)}
        </details>
      )}
    </>
  );
}

function OutcomeFields(props: StepProps) {
  const { lang, design, choices } = props;
  const t = wordsIn(lang);
  const field = fieldIn(props);
  const single = isSingle(design, choices);
  const { hypothesis, primaryDefinition, stopRule } = design.answers;
  return (
    <>
      <TextArea
        {...field('hypothesis', hypothesis)}
        label={t('hypothesis')}
        hint={t('hypothesis.hint')}
        rows={3}
      />
      <Radios
        {...field('primaryDefinition', primaryDefinition)}
        label={t('definition')}
        choices={(['strict', 'lenient'] as const).map((value) => ({
          value,
          label: t(`definition.${value}`),
        }))}
      />
      <Radios
        {...field('stopRule', single ? 'fixed' : stopRule)}
        label={t('stopRule')}
        choices={(single ? (['fixed'] as const) : (['fixed', 'e-value'] as const)).map((value) => ({
          value,
          label: t(`stopRule.${value}`),
          hint: single ? singleWordsIn(lang)('fixed.only') : t(`stopRule.${value}.hint`),
        }))}
      />
    </>
  );
}

function PowerFields(props: StepProps) {
  const { lang, design, choices } = props;
  const t = wordsIn(lang);
  const s = singleWordsIn(lang);
  const f = formatterFor(lang);
  const field = fieldIn(props);
  const single = isSingle(design, choices);
  const { controlOnly, treatmentOnly, power, alpha } = design.answers;
  const percent = (share: number | undefined) => (share === undefined ? undefined : f.number(share * 100, 2));
  return (
    <>
      <TextInput
        {...field('controlOnly', percent(controlOnly))}
        label={single ? s('control') : t('controlOnly')}
        hint={single ? s('rate.hint') : t('share.hint')}
        inputMode="decimal"
        width="short"
        autocomplete="off"
      />
      <TextInput
        {...field('treatmentOnly', percent(treatmentOnly))}
        label={single ? s('treatment') : t('treatmentOnly')}
        inputMode="decimal"
        width="short"
        autocomplete="off"
      />
      <Radios
        {...field('power', power ?? 0.8)}
        label={t('power')}
        choices={(['0.8', '0.9'] as const).map((value) => ({ value, label: t(`power.${value}`) }))}
      />
      <Radios
        {...field('alpha', alpha ?? 0.05)}
        label={t('alpha')}
        choices={(['0.05', '0.01'] as const).map((value) => ({ value, label: t(`alpha.${value}`) }))}
      />
    </>
  );
}
