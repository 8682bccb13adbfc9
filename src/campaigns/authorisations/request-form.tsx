import {
  Checkboxes,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  Link,
  paths,
  PostForm,
  Radios,
  SubmitButton,
  TextArea,
  TextInput,
} from '../../web/index.js';
import { AUTHORISATION_KINDS } from '../../register/index.js';
import type { AuthorisationProps } from './facts.js';
import { requestWordsIn } from './request-words.js';
import { REQUEST_LANGUAGES, TEST_TYPES } from './schema.js';
import { labelOf } from './signal-label.js';
import { wordsIn } from './words.js';

/** The text of a request: why, and how far it reaches. */
export function RequestForm({ lang, facts, faults, kept }: AuthorisationProps) {
  const t = wordsIn(lang);
  const r = requestWordsIn(lang);
  const typed = Object.keys(kept).length > 0 ? kept : writtenIn(facts);
  const { campaign, basis } = facts;
  const planned = campaign.cells.reduce((sum, cell) => sum + cell.quota, 0);
  const text = (name: string) => ({ name, value: typed[name], error: faultOf(faults, name) });
  const kinds = AUTHORISATION_KINDS.filter(
    (kind) => basis.exercise || basis.authorisationKinds.includes(kind),
  );
  return (
    <>
      <p class="lead">{t('write.lead')}</p>
      <ErrorSummary faults={faults} />
      <PostForm action={fill(paths.authorisations.draft, { id: campaign.id })}>
        <Radios
          {...text('kind')}
          label={t('request.kind')}
          choices={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
        <SignalChoices lang={lang} facts={facts} error={faultOf(faults, 'signals')} typed={typed} />
        <TextInput
          {...text('addressee')}
          label={t('write.addressee')}
          hint={t('write.addressee.hint')}
          autocomplete="off"
        />
        <TextArea
          {...text('motivation')}
          label={t('write.motivation')}
          hint={t('write.motivation.hint')}
          rows={8}
        />
        <TextArea
          {...text('necessity')}
          label={t('write.necessity')}
          hint={t('write.necessity.hint')}
          rows={5}
        />
        <Checkboxes
          name="testTypes"
          label={t('write.types')}
          choices={TEST_TYPES.map((type) => ({ value: type, label: t(`type.${type}`) }))}
          chosen={TEST_TYPES.filter((type) => typed[`testTypes-${type}`] === 'ja')}
          error={faultOf(faults, 'testTypes')}
        />
        <TextInput
          {...text('maxTests')}
          label={t('write.max')}
          hint={t('write.max.hint', { n: formatterFor(lang).number(planned) })}
          inputMode="numeric"
          width="short"
        />
        <TextInput {...text('wantedFrom')} label={t('write.from')} type="date" width="medium" />
        <TextInput {...text('wantedUntil')} label={t('write.until')} type="date" width="medium" />
        <TextArea
          {...text('employers')}
          label={t('write.employers')}
          hint={t('write.employers.hint')}
          rows={3}
          optional
        />
        <Radios
          {...text('thirdPersons')}
          label={t('write.third')}
          hint={t('write.third.hint')}
          choices={[
            { value: 'yes', label: t('yes') },
            { value: 'no', label: t('no') },
          ]}
        />
        <TextArea
          {...text('excusedActs')}
          label={t('write.excused')}
          hint={t('write.excused.hint')}
          rows={3}
          optional
        />
        <Radios
          {...text('language')}
          value={typed['language'] ?? 'nl'}
          label={r('language')}
          hint={r('language.hint')}
          choices={REQUEST_LANGUAGES.map((one) => ({ value: one, label: r(`language.${one}`) }))}
        />
        <SubmitButton>{t('write.save')}</SubmitButton>
      </PostForm>
    </>
  );
}

interface SignalChoicesProps extends Pick<AuthorisationProps, 'lang' | 'facts'> {
  readonly error: string | undefined;
  readonly typed: Readonly<Record<string, string>>;
}

/** The signals that the request can rest on, each with what the legal basis asks for it. */
function SignalChoices({ lang, facts, error, typed }: SignalChoicesProps) {
  const t = wordsIn(lang);
  const r = requestWordsIn(lang);
  const { basis, signals, triggers } = facts;
  const needed = basis.exercise ? 'none' : basis.triggersNeeded;
  const hintOf = ({ kind, exhibits }: AuthorisationProps['facts']['signals'][number]): string => {
    const asks = basis.triggerKinds[kind];
    const supported = r('signals.exhibits', { count: exhibits });
    if (needed === 'none') return supported;
    return `${supported} ${asks === undefined ? r('signals.unknown') : r('signals.asks', { kind: t(`kind.${asks}`) })}`;
  };
  if (signals.length === 0)
    return (
      <fieldset class={error === undefined ? 'field' : 'field field-bad'}>
        <legend id="signals" tabIndex={-1}>
          {r('signals')}
        </legend>
        {error === undefined ? null : <p class="field-error">{error}</p>}
        <p>
          {r(`signals.${needed}`)} {r('signals.empty')}{' '}
          <Link href={paths.signals.list}>{r('signals.link')}</Link>
        </p>
      </fieldset>
    );
  return (
    <Checkboxes
      name="signals"
      label={r('signals')}
      hint={r(`signals.${needed}`)}
      choices={signals.map((one) => ({
        value: one.id,
        label: labelOf(one, triggers, lang),
        hint: hintOf(one),
      }))}
      chosen={signals.map(({ id }) => id).filter((id) => typed[`signals-${id}`] === 'ja')}
      error={error}
    />
  );
}

/** The form as the draft stands; the plan's own kind of test and ground are the first proposal. */
function writtenIn({
  authorisation,
  request,
}: AuthorisationProps['facts']): Readonly<Record<string, string>> {
  if (authorisation === null || request === null) return {};
  return {
    kind: authorisation.kind,
    addressee: request.addressee,
    motivation: request.motivation,
    necessity: request.necessity,
    maxTests: String(request.maxTests),
    wantedFrom: request.wantedFrom,
    wantedUntil: request.wantedUntil,
    employers: request.employers.join('\n'),
    thirdPersons: request.thirdPersons ? 'yes' : 'no',
    excusedActs: request.excusedActs ?? '',
    language: request.language,
    ...Object.fromEntries(request.testTypes.map((type) => [`testTypes-${type}`, 'ja'])),
    ...Object.fromEntries(request.signals.map((id) => [`signals-${id}`, 'ja'])),
  };
}
