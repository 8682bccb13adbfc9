import type { FieldFault } from '../../platform/problems.js';
import {
  faultOf,
  Radios,
  Select,
  StateTag,
  SubmitButton,
  TextArea,
  useFormat,
  type StateLook,
} from '../../web/index.js';
import type { ShownRequest } from '../custody/requests.js';
import { isStanding, mayAskCustody, type RequestState } from '../custody/rules.js';
import { GROUNDS } from '../custody/schema.js';
import { ChannelForm } from '../listener/page.js';
import { deskReportPath } from '../paths.js';
import { mayWork } from '../rules.js';
import { useDeskT } from './frame.js';
import type { DossierProps } from './report-views.js';
import type { DeskT } from './words.js';

export const CUSTODY_ACTS = [
  'identity-ask',
  'annex-ask',
  'duty-ask',
  'annex-seal',
  'custody-packet',
] as const;
export type CustodyAct = (typeof CUSTODY_ACTS)[number];
export const isCustodyAct = (text: string): text is CustodyAct => CUSTODY_ACTS.some((one) => one === text);
/** What can be asked. */
export const ASKED = ['identity', 'annex', 'duty'] as const;
export type AskedPurpose = (typeof ASKED)[number];

export interface CustodyProps extends DossierProps {
  readonly tried: string | null;
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
}

/** What custodians keep of this report, what was asked of them, and what can be asked now. */
export function CustodySection(props: CustodyProps) {
  const t = useDeskT();
  const f = useFormat();
  const { custody, report, test } = props.dossier;
  const { identityOn, annexOn, possible, requests } = custody;
  const worked = mayWork(report).allowed;
  const mayAsk = (purpose: AskedPurpose, there: boolean): boolean =>
    mayAskCustody(purpose, { worked, there, requests }).allowed;
  if (!possible) return null;
  return (
    <section>
      <h2>{t('custody.title')}</h2>
      <p>{t('custody.lead')}</p>
      <p>
        {identityOn === null
          ? t('custody.identity.none')
          : t('custody.identity.given', { day: f.date(identityOn) })}
      </p>
      {annexOn === null ? null : <p>{t('custody.annex.sealed', { day: f.date(annexOn) })}</p>}
      {mayAsk('identity', identityOn !== null) ? <AskFold purpose="identity" props={props} /> : null}
      <AnnexFold {...props} />
      {mayAsk('annex', annexOn !== null) ? <AskFold purpose="annex" props={props} /> : null}
      {mayAsk('duty', test?.answer === 'no') ? <AskFold purpose="duty" props={props} /> : null}
      {requests.length === 0 ? null : <h3>{t('custody.requests')}</h3>}
      {requests.map((request) => (
        <RequestCard key={request.id} request={request} report={report.id} />
      ))}
    </section>
  );
}

const lookOf = (t: DeskT): StateLook<RequestState> => ({
  early: { tone: 'neutral', word: t('custody.state.early') },
  open: { tone: 'warn', word: t('custody.state.open') },
  granted: { tone: 'active', word: t('custody.state.granted') },
  opened: { tone: 'good', word: t('custody.state.opened') },
  refused: { tone: 'bad', word: t('custody.state.refused') },
  over: { tone: 'muted', word: t('custody.state.over') },
});

function RequestCard({ request, report }: { readonly request: ShownRequest; readonly report: string }) {
  const t = useDeskT();
  const f = useFormat();
  const { id, purpose, ground, askedOn, openFrom, until, notice, state, agreed, refusedBy } = request;
  return (
    <section class="message">
      <h4>{t(`custody.purpose.${purpose}`)}</h4>
      <p>
        <StateTag state={state} look={lookOf(t)} />
      </p>
      {ground === 'no-officer' ? null : <p>{t(`custody.ground.${ground}`)}</p>}
      <p>
        {t('custody.asked', { day: f.date(askedOn), from: f.date(openFrom), until: f.date(until) })}{' '}
        {notice === 'given' ? t('custody.told') : notice === 'withheld' ? t('custody.untold') : ''}
      </p>
      {agreed.length === 0 ? null : <p>{t('custody.agreed', { names: agreed.join(', ') })}</p>}
      {refusedBy === '' ? null : <p>{t('custody.refused-by', { name: refusedBy })}</p>}
      {isStanding(state) ? (
        <ChannelForm id={`pakket-${id}`} action={deskReportPath(report)} step="custody-packet">
          <SubmitButton tone="secondary" name="verzoek" value={id}>
            {t('custody.packet')}
          </SubmitButton>
          <p class="soft">{t('custody.packet.note')}</p>
        </ChannelForm>
      ) : null}
    </section>
  );
}

function AnnexFold(props: CustodyProps) {
  const t = useDeskT();
  const tried = props.tried === 'annex-seal';
  const { report } = props.dossier;
  if (!mayWork(report).allowed) return null;
  return (
    <details open={tried}>
      <summary>{t('custody.annex.seal')}</summary>
      <ChannelForm id="act-annex-seal" action={deskReportPath(report.id)} step="annex-seal">
        <TextArea
          name="bijlage"
          label={t('custody.annex.text')}
          hint={t('custody.annex.seal.hint')}
          rows={8}
          value={tried ? props.typed['bijlage'] : ''}
          error={tried ? faultOf(props.faults, 'bijlage') : undefined}
        />
        <SubmitButton>{t('custody.annex.seal')}</SubmitButton>
      </ChannelForm>
    </details>
  );
}

/** Asks for one thing: the ground, the reason, and of what touches the reporter whether that is told beforehand. */
function AskFold({ purpose, props }: { readonly purpose: AskedPurpose; readonly props: CustodyProps }) {
  const t = useDeskT();
  const tried = props.tried === `${purpose}-ask`;
  const field = (name: string, given = '') => ({
    name: `${name}-${purpose}`,
    value: tried ? props.typed[`${name}-${purpose}`] : given,
    error: tried ? faultOf(props.faults, `${name}-${purpose}`) : undefined,
  });
  const grounds = GROUNDS.filter((code) => purpose === 'identity' || code !== 'consent');
  return (
    <details open={tried}>
      <summary>{t(`custody.${purpose}.ask`)}</summary>
      <ChannelForm
        id={`act-${purpose}-ask`}
        action={deskReportPath(props.dossier.report.id)}
        step={`${purpose}-ask`}
      >
        <Select
          {...field('grond')}
          label={t('custody.ground')}
          choices={grounds.map((code) => ({ value: code, label: t(`custody.ground.${code}`) }))}
        />
        <TextArea {...field('waarom')} label={t('custody.reason')} hint={t('custody.reason.hint')} rows={4} />
        {purpose === 'annex' ? null : (
          <>
            <Radios
              {...field('vooraf')}
              label={t('custody.notice')}
              choices={[
                { value: 'given', label: t('custody.notice.given') },
                { value: 'withheld', label: t('custody.notice.withheld') },
              ]}
            />
            <TextArea
              {...field('bericht', t(`custody.notice.${purpose}`))}
              label={t('custody.notice.text')}
              hint={t('custody.notice.hint')}
              rows={4}
            />
          </>
        )}
        <SubmitButton>{t(`custody.${purpose}.ask`)}</SubmitButton>
      </ChannelForm>
    </details>
  );
}
