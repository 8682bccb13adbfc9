import { createTranslator, defineWords } from '../../web/i18n/words.js';
import { useFormat, useLang } from '../../web/index.js';
import type { Thread } from './read-thread.js';

const pausedWords = defineWords({
  nl: {
    'paused.question':
      'Onze termijn staat stil, hoogstens tot {{day}}: wij wachten op uw antwoord. Schrijft u, dan loopt ze weer.',
    'paused.reporter-wish':
      'Onze termijn staat stil, hoogstens tot {{day}}: u vroeg om te wachten. Schrijft u, dan loopt ze weer.',
    'paused.other-inquiry':
      'Onze termijn staat stil, hoogstens tot {{day}}: een ander onderzoek gaat voor. U kan ons altijd schrijven.',
  },
  en: {
    'paused.question':
      'Our term stands still, until {{day}} at most: we wait for your answer. Once you write it runs again.',
    'paused.reporter-wish':
      'Our term stands still, until {{day}} at most: you asked us to wait. Once you write it runs again.',
    'paused.other-inquiry':
      'Our term stands still, until {{day}} at most: another inquiry goes first. You can always write to us.',
  },
  fr: {
    'paused.question':
      'Notre délai est suspendu, jusqu’au {{day}} au plus : nous attendons votre réponse. Dès que vous écrivez, il reprend.',
    'paused.reporter-wish':
      'Notre délai est suspendu, jusqu’au {{day}} au plus : vous avez demandé d’attendre. Dès que vous écrivez, il reprend.',
    'paused.other-inquiry':
      'Notre délai est suspendu, jusqu’au {{day}} au plus : une autre enquête passe d’abord. Vous pouvez toujours nous écrire.',
  },
});
const pausedTranslator = createTranslator(pausedWords);

/** That our term stands still, why, and until when at most. */
export function PausedLine({ paused }: Pick<Thread, 'paused'>) {
  const t = pausedTranslator(useLang());
  const f = useFormat();
  return paused === null ? null : <p>{t(`paused.${paused.why}`, { day: f.date(paused.until) })}</p>;
}
