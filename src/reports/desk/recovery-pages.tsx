import { Callout, SubmitButton, useFormat, useLang } from '../../web/index.js';
import type { Answer } from '../intake/answered.js';
import type { RecoveryStanding } from '../custody/recovery-service.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import { DeskFrame } from './frame.js';
import { recoveryTranslator } from './recovery-words.js';
import type { Visitor } from './session.js';

/** GET /dienst/herstelsleutel: whether there is a recovery key, and whether everything is sealed to it. */
export async function recoveryPage(
  { desk }: DeskMeans,
  { lang }: DeskAsked,
  visitor: Visitor,
): Promise<Answer> {
  const standing = await desk.recovery(visitor);
  return {
    status: 200,
    title: recoveryTranslator(lang)('recovery.title'),
    content: <RecoveryView standing={standing} />,
  };
}

/** POST /dienst/herstelsleutel: seals what is not sealed to it. */
export async function takeRecovery({ desk }: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  if (asked.form.fields['stap'] === 'reseal' && asked.form.fields['taal'] === undefined)
    await desk.resealRecovery(visitor);
  return { to: channelPaths.deskRecovery };
}

function RecoveryView({ standing: { until, without } }: { readonly standing: RecoveryStanding }) {
  const t = recoveryTranslator(useLang());
  const f = useFormat();
  return (
    <DeskFrame current="recovery">
      <p class="lead">{t('recovery.lead')}</p>
      {until === null ? (
        <Callout tone="warn" title={t('recovery.none')}>
          <p>{t('recovery.none.text')}</p>
        </Callout>
      ) : (
        <>
          <Callout tone="good" title={t('recovery.counts', { day: f.date(until) })} />
          <p>{without === 0 ? t('recovery.all') : t('recovery.without', { count: without })}</p>
        </>
      )}
      {until === null || without === 0 ? null : (
        <ChannelForm id="verzegel" action={channelPaths.deskRecovery} step="reseal">
          <SubmitButton>{t('recovery.reseal')}</SubmitButton>
          <p class="soft">{t('recovery.again')}</p>
        </ChannelForm>
      )}
    </DeskFrame>
  );
}
