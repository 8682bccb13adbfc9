import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  DataTable,
  ErrorSummary,
  faultOf,
  formatterFor,
  paths,
  PostForm,
  Select,
  SubmitButton,
  type Lang,
} from '../../web/index.js';
import type { Standby, Weekend } from './schema.js';
import { wordsIn } from './words.js';

interface DutyProps {
  readonly lang: Lang;
  readonly weekends: readonly Weekend[];
  readonly standbys: readonly Standby[];
  readonly plans: boolean;
  readonly done: boolean;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** Who watches the clocks in which weekend? */
export function DutyView(props: DutyProps) {
  const { lang, weekends, done, faults, plans } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const noteOf = ({ unseen }: Weekend): string =>
    unseen === 0 ? '' : unseen === 1 ? t('unseen.one') : t('unseen', { n: unseen });
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <ErrorSummary faults={faults} />
      {done ? <Callout tone="good" title={t('done.vast')} /> : null}
      <p>{t('why')}</p>
      {plans ? <PlanForm {...props} /> : null}
      <h2>{t('caption')}</h2>
      <DataTable
        caption={t('caption')}
        captionHidden
        rows={weekends}
        keyOf={({ saturday }) => saturday}
        empty={null}
        columns={[
          { head: t('weekend'), cell: ({ saturday }) => f.date(saturday), names: true },
          { head: t('who'), cell: ({ name }) => name ?? t('nobody') },
          ...(weekends.some(({ unseen }) => unseen > 0) ? [{ head: t('note'), cell: noteOf }] : []),
        ]}
      />
    </>
  );
}

function PlanForm({ lang, weekends, standbys, faults, kept }: DutyProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  if (standbys.length === 0) return <p>{t('plan.none')}</p>;
  // The first weekend without anybody is the one to plan.
  const next = weekends.find(({ account }) => account === null)?.saturday ?? weekends[0]?.saturday;
  return (
    <>
      <h2>{t('plan')}</h2>
      <PostForm action={paths.duty.plan}>
        <Select
          name="weekend"
          label={t('weekend')}
          value={kept['weekend'] ?? next}
          error={faultOf(faults, 'weekend')}
          choices={weekends.map(({ saturday }) => ({ value: saturday, label: f.date(saturday) }))}
        />
        <Select
          name="account"
          label={t('who')}
          value={kept['account']}
          error={faultOf(faults, 'account')}
          choices={standbys.map(({ account, name }) => ({ value: account, label: name }))}
        />
        <SubmitButton>{t('plan.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}
