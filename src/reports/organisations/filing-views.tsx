import { ErrorSummary, faultOf, SubmitButton, TextInput, useFormat, useLang } from '../../web/index.js';
import type { FieldFault } from '../../platform/problems.js';
import { ReceiptText } from '../intake/receipt-views.js';
import { intakeTranslator } from '../intake/words.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import { organisationTranslator } from './words.js';

interface CodeProps {
  readonly words: readonly string[];
  readonly reference: string;
  readonly count: number;
  readonly faults: readonly FieldFault[];
}

/** The code of what is ready, and its last word to type back. */
export function FilingCodeView({ words, reference, count, faults }: CodeProps) {
  const lang = useLang();
  const t = organisationTranslator(lang);
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('code.ready', { count, reference })}</p>
      <p>{t('code.lead')}</p>
      <ol class="code-words" aria-label={intakeTranslator(lang)('code.list')}>
        {words.map((word, at) => (
          <li key={at}>
            <strong lang="nl">{word}</strong>
          </li>
        ))}
      </ol>
      <ChannelForm action={channelPaths.organisation} step="code">
        <input type="hidden" name="kenmerk" value={reference} />
        <TextInput name="check" label={t('code.check')} width="medium" error={faultOf(faults, 'check')} />
        <div class="confirm-acts">
          <SubmitButton name="actie" value="verstuur">
            {t('code.send')}
          </SubmitButton>
          <SubmitButton tone="secondary" name="actie" value="wis">
            {t('code.wipe')}
          </SubmitButton>
        </div>
      </ChannelForm>
    </>
  );
}

interface SentProps {
  readonly day: string;
  readonly reference: string;
  readonly receipt: string;
}

/** What an organisation filed, with its receipt. */
export function FilingSentView({ day, reference, receipt }: SentProps) {
  const t = organisationTranslator(useLang());
  const f = useFormat();
  return (
    <>
      <p class="lead">{t('sent.text', { day: f.date(day), reference })}</p>
      <ReceiptText receipt={receipt} />
      <ChannelForm action={channelPaths.organisation} step="code">
        <input type="hidden" name="kenmerk" value={reference} />
        <p>
          <a href={channelPaths.organisation}>{t('sent.back')}</a>
        </p>
      </ChannelForm>
    </>
  );
}
