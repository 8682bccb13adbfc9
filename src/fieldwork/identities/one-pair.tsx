import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  ErrorSummary,
  faultOf,
  fill,
  Link,
  paths,
  PlainText,
  PostForm,
  Radios,
  SubmitButton,
  TextArea,
  type Lang,
} from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import { PairTable } from './pair-table.js';
import type { CandidatePair } from './schema.js';
import { wordsIn } from './words.js';

export interface Sent {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

interface OnePairProps extends Sent {
  readonly lang: Lang;
  readonly campaign: string;
  /** Undefined where the plan has no pair of the asked number. */
  readonly pair: CandidatePair | undefined;
  /** Whether the reader may make it void. */
  readonly may: boolean;
  readonly originName: (code: string, lang: Lang) => string;
}

/** One pair of candidates, and taking one of them out of use. */
export function OnePair({ lang, campaign, pair, may, originName, faults, kept }: OnePairProps) {
  const t = wordsIn(lang);
  const back = (
    <p>
      <Link href={fill(paths.campaigns.identities, { id: campaign })}>{t('pair.all')}</Link>
    </p>
  );
  if (pair === undefined)
    return (
      <>
        <Callout tone="warn" title={t('find.none')} />
        {back}
      </>
    );
  const standing = pair.candidates.filter(({ retired }) => retired === null);
  return (
    <>
      <ErrorSummary faults={faults} />
      <h2>{t('pair', { number: pair.ordinal + 1, vacancy: shownTitle(pair.vacancyTitle, lang) })}</h2>
      <PairTable lang={lang} pair={pair} originName={originName} />
      {pair.candidates.map(({ application, note, arm, retired }) =>
        note === null || retired === null ? null : (
          <Callout key={application} tone="warn" title={`${t(arm)}: ${t(`standing.${retired}`)}`}>
            <PlainText text={t('retire.done', { note })} />
          </Callout>
        ),
      )}
      {standing.length === 0 || !may ? null : (
        <>
          <h2>{t('retire.title')}</h2>
          <p>{t('retire.what')}</p>
          <PostForm
            action={fill(paths.campaigns.retireIdentity, { id: campaign })}
            hidden={{ pair: String(pair.ordinal + 1) }}
          >
            <Radios
              name="arm"
              label={t('retire.who')}
              value={kept['arm']}
              error={faultOf(faults, 'arm')}
              choices={standing.map(({ arm, kept: { firstName, familyName } }) => ({
                value: arm,
                label: `${firstName} ${familyName} (${t(arm)})`,
              }))}
            />
            <TextArea
              name="note"
              label={t('retire.note')}
              hint={t('retire.note.hint')}
              value={kept['note']}
              error={faultOf(faults, 'note')}
            />
            <SubmitButton tone="danger">{t('retire.verb')}</SubmitButton>
          </PostForm>
        </>
      )}
      {back}
    </>
  );
}
