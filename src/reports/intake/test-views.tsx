import { PlainText, SubmitButton, useFormat, useLang } from '../../web/index.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import { mayAnswerTest } from '../rules.js';
import type { Thread } from './service.js';
import { answerTranslator } from './test-words.js';

/** Whether the report may lead to a test: what was asked, until when, and the two answers. */
export function TestQuestionView({ thread: { test, today } }: { readonly thread: Thread }) {
  const t = answerTranslator(useLang());
  const f = useFormat();
  if (test === null) return null;
  const mayYes = mayAnswerTest(test, 'yes', today).allowed;
  const day = test.answeredOn === null ? '' : f.date(test.answeredOn);
  return (
    <section>
      <h2>{t('test.title')}</h2>
      <p>{t('test.lead')}</p>
      <h3>{t('test.guess')}</h3>
      <PlainText text={test.guess} />
      {test.answer === null ? (
        <p>{mayYes ? t('test.term', { day: f.date(test.answerBy) }) : t('test.over')}</p>
      ) : (
        <p>{t(`test.said.${test.answer}`, { day })}</p>
      )}
      {test.answer === 'yes' ? <p class="soft">{t('test.change')}</p> : null}
      <ChannelForm id="toets" action={channelPaths.follow} step="test">
        <div class="confirm-acts">
          {mayYes && test.answer !== 'yes' ? (
            <SubmitButton name="antwoord" value="yes">
              {t('test.yes')}
            </SubmitButton>
          ) : null}
          {test.answer !== 'no' && (mayYes || test.answer === 'yes') ? (
            <SubmitButton tone="secondary" name="antwoord" value="no">
              {t('test.no')}
            </SubmitButton>
          ) : null}
        </div>
      </ChannelForm>
    </section>
  );
}
