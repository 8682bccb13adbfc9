import {
  faultOf,
  fill,
  paths,
  PostForm,
  Radios,
  Select,
  SubmitButton,
  term,
  TextArea,
  TextInput,
  type Choice,
} from '../../web/index.js';
import { STEPS } from './schema.js';
import { DEVIATION_ROWS } from './sheet-form.js';
import type { SheetProps } from './sheet-props.js';
import { wordsIn } from './words.js';

/** What the tester heard: big answers to tap, then the few questions that go with them. */
export function OutcomeForm(props: SheetProps) {
  const { lang, sheet, faults, kept } = props;
  const t = wordsIn(lang);
  const endings: Choice[] = sheet.script.outcomes.map(({ code, hears }) => ({
    value: code,
    label: term(code, lang),
    hint: hears,
  }));
  const yesNo: Choice[] = [
    { value: 'ja', label: t('yes') },
    { value: 'nee', label: t('no') },
  ];
  const radios = (name: string, label: string, choices: readonly Choice[]) => (
    <Radios name={name} label={label} choices={choices} value={kept[name]} error={faultOf(faults, name)} />
  );
  const back = faults.length > 0 || Object.keys(kept).length > 0;
  return (
    <>
      <h2 id="gehoord">{t('form.title')}</h2>
      <div data-keeps-drafts data-draft={sheet.number} data-back={back ? 'yes' : undefined}>
        <p class="callout callout-active" role="status" hidden data-restored>
          {t('form.draft')}
        </p>
        <PostForm action={fill(paths.tasks.record, { id: sheet.id })}>
          <div class="big-choices">{radios('code', t('form.code'), endings)}</div>
          <div class="big-choices">
            {radios(
              'timesSaid',
              t('form.times'),
              (['1', '2', '0'] as const).map((value) => ({ value, label: t(`times.${value}`) })),
            )}
          </div>
          <div class="big-choices big-choices-two">{radios('askedReason', t('form.asked'), yesNo)}</div>
          <div class="big-choices big-choices-two">{radios('namedBan', t('form.named'), yesNo)}</div>
          <Deviations {...props} yesNo={yesNo} />
          <TextArea
            name="note"
            label={t('form.note')}
            hint={t('form.note-hint')}
            rows={4}
            value={kept['note']}
            error={faultOf(faults, 'note')}
          />
          {sheet.mayName ? (
            <TextInput
              name="spokeWith"
              label={t('form.spoke-with')}
              hint={t('form.spoke-with-hint')}
              optional
              value={kept['spokeWith']}
              error={faultOf(faults, 'spokeWith')}
            />
          ) : null}
          <p class="soft">{t('form.save-what')}</p>
          <p class="callout callout-warn" role="alert" hidden data-offline>
            {t('form.offline')}
          </p>
          <SubmitButton>{t('form.save')}</SubmitButton>
        </PostForm>
      </div>
    </>
  );
}

function Deviations({ lang, faults, kept, yesNo }: SheetProps & { readonly yesNo: readonly Choice[] }) {
  const t = wordsIn(lang);
  const fields = DEVIATION_ROWS.flatMap((row) => [`step${row}`, `text${row}`, `spoils${row}`]);
  const used = fields.some((name) => (kept[name] ?? '') !== '');
  return (
    <details class="step" open={used}>
      <summary>{t('form.deviations')}</summary>
      <p>{t('form.deviations-what')}</p>
      {DEVIATION_ROWS.map((row) => (
        <fieldset class="field" key={row}>
          <legend>{t('form.deviation', { n: row })}</legend>
          <Select
            name={`step${row}`}
            label={t('form.step')}
            value={kept[`step${row}`]}
            error={faultOf(faults, `step${row}`)}
            choices={STEPS.map((step) => ({ value: step, label: t(`step.${step}`) }))}
          />
          <TextArea
            name={`text${row}`}
            label={t('form.text')}
            rows={2}
            value={kept[`text${row}`]}
            error={faultOf(faults, `text${row}`)}
          />
          <Select
            name={`spoils${row}`}
            label={t('form.spoils')}
            value={kept[`spoils${row}`]}
            error={faultOf(faults, `spoils${row}`)}
            choices={yesNo}
          />
        </fieldset>
      ))}
    </details>
  );
}
