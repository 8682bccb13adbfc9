import { faultOf, SubmitButton, TextArea, useFormat, useLang } from '../../web/index.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import type { StepFault } from './answers.js';
import type { OwnTranscript } from './sign-transcript.js';
import { transcriptTranslator } from './transcript-words.js';

/** What was taken down for the reporter: to check, correct and sign; afterwards only that it was. */
export function TranscriptView({
  transcript,
  typed,
  faults,
}: {
  readonly transcript: OwnTranscript | null;
  readonly typed: string | undefined;
  readonly faults: readonly StepFault[];
}) {
  const t = transcriptTranslator(useLang());
  const f = useFormat();
  if (transcript === null) return null;
  const { signedOn, corrected, written } = transcript;
  if (signedOn !== null)
    return <p>{t(corrected === null ? 'sign.done' : 'sign.done.changed', { day: f.date(signedOn) })}</p>;
  return (
    <section>
      <h2>{t('sign.title')}</h2>
      <p>{t('sign.lead')}</p>
      <ChannelForm id="verslag" action={channelPaths.follow} step="sign">
        <TextArea
          name="verslag-tekst"
          label={t('sign.text')}
          rows={12}
          value={typed ?? written}
          error={faultOf(faults, 'verslag-tekst')}
        />
        <SubmitButton>{t('sign.go')}</SubmitButton>
      </ChannelForm>
    </section>
  );
}
