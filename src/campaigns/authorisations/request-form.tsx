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
import { AUTHORISATION_KINDS } from '../../register/index.js';
import type { AuthorisationProps } from './facts.js';
import { TEST_TYPES } from './schema.js';
import { wordsIn } from './words.js';

/** The text of a request: why, and how far it reaches. */
export function RequestForm({ lang, facts, faults, kept }: AuthorisationProps) {
  const t = wordsIn(lang);
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
        <SubmitButton>{t('write.save')}</SubmitButton>
      </PostForm>
    </>
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
    ...Object.fromEntries(request.testTypes.map((type) => [`testTypes-${type}`, 'ja'])),
  };
}
