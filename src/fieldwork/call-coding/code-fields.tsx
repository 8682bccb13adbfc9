import { faultOf, Radios, term, type Choice, type Lang } from '../../web/index.js';
import type { CallCodes } from './schema.js';
import type { CallItem } from './views.js';
import { wordsIn } from './words.js';
import type { FieldFault } from '../../platform/problems.js';

interface FieldsProps {
  readonly lang: Lang;
  readonly item: CallItem;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** What a coder chooses: the code, with what one hears as the script says it, and the two questions. */
export function CodeFields({ lang, item, faults, kept }: FieldsProps) {
  const t = wordsIn(lang);
  const yesNo: Choice[] = [
    { value: 'ja', label: t('yes') },
    { value: 'nee', label: t('no') },
  ];
  const radios = (name: string, label: string, choices: readonly Choice[]) => (
    <Radios name={name} label={label} choices={choices} value={kept[name]} error={faultOf(faults, name)} />
  );
  return (
    <>
      <div class="big-choices">
        {radios(
          'code',
          t('code'),
          item.outcomes.map(({ code, hears }) => ({ value: code, label: term(code, lang), hint: hears })),
        )}
      </div>
      <div class="big-choices big-choices-two">{radios('askedReason', t('asked'), yesNo)}</div>
      <div class="big-choices big-choices-two">{radios('namedBan', t('named'), yesNo)}</div>
    </>
  );
}

/** What a coder chose, in one line. */
export function sayCodes({ code, askedReason, namedBan }: CallCodes, lang: Lang): string {
  const t = wordsIn(lang);
  return [
    term(code, lang),
    t(askedReason ? 'said.asked' : 'said.not-asked'),
    t(namedBan ? 'said.named' : 'said.not-named'),
  ].join('; ');
}

/** What a coder chose, as the form holds it. */
export const asKept = ({ code, askedReason, namedBan }: CallCodes): Readonly<Record<string, string>> => ({
  code,
  askedReason: askedReason ? 'ja' : 'nee',
  namedBan: namedBan ? 'ja' : 'nee',
});
