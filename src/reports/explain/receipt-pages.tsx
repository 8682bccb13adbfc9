import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  ErrorSummary,
  faultOf,
  SubmitButton,
  TextArea,
  useFormat,
  useLang,
} from '../../web/index.js';
import type { Receipt } from '../crypto/receipt.js';
import type { Told } from '../intake/answered.js';
import type { Asked, FlowMeans } from '../intake/pages.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import { receiptTranslator } from './receipt-words.js';

/** What was found of the receipt in the field: nothing was asked yet, it is none of ours, or what it says. */
type Found = 'unasked' | 'false' | Receipt;

/** GET /bewijs: a field for a proof of filing. */
export function showReceipt(means: FlowMeans, asked: Asked): Promise<Told> {
  return Promise.resolve(told(means, asked, 'unasked', []));
}

/** POST /bewijs: whether the proof is genuine. Nothing of it is kept. */
export function takeReceipt(means: FlowMeans, asked: Asked): Promise<Told> {
  const { fields } = asked.form;
  const text = fields['bewijs'] ?? '';
  if (fields['taal'] !== undefined) return showReceipt(means, asked);
  if (text.trim() === '') {
    const message = receiptTranslator(asked.lang)('receipt.empty');
    return Promise.resolve(told(means, asked, 'unasked', [{ field: 'bewijs', message }]));
  }
  return Promise.resolve(told(means, asked, means.intake.receipts.read(text) ?? 'false', []));
}

function told(means: FlowMeans, asked: Asked, found: Found, faults: readonly FieldFault[]): Told {
  return {
    status: faults.length > 0 ? 422 : 200,
    title: receiptTranslator(asked.lang)('receipt.title'),
    content: (
      <ReceiptView
        found={found}
        typed={asked.form.fields['bewijs'] ?? ''}
        keys={means.intake.receipts.publicKeys}
        faults={faults}
      />
    ),
    faults,
  };
}

interface ReceiptProps {
  readonly found: Found;
  readonly typed: string;
  readonly keys: readonly string[];
  readonly faults: readonly FieldFault[];
}

function ReceiptView({ found, typed, keys, faults }: ReceiptProps) {
  const t = receiptTranslator(useLang());
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('receipt.lead')}</p>
      <Verdict found={found} />
      <ChannelForm action={channelPaths.receipt} step="receipt">
        <TextArea
          name="bewijs"
          label={t('receipt.line')}
          hint={t('receipt.line.hint')}
          rows={5}
          value={typed}
          error={faultOf(faults, 'bewijs')}
        />
        <SubmitButton>{t('receipt.check')}</SubmitButton>
      </ChannelForm>
      <h2>{t('receipt.others')}</h2>
      <p>{t('receipt.others.text')}</p>
      <ul>
        {keys.map((key) => (
          <li key={key} class="breaks">
            <code>{key}</code>
          </li>
        ))}
      </ul>
      <p>
        <a href={channelPaths.report}>{t('receipt.back')}</a>
      </p>
    </>
  );
}

function Verdict({ found }: { readonly found: Found }) {
  const t = receiptTranslator(useLang());
  const f = useFormat();
  if (found === 'unasked') return null;
  if (found === 'false')
    return (
      <Callout tone="bad" title={t('receipt.false')}>
        <p>{t('receipt.false.text')}</p>
      </Callout>
    );
  const day = f.date(found.day);
  return (
    <Callout tone="good" title={t('receipt.true')}>
      <p>
        {found.by === null
          ? t('receipt.true.day', { day })
          : t('receipt.true.by', { day, name: found.by.organisation, reference: found.by.reference })}
      </p>
    </Callout>
  );
}
