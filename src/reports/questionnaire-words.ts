import { formatterFor, textIn, type Lang } from '../web/index.js';
import { createTranslator, defineWords } from '../web/i18n/words.js';
import type { AskedQuestion } from './questionnaire.js';

/** How answers to further questions read, on both sides. */
const answerWords = defineWords({
  nl: {
    'said.none': 'Geen antwoord',
    'said.yes': 'Ja',
    'said.no': 'Nee',
    'said.unknown': 'Dat weet ik niet',
    'said.from': 'vanaf {{from}}',
    'said.to': 'tot en met {{to}}',
    'said.from-to': 'van {{from}} tot en met {{to}}',
  },
  en: {
    'said.none': 'No answer',
    'said.yes': 'Yes',
    'said.no': 'No',
    'said.unknown': 'I do not know',
    'said.from': 'from {{from}}',
    'said.to': 'until {{to}}',
    'said.from-to': 'from {{from}} to {{to}}',
  },
  fr: {
    'said.none': 'Pas de réponse',
    'said.yes': 'Oui',
    'said.no': 'Non',
    'said.unknown': 'Je ne sais pas',
    'said.from': 'à partir du {{from}}',
    'said.to': 'jusqu’au {{to}} inclus',
    'said.from-to': 'du {{from}} au {{to}} inclus',
  },
});

export const saidTranslator = createTranslator(answerWords);

/** An answer in words. */
export function saidOf({ answer, choices = [] }: AskedQuestion, lang: Lang): string {
  const t = saidTranslator(lang);
  const f = formatterFor(lang);
  switch (answer?.kind) {
    case undefined:
      return t('said.none');
    case 'text':
      return answer.text;
    case 'choice': {
      const chosen = choices.find(({ code }) => code === answer.code);
      return chosen === undefined ? answer.code : textIn(chosen.name, lang);
    }
    case 'yes-no':
      return t(`said.${answer.is}`);
    case 'day':
      return f.date(answer.on);
    case 'period': {
      const { from, to } = answer;
      if (from === null) return t('said.to', { to: f.date(to ?? '') });
      return to === null
        ? t('said.from', { from: f.date(from) })
        : t('said.from-to', { from: f.date(from), to: f.date(to) });
    }
  }
}
