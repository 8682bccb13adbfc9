import type { FieldFault } from '../../platform/problems.js';
import {
  ConfirmForm,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  Link,
  paths,
  PostForm,
  Select,
  StateTag,
  SubmitButton,
  SummaryList,
  TextArea,
  TextInput,
  type Lang,
} from '../../web/index.js';
import { handOutWordsIn } from './hand-out-words.js';
import { callLook } from './plan-view.js';
import type { CallLine, GivableFirm, TesterLine } from './views.js';
import { wordsIn } from './words.js';

/** How a form names a firm in the place of a tester. */
export const FIRM = 'bureau:';

interface AssignViewProps {
  readonly lang: Lang;
  readonly call: CallLine;
  readonly testers: readonly TesterLine[];
  readonly firms: readonly GivableFirm[];
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** Who calls, which number, on which day? */
export function AssignView(props: AssignViewProps) {
  const { lang, call, faults } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const items = [
    {
      term: t('assign.campaign'),
      value: <Link href={fill(paths.campaigns.calls, { id: call.campaign })}>{call.campaignName}</Link>,
    },
    { term: t('plan.agency'), value: call.name ?? t('plan.agency-n', { n: call.agency }) },
    { term: t('plan.wave'), value: f.number(call.wave) },
    { term: t('plan.state'), value: <StateTag state={call.state} look={callLook(t)} /> },
    ...(call.stateReason === null ? [] : [{ term: t('assign.reason-word'), value: call.stateReason }]),
  ];
  return (
    <>
      <p class="lead">{t('assign.lead')}</p>
      <ErrorSummary faults={faults} />
      <SummaryList items={items} />
      {call.state === 'planned' ? <Forms {...props} /> : null}
    </>
  );
}

function Forms({ lang, call, testers, firms, faults, kept }: AssignViewProps) {
  const t = wordsIn(lang);
  const { id } = call;
  const nobody = { value: 'niemand', label: t('assign.nobody') };
  return (
    <>
      <PostForm action={fill(paths.calls.assign, { id })}>
        <Select
          name="tester"
          label={t('plan.tester')}
          value={
            kept['tester'] ??
            (call.firm === null ? String(call.testerNumber ?? 'niemand') : `${FIRM}${call.firm}`)
          }
          error={faultOf(faults, 'tester')}
          choices={[
            nobody,
            ...testers.map(({ number, name }) => ({ value: String(number), label: name })),
            ...firms.map(({ id, name }) => ({
              value: `${FIRM}${id}`,
              label: handOutWordsIn(lang)('assign.firm', { name }),
            })),
          ]}
        />
        {call.name === null ? null : (
          <TextInput
            name="phone"
            type="tel"
            label={t('plan.phone')}
            hint={t('assign.phone-hint')}
            width="medium"
            optional
            value={kept['phone'] ?? call.phone ?? ''}
            error={faultOf(faults, 'phone')}
          />
        )}
        <TextInput
          name="plannedOn"
          type="date"
          label={t('plan.day')}
          width="medium"
          value={kept['plannedOn'] ?? call.plannedOn}
          error={faultOf(faults, 'plannedOn')}
        />
        <SubmitButton>{t('assign.verb')}</SubmitButton>
      </PostForm>
      <details class="call-stop" open={faultOf(faults, 'reason') !== undefined}>
        <summary class="button button-danger">{t('assign.cancel')}</summary>
        <ConfirmForm action={fill(paths.calls.cancel, { id })} verb={t('assign.cancel-verb')} tone="danger">
          <p>{t('assign.cancel-what')}</p>
          <TextArea
            name="reason"
            label={t('assign.reason')}
            hint={t('assign.reason-hint')}
            rows={3}
            value={kept['reason']}
            error={faultOf(faults, 'reason')}
          />
        </ConfirmForm>
      </details>
    </>
  );
}
