import type { Questionnaire } from '../../register/index.js';
import {
  Checkboxes,
  faultOf,
  Select,
  SubmitButton,
  Tag,
  textIn,
  useFormat,
  useLang,
} from '../../web/index.js';
import { AnswerList } from '../intake/question-views.js';
import { ChannelForm } from '../listener/page.js';
import { deskReportPath } from '../paths.js';
import { hashOf } from '../questionnaire.js';
import { askTranslator } from './ask-words.js';
import type { Tried } from './reason-field.js';
import { useNames, type DossierProps } from './report-views.js';

interface AskProps extends DossierProps, Tried {
  readonly questionnaires: readonly Questionnaire[];
}

/** Further questions that were put to the reporter, with the answers, and the act to put some. */
export function AskSection(props: AskProps) {
  const lang = useLang();
  const t = askTranslator(lang);
  const f = useFormat();
  const nameOf = useNames(props);
  const { questionnaires: asked, until } = props.dossier;
  return (
    <section>
      <h2>{t('ask.title')}</h2>
      {asked.length === 0 ? <p>{t('ask.none')}</p> : null}
      {asked.map((set) => (
        <section key={set.id} class="message">
          <h3>
            {textIn(set.name, lang)}{' '}
            {set.answeredOn === null ? (
              <Tag tone="warn">{t('ask.waits')}</Tag>
            ) : (
              <Tag tone="good">{t('ask.answered', { day: f.date(set.answeredOn) })}</Tag>
            )}
          </h3>
          <p class="soft">
            {t('ask.by', {
              officer: nameOf(set.officer),
              day: f.date(set.askedOn),
              version: set.version,
              hash: set.hash.slice(0, 12),
            })}
          </p>
          {set.answeredOn === null ? (
            <ul>
              {set.questions.map(({ id, text }) => (
                <li key={id}>{textIn(text, lang)}</li>
              ))}
            </ul>
          ) : (
            <AnswerList set={set} />
          )}
        </section>
      ))}
      {until === null ? <AskFold {...props} /> : null}
    </section>
  );
}

/** First the set, then which of its questions. */
function AskFold({ dossier, questionnaires, tried, typed, faults }: AskProps) {
  const lang = useLang();
  const t = askTranslator(lang);
  const action = deskReportPath(dossier.report.id);
  const begun = tried === 'ask-choose' || tried === 'ask';
  const unfit = faultOf(faults, 'reeks');
  const chosen = begun ? questionnaires.find(({ code }) => code === typed['reeks']) : undefined;
  return (
    <details open={begun}>
      <summary>{t('ask.do')}</summary>
      <p class="soft">{t('ask.lead')}</p>
      {chosen === undefined ? (
        <ChannelForm id="act-ask-choose" action={action} step="ask-choose">
          <Select
            name="reeks"
            label={t('ask.which')}
            choices={questionnaires.map(({ code, name }) => ({ value: code, label: textIn(name, lang) }))}
            value={begun ? typed['reeks'] : undefined}
            error={begun ? unfit : undefined}
          />
          <SubmitButton>{t('ask.choose')}</SubmitButton>
        </ChannelForm>
      ) : (
        <ChannelForm id="act-ask" action={action} step="ask">
          <input type="hidden" name="reeks" value={chosen.code} />
          <input type="hidden" name="staat" value={hashOf(chosen)} />
          <p>{textIn(chosen.name, lang)}</p>
          <Checkboxes
            name="stel"
            label={t('ask.questions')}
            hint={t('ask.questions.hint')}
            choices={chosen.questions.map(({ code, text }) => ({ value: code, label: textIn(text, lang) }))}
            chosen={chosen.questions
              .map(({ code }) => code)
              .filter((code) => tried === 'ask-choose' || typed[`stel-${code}`] === 'ja')}
            error={tried === 'ask' ? faultOf(faults, 'stel') : undefined}
          />
          <SubmitButton>{t('ask.go')}</SubmitButton>
        </ChannelForm>
      )}
    </details>
  );
}
