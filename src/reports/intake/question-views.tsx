import {
  Callout,
  DateField,
  faultOf,
  PlainText,
  Radios,
  SubmitButton,
  SummaryList,
  TextArea,
  textIn,
  useFormat,
  useLang,
} from '../../web/index.js';
import type { DateOnly } from '../../platform/dates.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import type { AskedQuestion, AskedSet } from '../questionnaire.js';
import { saidOf, saidTranslator } from '../questionnaire-words.js';
import { questionField, SKIPPED } from './answer-questions.js';
import type { Given, StepFault } from './answers.js';
import { questionTranslator } from './question-words.js';

/** What was done with further questions just now: the set, what was typed, and what became of it. */
export interface Answering {
  readonly set: string;
  readonly given: Given;
  readonly became: 'refused' | 'saved' | 'sent';
}

interface QuestionsProps {
  readonly sets: readonly AskedSet[];
  readonly answering: Answering | undefined;
  readonly faults: readonly StepFault[];
}

/** Further questions: those that wait as a form, those that were answered with the answers. */
export function QuestionsView({ sets, answering, faults }: QuestionsProps) {
  const lang = useLang();
  const t = questionTranslator(lang);
  const f = useFormat();
  const waiting = sets.some(({ answeredOn }) => answeredOn === null);
  return (
    <>
      {answering?.became === 'sent' ? (
        <Callout tone="good" title={t('questions.sent')}>
          <p>{t('questions.sent.text')}</p>
        </Callout>
      ) : null}
      {waiting ? (
        <section>
          <h2>{t('questions.title')}</h2>
          <p>{t('questions.lead')}</p>
          {sets.map((set, place) =>
            set.answeredOn === null ? (
              <SetForm
                key={set.id}
                set={set}
                place={place}
                answering={answering?.set === set.id ? answering : undefined}
                faults={faults}
              />
            ) : null,
          )}
        </section>
      ) : null}
      {sets.map((set) =>
        set.answeredOn === null ? null : (
          <details key={set.id}>
            <summary>
              {t('questions.answered', { day: f.date(set.answeredOn), name: textIn(set.name, lang) })}
            </summary>
            <AnswerList set={set} />
          </details>
        ),
      )}
    </>
  );
}

/** The questions of a set, each with its answer. */
export function AnswerList({ set: { questions } }: { readonly set: AskedSet }) {
  const lang = useLang();
  return (
    <SummaryList
      items={questions.map((one) => ({
        term: textIn(one.text, lang),
        value: <PlainText text={saidOf(one, lang)} />,
      }))}
    />
  );
}

interface SetProps {
  readonly set: AskedSet;
  readonly place: number;
  readonly answering: Answering | undefined;
  readonly faults: readonly StepFault[];
}

function SetForm({ set, place, answering, faults }: SetProps) {
  const lang = useLang();
  const t = questionTranslator(lang);
  const f = useFormat();
  const given = answering?.became === 'refused' ? answering.given : savedIn(set, place);
  return (
    <>
      <h3>{textIn(set.name, lang)}</h3>
      <p class="soft">{t('questions.since', { day: f.date(set.askedOn) })}</p>
      {answering?.became === 'saved' ? (
        <Callout tone="good" title={t('questions.saved')}>
          <p>{t('questions.saved.text')}</p>
        </Callout>
      ) : null}
      <ChannelForm id={`vragen-${place + 1}`} action={channelPaths.follow} step="vragen">
        <input type="hidden" name="vragenlijst" value={set.id} />
        {set.questions.map((question, at) => (
          <QuestionField
            key={question.id}
            name={questionField(place, at)}
            question={question}
            given={given}
            faults={faults}
          />
        ))}
        <div class="confirm-acts">
          <SubmitButton tone="secondary" name="actie" value="bewaar">
            {t('questions.save')}
          </SubmitButton>
          <SubmitButton name="actie" value="stuur">
            {t('questions.send')}
          </SubmitButton>
        </div>
      </ChannelForm>
    </>
  );
}

interface FieldProps {
  readonly name: string;
  readonly question: AskedQuestion;
  readonly given: Given;
  readonly faults: readonly StepFault[];
}

function QuestionField({ name, question, given, faults }: FieldProps) {
  const lang = useLang();
  const t = questionTranslator(lang);
  const said = saidTranslator(lang);
  const hint = question.hint === undefined ? undefined : textIn(question.hint, lang);
  const field = { name, label: textIn(question.text, lang), hint, error: faultOf(faults, name) };
  const skip = { value: SKIPPED, label: said('said.none') };
  const chosen = given[name] ?? SKIPPED;
  switch (question.kind) {
    case 'text':
      return <TextArea {...field} rows={3} value={given[name]} />;
    case 'choice': {
      const choices = (question.choices ?? []).map(({ code, name: called }) => ({
        value: code,
        label: textIn(called, lang),
      }));
      return <Radios {...field} choices={[...choices, skip]} value={chosen} />;
    }
    case 'yes-no': {
      const choices = (['yes', 'no', 'unknown'] as const).map((value) => ({
        value,
        label: said(`said.${value}`),
      }));
      return <Radios {...field} choices={[...choices, skip]} value={chosen} />;
    }
    case 'day':
      return (
        <DateField
          name={name}
          label={field.label}
          {...(hint === undefined ? {} : { hint })}
          typed={given}
          faults={faults}
        />
      );
    case 'period':
      return (
        <fieldset class="field">
          <legend>{field.label}</legend>
          {hint === undefined ? null : <p class="hint">{hint}</p>}
          <DateField name={`${name}-van`} label={t('questions.from')} typed={given} faults={faults} />
          <DateField name={`${name}-tot`} label={t('questions.to')} typed={given} faults={faults} />
        </fieldset>
      );
  }
}

/** What was saved of a set, as it stands in its fields. */
function savedIn({ questions }: AskedSet, place: number): Given {
  const given: Record<string, string> = {};
  for (const [at, { answer }] of questions.entries()) {
    const name = questionField(place, at);
    switch (answer?.kind) {
      case undefined:
        break;
      case 'text':
        given[name] = answer.text;
        break;
      case 'choice':
        given[name] = answer.code;
        break;
      case 'yes-no':
        given[name] = answer.is;
        break;
      case 'day':
        Object.assign(given, partsOf(name, answer.on));
        break;
      case 'period':
        Object.assign(given, partsOf(`${name}-van`, answer.from), partsOf(`${name}-tot`, answer.to));
        break;
    }
  }
  return given;
}

function partsOf(name: string, day: DateOnly | null): Given {
  if (day === null) return {};
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}Day`]: date, [`${name}Month`]: month, [`${name}Year`]: year };
}
