import { createTranslator, defineWords } from '../../web/index.js';

/** The words for confirming the terms of the register. */
export const wordsIn = createTranslator(
  defineWords({
    nl: {
      waits: 'Niet alle termijnen zijn bevestigd. Wat niet bevestigd is, wordt niet vanzelf gewist.',
      confirmed: 'bevestigd',
      by: 'door {{name}}, {{when}}',
      'by-practice': 'voor deze oefenomgeving',
      'not-yet': 'De functionaris voor gegevensbescherming moet dit nog bevestigen.',
      confirm: 'Bevestig deze termijn',
      'confirm.what':
        'Bevestigd wordt de tekst zoals hij hier staat. Wijzigt hij, dan is een nieuwe bevestiging nodig.',
      'runs.waiting': 'Wacht op bevestiging',
      todo: 'Bewaartermijnen om te bevestigen',
      'todo.do': 'Zolang een termijn niet bevestigd is, wordt er niets van gewist.',
    },
    en: {
      waits: 'Not all terms are confirmed. What is not confirmed is not erased by itself.',
      confirmed: 'confirmed',
      by: 'by {{name}}, {{when}}',
      'by-practice': 'for this practice database',
      'not-yet': 'The data protection officer has still to confirm this.',
      confirm: 'Confirm this term',
      'confirm.what': 'The text is confirmed as it stands here. If it changes, it has to be confirmed again.',
      'runs.waiting': 'Waits for confirmation',
      todo: 'Terms to confirm',
      'todo.do': 'As long as a term is not confirmed, nothing of it is erased.',
    },
    fr: {
      waits:
        'Tous les délais ne sont pas confirmés. Ce qui n’est pas confirmé n’est pas effacé automatiquement.',
      confirmed: 'confirmé',
      by: 'par {{name}}, {{when}}',
      'by-practice': 'pour cet environnement d’exercice',
      'not-yet': 'Le délégué à la protection des données doit encore confirmer ceci.',
      confirm: 'Confirmer ce délai',
      'confirm.what':
        'Le texte est confirmé tel qu’il figure ici. S’il change, une nouvelle confirmation est nécessaire.',
      'runs.waiting': 'Attend une confirmation',
      todo: 'Délais de conservation à confirmer',
      'todo.do': 'Tant qu’un délai n’est pas confirmé, rien n’en est effacé.',
    },
  }),
);
