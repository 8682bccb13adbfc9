import {
  ConfirmForm,
  Dialog,
  faultOf,
  FileField,
  fill,
  formatterFor,
  MOST_FORM_BYTES,
  paths,
  PostForm,
  SubmitButton,
  TextArea,
  TextInput,
} from '../../web/index.js';
import type { Confirmation } from './schema.js';
import type { BasisViewProps } from './view-props.js';
import { wordsIn } from './words.js';

/** What a coordinator may do with the text as it stands: propose, confirm what another proposed, or withdraw. */
export function ConfirmationActs(props: BasisViewProps) {
  const { text, confirmer } = props;
  if (confirmer === null || text.exercise || text.content === null) return null;
  const standing = text.confirmations.find(
    ({ textHash, withdrawnAt }) => withdrawnAt === null && textHash.equals(text.textHash),
  );
  if (standing === undefined) return <Propose {...props} />;
  return (
    <>
      {standing.confirmedAt === null ? <Confirm {...props} proposal={standing} /> : null}
      <Withdraw {...props} confirmation={standing} />
    </>
  );
}

function Propose({ lang, text, faults, kept }: BasisViewProps) {
  const t = wordsIn(lang);
  const address = { basis: text.code, version: text.version };
  return (
    <>
      <h2>{t('act.propose')}</h2>
      <p>{t('act.propose.what')}</p>
      <PostForm
        action={fill(paths.legalBases.propose, address)}
        hidden={{ textHash: text.textHash.toString('hex') }}
        withFile
      >
        <FileField
          name="document"
          label={t('act.document')}
          hint={t('act.document.hint')}
          kinds={['.pdf', '.docx', '.odt', '.eml', '.txt']}
          most={MOST_FORM_BYTES}
          error={faultOf(faults, 'document')}
        />
        <TextInput
          name="documentHash"
          label={t('act.hash')}
          hint={t('act.hash.hint')}
          optional
          autocomplete="off"
          value={kept['documentHash']}
          error={faultOf(faults, 'documentHash')}
        />
        <TextInput
          name="documentDate"
          type="date"
          width="medium"
          label={t('act.date')}
          value={kept['documentDate']}
          error={faultOf(faults, 'documentDate')}
        />
        <p>
          <SubmitButton>{t('act.propose')}</SubmitButton>
        </p>
      </PostForm>
    </>
  );
}

function Confirm({ lang, confirmer, proposal }: BasisViewProps & { readonly proposal: Confirmation }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const what = t('act.confirm.what', {
    who: proposal.proposer,
    when: f.dateTime(proposal.proposedAt),
    date: f.date(proposal.documentDate),
  });
  return (
    <>
      <h2>{t('act.confirm')}</h2>
      {proposal.proposedBy === confirmer ? (
        <p>{t('act.confirm.own')}</p>
      ) : (
        <ConfirmForm action={fill(paths.legalBases.confirm, { id: proposal.id })} verb={t('act.confirm')}>
          <p>{what}</p>
          <p>
            <code class="breaks">{proposal.documentHash.toString('hex')}</code>
          </p>
        </ConfirmForm>
      )}
    </>
  );
}

function Withdraw({
  lang,
  faults,
  kept,
  confirmation,
}: BasisViewProps & { readonly confirmation: Confirmation }) {
  const t = wordsIn(lang);
  return (
    <Dialog verb={t('act.withdraw')} tone="danger" open={faultOf(faults, 'reason') !== undefined}>
      <ConfirmForm
        action={fill(paths.legalBases.withdraw, { id: confirmation.id })}
        verb={t('act.withdraw')}
        tone="danger"
      >
        <p>{t('act.withdraw.what')}</p>
        <TextArea
          name="reason"
          label={t('act.reason')}
          hint={t('act.reason.hint')}
          rows={3}
          value={kept['reason']}
          error={faultOf(faults, 'reason')}
        />
      </ConfirmForm>
    </Dialog>
  );
}
