import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  ConfirmForm,
  DataTable,
  EmptyState,
  ErrorSummary,
  faultOf,
  formatterFor,
  paths,
  TextArea,
  type Lang,
} from '../../web/index.js';
import type { Thrown } from './schema.js';
import { wordsIn } from './words.js';

interface SwitchViewProps {
  readonly lang: Lang;
  /** The newest first. */
  readonly times: readonly Thrown[];
  /** Who reads; null for who may not use the switch. */
  readonly user: string | null;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** Must everything stop now? What the switch does, how it stands, and when it was used. */
export function SwitchView(props: SwitchViewProps) {
  const { lang, times } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const open = times.find(({ releasedAt }) => releasedAt === null);
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <ErrorSummary faults={props.faults} />
      {open === undefined ? (
        <Callout tone="good" title={t('off')}>
          <p>{t('off.what')}</p>
        </Callout>
      ) : (
        <Callout tone="bad" title={t('on')}>
          <p>{t('on.by', { who: open.thrower, when: f.dateTime(open.thrownAt), reason: open.reason })}</p>
        </Callout>
      )}
      <Act {...props} open={open} />
      <h2>{t('history')}</h2>
      <DataTable<Thrown>
        caption={t('history')}
        captionHidden
        narrow="stack"
        rows={times}
        keyOf={({ id }) => id}
        empty={<EmptyState title={t('history.none')} />}
        columns={[
          {
            head: t('history.thrown'),
            names: true,
            cell: ({ thrownAt, thrower }) => t('history.act', { when: f.dateTime(thrownAt), who: thrower }),
          },
          { head: t('history.why'), cell: ({ reason }) => reason },
          {
            head: t('history.released'),
            cell: ({ releasedAt, releaser, releasedReason }) =>
              releasedAt === null ? (
                t('history.open')
              ) : (
                <>
                  {t('history.act', { when: f.dateTime(releasedAt), who: releaser ?? '?' })}. {releasedReason}
                </>
              ),
          },
        ]}
      />
    </>
  );
}

function Act({ lang, open, user, faults, kept }: SwitchViewProps & { readonly open: Thrown | undefined }) {
  const t = wordsIn(lang);
  if (user === null) return open === undefined ? null : <p>{t('release.other')}</p>;
  if (open?.throwerId === user) return <p>{t('release.own')}</p>;
  const act = open === undefined ? 'throw' : 'release';
  return (
    <>
      <h2>{t(act === 'throw' ? 'throw.title' : 'release')}</h2>
      <ConfirmForm action={paths.killSwitch[act]} verb={t(act)} tone={act === 'throw' ? 'danger' : 'primary'}>
        <p>{t(act === 'throw' ? 'throw.what' : 'release.what')}</p>
        <TextArea
          name="reason"
          label={t('reason')}
          hint={t('reason.hint')}
          rows={3}
          value={kept['reason']}
          error={faultOf(faults, 'reason')}
        />
      </ConfirmForm>
    </>
  );
}
