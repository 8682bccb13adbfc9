import {
  faultOf,
  fill,
  paths,
  PostForm,
  Radios,
  SubmitButton,
  TextArea,
  TextInput,
  type Choice,
} from '../../web/index.js';
import { MOST_ATTEMPTS } from './rules.js';
import { CALL_ENDS } from './schema.js';
import type { SheetProps } from './sheet-props.js';
import { wordsIn } from './words.js';

/** How the call ended, and what they answered. */
export function RecordForm({ lang, call, faults, kept }: SheetProps) {
  const t = wordsIn(lang);
  const { script } = call;
  const choices = CALL_ENDS.map((end): Choice => ({
    value: end,
    label: t(`end.${end}`),
    hint: t(`end.${end}-what`),
  }));
  return (
    <>
      <h2 id="vastleggen">{t('record.title')}</h2>
      {call.tried.length === MOST_ATTEMPTS - 1 ? <p>{t('record.last')}</p> : null}
      <PostForm action={fill(paths.candidateCalls.record, { id: call.id })}>
        <div class="big-choices">
          <Radios
            name="outcome"
            label={t('record.outcome')}
            choices={choices}
            value={kept['outcome']}
            error={faultOf(faults, 'outcome')}
          />
        </div>
        <p>{t('record.also')}</p>
        <ul>
          {script.alsoNote.map((line) => (
            <li lang={script.language} key={line}>
              {line}
            </li>
          ))}
        </ul>
        <TextArea
          name="said"
          label={t('record.said')}
          hint={t('record.said-hint')}
          rows={8}
          optional
          value={kept['said']}
          error={faultOf(faults, 'said')}
        />
        <TextArea
          name="deviation"
          label={t('record.deviation')}
          hint={t('record.deviation-hint')}
          rows={2}
          optional
          value={kept['deviation']}
          error={faultOf(faults, 'deviation')}
        />
        {call.mayName ? (
          <TextInput
            name="spokeWith"
            label={t('record.spoke-with')}
            hint={t('record.spoke-with-hint')}
            optional
            value={kept['spokeWith']}
            error={faultOf(faults, 'spokeWith')}
          />
        ) : null}
        <SubmitButton>{t('record.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}
