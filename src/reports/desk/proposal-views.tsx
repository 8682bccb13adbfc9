import { LANGUAGES, Select, SubmitButton, useLang, type Lang } from '../../web/index.js';
import { proposalTranslator } from './proposal-words.js';

interface ProposeProps {
  readonly act: string;
  readonly typed: Readonly<Record<string, string>> | null;
  /** In which language the report was written, where that is known. */
  readonly lang: Lang | undefined;
}

export const langName = (act: string): string => `taal-${act}`;

/** In which language a text is proposed, and the button that puts it in the field; nothing is sent by it. */
export function Propose({ act, typed, lang }: ProposeProps) {
  const t = proposalTranslator(useLang());
  return (
    <>
      <Select
        name={langName(act)}
        label={t('proposal.lang')}
        hint={lang === undefined ? undefined : t(`proposal.in.${lang}`)}
        choices={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
        value={typed?.[langName(act)] ?? lang ?? 'nl'}
      />
      <p>
        <SubmitButton tone="secondary" name="voorstel" value="ja">
          {t('proposal.make')}
        </SubmitButton>
      </p>
    </>
  );
}
