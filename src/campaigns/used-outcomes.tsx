import { Radios, type Lang } from '../web/index.js';
import { wordsIn } from './words.js';

interface UsedOutcomesProps {
  readonly name: string;
  readonly lang: Lang;
  readonly value: string | undefined;
  readonly error: string | undefined;
}

/** Whether outcomes were used in deciding to end a campaign: asked wherever somebody ends one. */
export function UsedOutcomes({ name, lang, value, error }: UsedOutcomesProps) {
  const t = wordsIn(lang);
  return (
    <Radios
      name={name}
      label={t('act.used')}
      hint={t('act.used.hint')}
      value={value}
      error={error}
      choices={[
        { value: 'no', label: t('act.used.no') },
        { value: 'yes', label: t('act.used.yes') },
      ]}
    />
  );
}
