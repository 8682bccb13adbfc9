import { holds } from '../auth/index.js';
import type { FieldFault } from '../platform/problems.js';
import { ConfirmForm, Dialog, faultOf, fill, Link, paths, TextArea, type Lang } from '../web/index.js';
import { UsedOutcomes } from './used-outcomes.js';
import { mayGo } from './rules.js';
import type { Campaign } from './schema.js';
import { wordsIn } from './words.js';

interface ActsProps {
  readonly lang: Lang;
  readonly facts: { readonly campaign: Campaign; readonly member: boolean };
  readonly roles: readonly string[];
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** The acts that the state and the actor's permissions allow to the campaign's own team, always in this place and order; Noodstop last. */
export function Acts(props: ActsProps) {
  const { lang, roles } = props;
  const { id, state } = props.facts.campaign;
  const t = wordsIn(lang);
  const runs = holds(roles, 'campaign.run');
  const may = {
    start: runs && state === 'ready',
    resume: runs && state === 'paused',
    pause: runs && mayGo(state, 'paused').allowed,
    close: holds(roles, 'campaign.stop') && mayGo(state, 'closing').allowed,
    stop: runs && mayGo(state, 'stopped').allowed,
    abandon: holds(roles, 'campaign.seal') && mayGo(state, 'abandoned').allowed,
  };
  if (!Object.values(may).includes(true)) return null;
  if (!props.facts.member) {
    return (
      <>
        <h2>{t('act.title')}</h2>
        <p>{t(holds(roles, 'campaign.team') ? 'act.join-first' : 'act.team-only')}</p>
      </>
    );
  }
  return (
    <>
      <h2>{t('act.title')}</h2>
      {may.start ? (
        <ConfirmForm action={fill(paths.campaigns.start, { id })} verb={t('act.start')}>
          <p>{t('act.start.what')}</p>
        </ConfirmForm>
      ) : null}
      {may.resume ? (
        <ConfirmForm action={fill(paths.campaigns.resume, { id })} verb={t('act.resume')}>
          <p>{t('act.resume.what')}</p>
        </ConfirmForm>
      ) : null}
      <div class="confirm-acts">
        {may.pause ? <ReasonedAct {...props} act="pause" /> : null}
        {may.close ? <ReasonedAct {...props} act="close" /> : null}
        {may.stop ? (
          <Link href={fill(paths.campaigns.stop, { id })} class="button button-danger">
            {t('act.stop')}
          </Link>
        ) : null}
        {may.abandon ? (
          <Link href={fill(paths.campaigns.abandon, { id })} class="button button-secondary">
            {t('act.abandon')}
          </Link>
        ) : null}
      </div>
    </>
  );
}

/** An act that asks why; folded away until it is wanted, open when it came back with a fault. */
function ReasonedAct({ lang, facts, faults, kept, act }: ActsProps & { readonly act: 'pause' | 'close' }) {
  const t = wordsIn(lang);
  const [field, asked] = [`${act}Reason`, `${act}UsedOutcomes`];
  return (
    <Dialog
      verb={t(`act.${act}`)}
      tone="secondary"
      open={[field, asked].some((name) => faultOf(faults, name) !== undefined)}
    >
      <ConfirmForm
        action={fill(paths.campaigns[act], { id: facts.campaign.id })}
        verb={t(`act.${act}.verb`)}
        tone="secondary"
      >
        <p>{t(`act.${act}.what`)}</p>
        <TextArea
          name={field}
          label={t('act.reason')}
          hint={t('act.reason.hint')}
          rows={3}
          value={kept[field]}
          error={faultOf(faults, field)}
        />
        {act === 'pause' ? null : (
          <UsedOutcomes name={asked} lang={lang} value={kept[asked]} error={faultOf(faults, asked)} />
        )}
      </ConfirmForm>
    </Dialog>
  );
}
