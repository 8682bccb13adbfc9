import { isDateOnly } from '../../platform/dates.js';
import {
  Checkboxes,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  paths,
  PostForm,
  Radios,
  SubmitButton,
  TextArea,
  TextInput,
} from '../../web/index.js';
import { TEST_TYPES } from '../authorisations/schema.js';
import { wordsIn as authorisationWords } from '../authorisations/words.js';
import type { RequestFacts, RequestProps } from './facts.js';
import type { DecisionStep } from './schema.js';
import { wordsIn } from './words.js';

const FORMS = {
  granted: paths.requests.grant,
  refused: paths.requests.refuse,
  extended: paths.requests.extend,
  withdrawn: paths.requests.withdraw,
} as const;

/** What a magistrate decides, within what was asked. */
export function DecisionForm(props: RequestProps & { readonly step: DecisionStep }) {
  const { lang, facts, faults, kept, step } = props;
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t(`lead.${step}`)}</p>
      <ErrorSummary faults={faults} />
      <PostForm action={fill(FORMS[step], { id: facts.request.authorisation.id })}>
        {step === 'granted' ? <Grant {...props} /> : null}
        {step === 'extended' ? <Later {...props} /> : null}
        {step === 'refused' || step === 'withdrawn' ? (
          <TextArea
            name="reason"
            label={t('reason')}
            hint={t('reason.hint')}
            rows={5}
            value={kept['reason']}
            error={faultOf(faults, 'reason')}
          />
        ) : null}
        <SubmitButton tone={step === 'withdrawn' ? 'danger' : 'primary'}>{t(`title.${step}`)}</SubmitButton>
      </PostForm>
    </>
  );
}

/** The form as the request asks; the decision starts from there. */
function askedIn({ request }: RequestFacts): Readonly<Record<string, string>> {
  const asked = request.body.request;
  return {
    validFrom: asked.wantedFrom,
    validUntil: asked.wantedUntil,
    maxTests: String(asked.maxTests),
    employers: asked.employers.join('\n'),
    thirdPersons: asked.thirdPersons ? '' : 'no',
    ...Object.fromEntries(asked.testTypes.map((type) => [`testTypes-${type}`, 'ja'])),
  };
}

function Grant({ lang, facts, faults, kept }: RequestProps) {
  const t = wordsIn(lang);
  const a = authorisationWords(lang);
  const f = formatterFor(lang);
  const asked = facts.request.body.request;
  const typed = Object.keys(kept).length > 0 ? kept : askedIn(facts);
  const text = (name: string) => ({ name, value: typed[name], error: faultOf(faults, name) });
  const day = (said: string): string => (isDateOnly(said) ? f.date(said) : said);
  return (
    <>
      <TextInput
        {...text('number')}
        label={t('number')}
        hint={t('number.hint')}
        autocomplete="off"
        width="medium"
      />
      <TextInput
        {...text('validFrom')}
        label={t('from')}
        hint={t('from.hint', { from: day(asked.wantedFrom) })}
        type="date"
        width="medium"
      />
      <TextInput
        {...text('validUntil')}
        label={t('until.form')}
        hint={t('until.hint', { until: day(asked.wantedUntil) })}
        type="date"
        width="medium"
      />
      <TextInput
        {...text('maxTests')}
        label={t('max')}
        hint={t('max.hint', { n: f.number(asked.maxTests) })}
        inputMode="numeric"
        width="short"
      />
      <Checkboxes
        name="testTypes"
        label={t('types')}
        choices={TEST_TYPES.filter((type) => asked.testTypes.includes(type)).map((type) => ({
          value: type,
          label: a(`type.${type}`),
        }))}
        chosen={TEST_TYPES.filter((type) => typed[`testTypes-${type}`] === 'ja')}
        error={faultOf(faults, 'testTypes')}
      />
      <TextArea
        {...text('employers')}
        label={t('employers')}
        hint={t(asked.employers.length > 0 ? 'employers.hint-named' : 'employers.hint-any')}
        rows={Math.min(12, Math.max(3, asked.employers.length))}
        optional={asked.employers.length === 0}
      />
      <Radios
        {...text('thirdPersons')}
        label={t('third')}
        hint={t(asked.thirdPersons ? 'third.hint' : 'third.not-asked')}
        choices={[
          ...(asked.thirdPersons ? [{ value: 'yes', label: t('yes') }] : []),
          { value: 'no', label: t('no') },
        ]}
      />
      <TextArea
        {...text('conditions')}
        label={t('conditions')}
        hint={t('conditions.hint')}
        rows={4}
        optional
      />
    </>
  );
}

function Later({ lang, facts, faults, kept }: RequestProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { validUntil, maxTests } = facts.request.authorisation;
  const text = (name: string) => ({ name, value: kept[name], error: faultOf(faults, name) });
  return (
    <>
      <TextInput
        {...text('number')}
        label={t('number')}
        hint={t('number.hint')}
        autocomplete="off"
        width="medium"
      />
      <TextInput
        {...text('validUntil')}
        label={t('until.new')}
        {...(validUntil === null ? {} : { hint: t('until.now', { until: f.dateTime(validUntil) }) })}
        type="date"
        width="medium"
      />
      <TextInput
        {...text('maxTests')}
        label={t('max.fewer')}
        hint={t('max.fewer.hint', { n: f.number(maxTests) })}
        optional
        inputMode="numeric"
        width="short"
      />
    </>
  );
}
