import { Callout, faultOf, SubmitButton, SummaryList, TextArea, useFormat } from '../../web/index.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import type { Answer, Told } from '../intake/answered.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import { DeskFrame, useDeskT } from './frame.js';
import { wordsOfKey } from './own-key.js';
import type { Visitor } from './session.js';
import { deskTranslator } from './words.js';

/** GET /dienst/sleutel: whether the own key counts, and what custodians need to sign it. */
export function keyPage(_means: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  return Promise.resolve(keyTold(asked, visitor, []));
}

/** POST /dienst/sleutel: the custodians' signatures. */
export async function keepKeyPage({ desk }: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const typed = asked.form.fields['handtekeningen'] ?? '';
  try {
    await desk.keepSignatures(visitor, typed);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'officer-signatures') throw error;
    const message = deskTranslator(asked.lang)('key.bad');
    return keyTold(asked, visitor, [{ field: 'handtekeningen', message }]);
  }
  return { to: channelPaths.deskKey };
}

function keyTold(asked: DeskAsked, visitor: Visitor, faults: readonly FieldFault[]): Told {
  return {
    status: faults.length > 0 ? 422 : 200,
    title: deskTranslator(asked.lang)('key.title'),
    content: <KeyView visitor={visitor} typed={asked.form.fields['handtekeningen'] ?? ''} faults={faults} />,
    faults,
  };
}

interface KeyProps {
  readonly visitor: Visitor;
  readonly typed: string;
  readonly faults: readonly FieldFault[];
}

function KeyView({ visitor, typed, faults }: KeyProps) {
  const t = useDeskT();
  const f = useFormat();
  const { id, keys, counts, keyUntil } = visitor;
  return (
    <DeskFrame current="key" faults={faults}>
      {counts ? (
        <Callout tone="good" title={t('key.counts', { day: f.date(keyUntil ?? '') })} />
      ) : (
        <Callout tone="warn" title={t('key.waits')}>
          <p>{t('key.waits.text')}</p>
        </Callout>
      )}
      <h2>{t('key.how')}</h2>
      <ol>
        <li>{t('key.how.1')}</li>
        <li>{t('key.how.2')}</li>
        <li>{t('key.how.3')}</li>
      </ol>
      <SummaryList
        items={[
          { term: t('key.account'), value: <code>{id}</code> },
          { term: t('key.public'), value: <code>{keys.publicKey.toString('base64url')}</code> },
          { term: t('key.words'), value: <span lang="nl">{wordsOfKey(keys.publicKey)}</span> },
        ]}
      />
      <ChannelForm id="handtekenen" action={channelPaths.deskKey} step="signatures">
        <TextArea
          name="handtekeningen"
          label={t('key.lines')}
          hint={t('key.lines.hint')}
          rows={4}
          value={typed}
          error={faultOf(faults, 'handtekeningen')}
        />
        <SubmitButton>{t('key.keep')}</SubmitButton>
      </ChannelForm>
      <p>
        <a href={channelPaths.surrender}>{t('key.surrender')}</a>
      </p>
    </DeskFrame>
  );
}
