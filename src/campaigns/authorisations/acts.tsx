import { holds } from '../../auth/index.js';
import {
  ConfirmForm,
  Dialog,
  faultOf,
  fill,
  Link,
  paths,
  Select,
  TextArea,
  withQuery,
} from '../../web/index.js';
import type { AuthorisationProps } from './facts.js';
import { ON_PAPER } from './forms.js';
import { requestWordsIn } from './request-words.js';
import { mayWrite, stands } from './rules.js';
import { wordsIn } from './words.js';

/** What the reader may do with the authorisation as it stands. */
export function Acts(props: AuthorisationProps) {
  const { lang, facts, reader } = props;
  const { authorisation } = facts;
  const t = wordsIn(lang);
  const open = ['draft', 'sealed'].includes(facts.campaign.state);
  const asks = open && (authorisation === null || mayWrite(authorisation.state).allowed);
  const decides = holds(reader.roles, 'authorisation.record');
  const decided = authorisation !== null && stands(authorisation.state);
  const forTeam =
    asks && (holds(reader.roles, 'authorisation.request') || holds(reader.roles, 'authorisation.check'));
  const forRecorder = decides && (authorisation?.state === 'requested' || decided);
  const toNarrow = facts.outside.length > 0 && facts.campaign.state === 'ready';
  if (!forTeam && !forRecorder && !toNarrow) return null;
  return (
    <>
      <h2>{t('act.title')}</h2>
      {forTeam && !facts.member ? <p>{t('act.team-only')}</p> : null}
      {forTeam && facts.member ? <TeamActs {...props} /> : null}
      {toNarrow ? <Narrow {...props} /> : null}
      {forRecorder ? <RecorderActs {...props} /> : null}
    </>
  );
}

function TeamActs(props: AuthorisationProps) {
  const { lang, facts, reader } = props;
  const t = wordsIn(lang);
  const { authorisation, request } = facts;
  const id = facts.campaign.id;
  const writes = holds(reader.roles, 'authorisation.request');
  return (
    <>
      {authorisation?.state === 'drafted' && request !== null ? (
        <Check {...props} version={request.version} own={authorisation.requestedBy === reader.id} />
      ) : null}
      {authorisation?.state === 'checked' && writes ? (
        <ConfirmForm
          action={fill(paths.authorisations.request, { id })}
          verb={facts.magistrates.length === 0 ? t('act.request') : requestWordsIn(lang)('to.verb')}
          hidden={{ kind: authorisation.kind }}
        >
          <SendTo {...props} />
        </ConfirmForm>
      ) : null}
      {writes ? (
        <p>
          <Link
            href={fill(paths.authorisations.write, { id })}
            class={authorisation === null ? 'button button-primary' : 'button button-secondary'}
          >
            {t(authorisation === null ? 'act.write' : 'act.rewrite')}
          </Link>
        </p>
      ) : null}
    </>
  );
}

/** On paper, or to the account of a magistrate, once the plan is sealed. */
function SendTo({ lang, facts }: AuthorisationProps) {
  const t = wordsIn(lang);
  const r = requestWordsIn(lang);
  const { magistrates, campaign } = facts;
  if (magistrates.length === 0) return <p>{t('act.request.what')}</p>;
  if (campaign.state !== 'sealed')
    return (
      <p>
        {t('act.request.what')} {r('to.after-seal')}
      </p>
    );
  return (
    <Select
      name="magistrate"
      label={r('to')}
      hint={r('to.hint')}
      value={ON_PAPER}
      choices={[
        { value: ON_PAPER, label: r('to.paper') },
        ...magistrates.map(({ account, name }) => ({ value: account, label: name })),
      ]}
    />
  );
}

function Check(props: AuthorisationProps & { readonly version: number; readonly own: boolean }) {
  const { lang, facts, reader, faults, kept, version, own } = props;
  const t = wordsIn(lang);
  const id = facts.campaign.id;
  if (own) return <p>{t('act.check.own')}</p>;
  if (!holds(reader.roles, 'authorisation.check')) return null;
  const hidden = { version: String(version) };
  const error = faultOf(faults, 'remark');
  return (
    <>
      <ConfirmForm
        action={fill(paths.authorisations.check, { id })}
        title={t('act.check')}
        verb={t('act.check-verb')}
        hidden={hidden}
      >
        <p>{t('act.check.what')}</p>
      </ConfirmForm>
      <Dialog verb={t('act.send-back')} open={error !== undefined}>
        <ConfirmForm
          action={fill(paths.authorisations.sendBack, { id })}
          verb={t('act.send-back')}
          tone="secondary"
          hidden={hidden}
        >
          <p>{t('act.send-back.what')}</p>
          <TextArea
            name="remark"
            label={t('act.remark')}
            hint={t('act.ten')}
            rows={3}
            value={kept['remark']}
            error={error}
          />
        </ConfirmForm>
      </Dialog>
    </>
  );
}

/** What a decision brings is recorded by another than who asked. */
function RecorderActs({ lang, facts, reader }: AuthorisationProps) {
  const t = wordsIn(lang);
  const { authorisation } = facts;
  const id = facts.campaign.id;
  if (authorisation === null) return null;
  const to = (what: string) => withQuery(fill(paths.authorisations.decision, { id }), { wat: what });
  const asked = authorisation.requestedBy === reader.id || authorisation.sentBy === reader.id;
  const waits = authorisation.state === 'requested';
  if (facts.addressee !== null)
    return <p>{requestWordsIn(lang)('to.decides', { name: facts.addressee.name })}</p>;
  return (
    <>
      {asked ? <p>{t('act.record.own')}</p> : null}
      {asked || !waits ? null : (
        <p class="confirm-acts">
          <Link href={to('verlening')} class="button button-primary">
            {t('act.grant')}
          </Link>
          <Link href={to('weigering')} class="button button-secondary">
            {t('act.refuse')}
          </Link>
        </p>
      )}
      {waits ? null : (
        <div class="confirm-acts">
          {asked || facts.standing === 'expired' ? null : (
            <Link href={to('verlenging')} class="button button-secondary">
              {t('act.extend')}
            </Link>
          )}
          <Dialog verb={t('act.withdraw')} tone="danger">
            <ConfirmForm
              action={fill(paths.authorisations.withdraw, { id })}
              verb={t('act.withdraw')}
              tone="danger"
            >
              <p>{t('act.withdraw.what')}</p>
            </ConfirmForm>
          </Dialog>
        </div>
      )}
    </>
  );
}

/** What the decision does not cover leaves the plan before the start, by another than who designed it. */
function Narrow({ lang, facts, reader, faults, kept }: AuthorisationProps) {
  const t = wordsIn(lang);
  const r = requestWordsIn(lang);
  const { campaign, member } = facts;
  const error = faultOf(faults, 'voidReason');
  if (!member || !holds(reader.roles, 'campaign.seal') || campaign.createdBy === reader.id)
    return <p>{r('narrow.other')}</p>;
  return (
    <Dialog verb={r('narrow.verb')} tone="danger" open={error !== undefined}>
      <ConfirmForm
        action={fill(paths.authorisations.narrow, { id: campaign.id })}
        verb={r('narrow.verb')}
        tone="danger"
      >
        <p>{r('narrow.what')}</p>
        <TextArea
          name="voidReason"
          label={r('narrow.reason')}
          hint={t('act.ten')}
          rows={3}
          value={kept['voidReason']}
          error={error}
        />
      </ConfirmForm>
    </Dialog>
  );
}
