import { Callout, SubmitButton, useLang } from '../../web/index.js';
import { receiptTranslator } from '../explain/receipt-words.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import { intakeTranslator } from './words.js';

/** A proof of filing for who wants one, with what it gives away; none is made unasked. Also the way out. */
export function OwnReceipt({ receipt }: { readonly receipt: string | null }) {
  const t = receiptTranslator(useLang());
  const say = intakeTranslator(useLang());
  return (
    <>
      <h2>{t('receipt.own')}</h2>
      {receipt === null ? <p>{t('receipt.own.text')}</p> : null}
      <Callout tone="warn" title={t('receipt.warn')} />
      {receipt === null ? null : <ReceiptText receipt={receipt} />}
      <ChannelForm action={channelPaths.report} step="sent">
        <div class="confirm-acts">
          {receipt === null ? (
            <SubmitButton tone="secondary" name="actie" value="bewijs">
              {t('receipt.make')}
            </SubmitButton>
          ) : null}
          <SubmitButton tone="secondary" name="actie" value="wis">
            {say('page.erase')}
          </SubmitButton>
        </div>
      </ChannelForm>
    </>
  );
}

/** The line of a receipt to copy, and where others check it. */
export function ReceiptText({ receipt }: { readonly receipt: string }) {
  const t = receiptTranslator(useLang());
  return (
    <>
      <p>{t('receipt.copy')}</p>
      <p class="breaks">
        <code>{receipt}</code>
      </p>
      <p class="soft">{t('receipt.where', { address: channelPaths.receipt })}</p>
    </>
  );
}
