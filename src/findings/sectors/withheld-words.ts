import { createTranslator, defineWords } from '../../web/index.js';

export const withheldWordsIn = createTranslator(
  defineWords({
    nl: {
      withheld: 'Deze cijfers worden niet gepubliceerd',
      why: 'De twee codeurs lazen de antwoorden te verschillend: kappa is lager dan 0,70. Cijfers die daarop steunen, zijn niet betrouwbaar genoeg.',
      see: 'Bekijk hoe de codeurs codeerden',
    },
    en: {
      withheld: 'These figures are not published',
      why: 'The two coders read the answers too differently: kappa is under 0.70. Figures that rest on that are not reliable enough.',
      see: 'See how the coders coded',
    },
    fr: {
      withheld: 'Ces chiffres ne sont pas publiés',
      why: 'Les deux codeurs ont lu les réponses de façon trop différente : le kappa est inférieur à 0,70. Des chiffres fondés là-dessus ne sont pas assez fiables.',
      see: 'Voir comment les codeurs ont codé',
    },
  }),
);
